/** One HTTP exchange with the service under test, as data: a check never throws because a service does not answer. */

export interface Exchange {
  status: number;
  headers: Headers;
  text: string;
  /** undefined when the body is not JSON. */
  json: unknown;
  ms: number;
}

/** The Authorization header for one endpoint, or null to send none. */
export type Authorize = (endpoint: string) => Promise<string | null>;

export interface Target { base: string; origin: string | null; authorize: Authorize; timeoutMs: number }

export interface Call { method: 'GET' | 'POST' | 'OPTIONS' | 'PUT'; path: string; body?: string; headers?: Record<string, string>; anonymous?: boolean }

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
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: parsed(text), ms: performance.now() - since };
  } catch {
    return { status: 0, headers: new Headers(), text: '', json: undefined, ms: performance.now() - since };
  }
}

function parsed(text: string): unknown {
  try { return JSON.parse(text); } catch { return undefined; }
}

/** `{base}/cds-services` and `{base}` name the same service. */
export const baseOf = (url: string): string => url.replace(/\/+$/, '').replace(/\/cds-services$/, '');
