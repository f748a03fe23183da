/** One HTTP exchange with the service under test, as data: a check never throws because a service does not answer. */

export interface Exchange {
  status: number;
  headers: Headers;
  text: string;
  /** undefined when the body is not JSON. */
  json: unknown;
  ms: number;
  /** Why there is no answer: the code of the connection's or the certificate's failure; null when there is one. */
  reason: string | null;
}

/** The Authorization header for one endpoint, or null to send none. */
export type Authorize = (endpoint: string) => Promise<string | null>;

export interface Target { base: string; origin: string | null; authorize: Authorize; timeoutMs: number }

export interface Call { method: 'GET' | 'POST' | 'OPTIONS' | 'PUT'; path: string; body?: string; headers?: Record<string, string>; anonymous?: boolean }

const LARGEST_ANSWER_BYTES = 16 * (1 << 20);

/** Status 0 stands for no answer at all. */
export async function exchange({ base, origin, authorize, timeoutMs }: Target, { method, path, body, headers = {}, anonymous = false }: Call): Promise<Exchange> {
  const url = `${base}${path}`;
  const since = performance.now();
  try {
    const authorization = anonymous ? null : await authorize(url);
    const answer = await fetch(url, {
      method, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs), ...(body === undefined ? {} : { body }),
      headers: {
        Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...(origin === null ? {} : { Origin: origin }),
        ...(authorization === null ? {} : { Authorization: authorization }), ...headers,
      },
    });
    const text = await textOf(answer);
    return { status: answer.status, headers: answer.headers, text, json: parsed(text), ms: performance.now() - since, reason: null };
  } catch (error) {
    return { status: 0, headers: new Headers(), text: '', json: undefined, ms: performance.now() - since, reason: reasonOf(error) };
  }
}

/** @throws RangeError for an answer without end */
async function textOf(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  // Sound: the platform's stream is iterable in Node; only the browser's types do not know it.
  for await (const chunk of (answer.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > LARGEST_ANSWER_BYTES) throw new RangeError('an answer without end');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  for (let each: unknown = error; typeof each === 'object' && each !== null; each = (each as { cause?: unknown }).cause) if ('code' in each && typeof each.code === 'string') return each.code;
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError' ? 'timeout' : 'the connection failed';
}

function parsed(text: string): unknown {
  try { return JSON.parse(text); } catch { return undefined; }
}

/** `{base}/cds-services` and `{base}` name the same service. @param url absolute */
export function baseOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`.replace(/\/+$/, '').replace(/\/cds-services$/, '');
}

/** How an answer is spoken of: its status, or why there is none. */
export const spokenOf = ({ status, reason, headers }: Pick<Exchange, 'status' | 'reason' | 'headers'>): string =>
  status === 0 ? `no answer (${reason ?? 'unknown reason'})` : status >= 300 && status < 400 ? `${status}, a redirect to ${headers.get('location') ?? 'nowhere'}` : String(status);
