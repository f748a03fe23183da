/** Peers that are no CDS service, or hardly one: each misbehaves in its own way. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;
const json = (response: ServerResponse, status: number, body: string): void => { response.writeHead(status, { 'Content-Type': 'application/json' }); response.end(body); };
const discovery = (body: string): Behaviour => (request, response) => { if (request.url === '/cds-services') json(response, 200, body); else json(response, 404, '{}'); };

export const PEERS: Readonly<Record<string, Behaviour>> = {
  'never answers': () => undefined,
  'hangs up': (request) => { request.socket.destroy(); },
  'hangs up within its answer': (_request, response) => { response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' }); response.write('{"services":['); setTimeout(() => response.destroy(), 20); },
  'answers without end': (_request, response) => { response.writeHead(200, { 'Content-Type': 'application/json' }); const more = (): void => { while (response.write('x'.repeat(65_536))) { /* until the other side is full */ } }; response.on('drain', more); response.on('error', () => undefined); more(); },
  'is a web page': (_request, response) => { response.writeHead(200, { 'Content-Type': 'text/html' }); response.end('<!doctype html><title>Sign in</title>'); },
  'sends everybody elsewhere': (_request, response) => { response.writeHead(302, { Location: 'https://elsewhere.example.org/cds-services' }); response.end(); },
  'sends in a circle': (request, response) => { response.writeHead(308, { Location: request.url ?? '/' }); response.end(); },
  'answers 500 to all': (_request, response) => json(response, 500, '{"error":"x"}'),
  'answers null': (_request, response) => json(response, 200, 'null'),
  'answers a list': (_request, response) => json(response, 200, '[]'),
  'names no services': discovery('{"services":[]}'),
  'names strange services': discovery(JSON.stringify({ services: [null, 5, 'x', [], { id: 5, hook: {} }, { id: '../../x', hook: 'patient-view', prefetch: [1], description: null }, { id: '__proto__', hook: 'constructor', prefetch: { toString: 'Patient/{{context.patientId' } }] })),
  'lists a service and then is silent': (request, response) => { if (request.url === '/cds-services') json(response, 200, '{"services":[{"id":"a","hook":"patient-view","description":"x"}]}'); },
  'knows nothing but cards': (request, response) => { if (request.url === '/cds-services') json(response, 200, '{"services":[{"id":"a","hook":"patient-view","description":"x"}]}'); else json(response, 200, '{"cards":[{"summary":7,"indicator":null,"source":"x","suggestions":{},"links":[null],"overrideReasons":["x"]}]}'); },
  'answers in depth': (_request, response) => json(response, 200, `${'['.repeat(50_000)}${']'.repeat(50_000)}`),
};

export async function aPeer(behaviour: Behaviour): Promise<{ base: string; close(): Promise<void> }> {
  const server: Server = createServer(behaviour);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => new Promise((done) => { server.closeAllConnections(); server.close(() => done()); }) };
}
