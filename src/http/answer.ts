/** What a route gives back, and how it is written to the wire with the headers that stand on every answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** Bytes go out as they are; null: no body (204). */
  body: string | Buffer | null;
}

/** An answer that nobody reads must not hold its socket for ever. */
const TAKEN_WITHIN_MS = 30_000;
/** How long a client may pause that has its answer and still sends what nobody reads. */
const SENDS_ON_WITHIN_MS = 1_000;

const ALWAYS = { 'X-Content-Type-Options': 'nosniff', 'Strict-Transport-Security': 'max-age=31536000', 'Referrer-Policy': 'no-referrer' };
/** The same headers for the refusals of the HTTP parser, which has no response object. */
export const RAW_ALWAYS = Object.entries(ALWAYS).map(([name, value]) => `${name}: ${value}\r\n`).join('');

/** JSON that nobody keeps: the headers of hook, assess, feedback and error answers. */
export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  ({ status, headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', ...headers }, body: JSON.stringify(body) });

/** The same for what is JSON already. */
export const jsonText = (body: string): Answer => ({ status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }, body });

/** A document of the service itself: may be kept, but is asked for again. */
export const text = (type: string, body: string, headers: Record<string, string> = {}): Answer =>
  ({ status: 200, headers: { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-cache', ...headers }, body });

/** Members of a `Vary` list, each once. */
export function vary(answer: Answer, name: string): void {
  const listed = (answer.headers['Vary'] ?? '').split(', ').filter((each) => each !== '');
  if (!listed.includes(name)) answer.headers['Vary'] = [...listed, name].join(', ');
}

const ALWAYS_LISTED = Object.entries(ALWAYS).flat();

/**
 * Writes one answer; a HEAD request gets everything but the body.
 * @param lingers the connection ends with this answer and the request is still being sent: it is closed once that has come
 */
export function send(request: IncomingMessage, response: ServerResponse, answer: Answer, close: boolean, lingers = false): void {
  if (response.headersSent || response.destroyed) return;
  const { status, headers, body } = answer;
  // Names and values in one list, and a text left as a text: head and body then leave in one piece, without a copy made beforehand.
  const listed = [...ALWAYS_LISTED];
  for (const name of Object.keys(headers)) listed.push(name, headers[name] as string); // sound: its own key
  if (body !== null) listed.push('Content-Length', String(Buffer.byteLength(body)));
  if (close) listed.push('Connection', 'close');
  response.writeHead(status, listed);
  const sent = body === null || request.method === 'HEAD' ? undefined : body;
  if (lingers) {
    if (sent === undefined) response.flushHeaders(); else response.write(sent);
    const end = (): void => { clearTimeout(pause); if (!response.writableEnded) response.end(); };
    const pause = setTimeout(end, SENDS_ON_WITHIN_MS).unref();
    request.on('data', () => { pause.refresh(); }).once('end', end).once('close', end);
  } else {
    response.end(sent);
  }
  if (response.writableFinished) return;
  const timer = setTimeout(() => response.destroy(), TAKEN_WITHIN_MS).unref();
  response.once('close', () => clearTimeout(timer));
}
