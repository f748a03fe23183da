/** A loopback server that answers as a test scripts it, down to the bytes, and remembers what it was asked. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Asked { url: string; headers: IncomingMessage['headers']; at: number }
export interface ScriptedServer { origin: string; base: string; asked: Asked[]; mostConnections: () => number; openCalls: () => number; close: () => Promise<void> }
export type Script = (url: string, response: ServerResponse, nth: number) => void;

export async function aFhirServer(script: Script): Promise<ScriptedServer> {
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  let most = 0;
  let open = 0;
  const server: Server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers, at: performance.now() });
    open += 1;
    response.on('close', () => { open -= 1; });
    script(request.url ?? '', response, asked.length);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    most = Math.max(most, sockets.size);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin, base: `${origin}/fhir`, asked, mostConnections: () => most, openCalls: () => open,
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    }),
  };
}

export const fhir = (response: ServerResponse, value: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(200, { 'content-type': 'application/fhir+json', ...headers }).end(typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value));
};
export const page = (resources: unknown[], over: Record<string, unknown> = {}) => ({ resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })), ...over });
export const next = (url: string) => ({ link: [{ relation: 'next', url }] });
export const aCondition = (id: string) => ({ resourceType: 'Condition', id, subject: { reference: 'Patient/p1' } });
export const anOutcome = (severity: string) => ({ resourceType: 'OperationOutcome', issue: [{ severity, code: 'processing' }] });
