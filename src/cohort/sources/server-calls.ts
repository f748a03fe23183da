/** Calls to the FHIR server of a cohort: patient with one that is busy, and never sending its token elsewhere. */

export interface ServerSource {
  /** Base URL of a FHIR R4 server. */
  url: string;
  /** Sent as a bearer token to the server's own origin only; never printed. */
  token: string | null;
  how: 'export' | 'search' | 'either';
  /** A Group whose patients are wanted; null: all that the server gives. */
  group: string | null;
}

/** The server's part in what went wrong, without what it sent. */
export class UnusableServer extends Error {}

export const LONGEST_WAIT_SECONDS = 120;
const TRIES = 6;
/** Busy, or not there for a moment. */
const PASSING = new Set([429, 502, 503, 504]);

export class Server {
  readonly base: URL;
  constructor(private readonly source: ServerSource, private readonly sleep: (seconds: number) => Promise<void>) {
    this.base = new URL(source.url.endsWith('/') ? source.url : `${source.url}/`);
    if (this.base.protocol !== 'http:' && this.base.protocol !== 'https:') throw new UnusableServer('the server\'s URL is not http or https');
  }

  /** A relative URL of the server, or one that it named itself. @throws UnusableServer for one that is none */
  at(url: string): URL {
    try { return new URL(url, this.base); } catch (error) { throw new UnusableServer('the server names an address that is none', { cause: error }); }
  }

  isOwn(url: URL): boolean { return url.origin === this.base.origin; }

  /** Waits and asks again while the server is busy; its last answer, whatever it is. @throws UnusableServer when there is none */
  async get(url: URL, accept: string, more: Record<string, string> = {}): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      let answer: Response | null = null;
      try { answer = await this.send('GET', url, { Accept: accept, ...more }); } catch (error) {
        if (attempt >= 3) throw new UnusableServer(`${url.origin} does not answer (${error instanceof Error ? error.name : 'error'})`, { cause: error });
      }
      if (answer !== null && (!PASSING.has(answer.status) || attempt >= TRIES)) return answer;
      const wait = answer === null ? null : retryAfter(answer);
      await answer?.body?.cancel();
      await this.wait(wait, attempt);
    }
  }

  /** One call without patience: the caller polls by itself. */
  async once(url: URL, accept: string): Promise<Response> {
    try { return await this.send('GET', url, { Accept: accept }); } catch (error) { throw new UnusableServer(`${url.origin} does not answer (${error instanceof Error ? error.name : 'error'})`, { cause: error }); }
  }

  /** Tells the server that something is no longer needed; whether it hears that is its own affair. */
  async forget(url: URL): Promise<void> {
    try { await (await this.send('DELETE', url, {})).body?.cancel(); } catch { /* its own affair */ }
  }

  /** As long as the server says, else longer with each time. */
  wait(seconds: number | null, attempt: number): Promise<void> { return this.sleep(Math.min(seconds ?? Math.min(1 + attempt, 30), LONGEST_WAIT_SECONDS)); }

  private send(method: string, url: URL, headers: Record<string, string>): Promise<Response> {
    const token = this.isOwn(url) && this.source.token !== null ? { Authorization: `Bearer ${this.source.token}` } : undefined;
    return fetch(url, { method, headers: { ...headers, ...token }, redirect: token === undefined ? 'follow' : 'error' });
  }
}

/** Seconds, or a date from which they are counted; null when it says nothing usable. */
export function retryAfter(answer: Response): number | null {
  const said = answer.headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(said)) return Math.max(1, Number(said));
  const date = Date.parse(said);
  const now = Date.parse(answer.headers.get('date') ?? '');
  // By the server's own clock: ours may be another.
  return Number.isNaN(date) || Number.isNaN(now) ? null : Math.max(1, Math.ceil((date - now) / 1000));
}

export async function jsonOf(answer: Response): Promise<unknown> {
  try { return await answer.json(); } catch (error) { throw new UnusableServer('an answer is not JSON', { cause: error }); }
}

export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
