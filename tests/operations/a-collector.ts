/** A loopback OTLP/HTTP collector that remembers the spans it was sent, or fails as a test says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

interface Value { stringValue?: string; intValue?: number | string; boolValue?: boolean; doubleValue?: number }
interface Attribute { key: string; value: Value }
export interface SeenSpan { traceId: string; spanId: string; parentSpanId?: string; name: string; kind: number; startTimeUnixNano: string; endTimeUnixNano: string; attributes: Attribute[]; status?: { code?: number; message?: string }; events?: unknown[] }
export interface Collector {
  origin: string;
  spans(): SeenSpan[];
  resource(): Record<string, unknown>;
  /** Every byte that came, headers included. */
  everything(): string;
  headers(): IncomingMessage['headers'][];
  close(): Promise<void>;
}

export const attributesOf = (span: SeenSpan | undefined): Record<string, unknown> => plain(span?.attributes ?? []);
const plain = (attributes: Attribute[]): Record<string, unknown> => Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.boolValue ?? Number(value.intValue ?? value.doubleValue)]));

interface Export { resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: SeenSpan[] }[] }[] }

export async function aCollector(answer: (response: ServerResponse) => void = (response) => { response.writeHead(200, { 'content-type': 'application/json' }).end('{}'); }): Promise<Collector> {
  const bodies: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const paths: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      bodies.push(Buffer.concat(chunks).toString('utf8'));
      headers.push(request.headers);
      paths.push(request.url ?? '');
      answer(response);
    });
  });
  server.on('connection', (socket) => { sockets.add(socket); socket.on('close', () => sockets.delete(socket)).on('error', () => undefined); });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const exported = (): Export[] => bodies.map((body) => JSON.parse(body) as Export); // sound: the exporter's own JSON; another shape fails the test
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: () => exported().flatMap(({ resourceSpans }) => resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))),
    resource: () => plain(exported()[0]?.resourceSpans[0]?.resource.attributes ?? []),
    everything: () => JSON.stringify([bodies, headers, paths]),
    headers: () => headers,
    close: () => new Promise((done) => { for (const socket of sockets) socket.destroy(); server.close(() => done()); }),
  };
}
