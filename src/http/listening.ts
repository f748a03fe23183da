/** The raw HTTP server: its time and size limits, what the parser refuses, and how it stops without losing a request. */
import { createServer, type Server } from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import { RAW_ALWAYS } from './answer';
import type { Reception } from './reception';

const HEADERS_WITHIN_MS = 5_000;
const BODY_WITHIN_MS = 10_000;
const LARGEST_HEADERS = 16 * 1024;
const KEEP_ALIVE_MS = 65_000;
const QUIET_AFTER_MS = 500;
// With closing the store and the log after it, a stop stays within 10 s.
const STOP_WITHIN_MS = 7_500;
const ARRIVED_LAST_MS = 300;
const QUIET_WITHIN_MS = 200;
const QUIET_TURN_MS = 0.5;

export function httpServer(desk: Reception): Server {
  const server = createServer({
    maxHeaderSize: LARGEST_HEADERS, headersTimeout: HEADERS_WITHIN_MS, requestTimeout: BODY_WITHIN_MS, keepAliveTimeout: KEEP_ALIVE_MS,
    // How often slow clients are looked for; the default would let them stay for half a minute.
    connectionsCheckingInterval: 250, insecureHTTPParser: false,
    // Refused below instead, with the headers that stand on every answer.
    requireHostHeader: false,
  });
  server.on('connection', desk.connected);
  server.on('request', (request, response) => {
    const hosts = request.headersDistinct['host']?.length ?? 0;
    if (hosts === 1 || (hosts === 0 && request.httpVersion !== '1.1')) desk.handle(request, response);
    else refuseRaw(request.socket, '400 Bad Request');
  });
  // What else a client expects is not known here and decides nothing.
  server.on('checkExpectation', (request, response) => desk.handle(request, response));
  server.on('checkContinue', (request, response) => desk.handle(request, response, true));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
    // Only a connection that owes no answer can be told; in the middle of one it is only closed.
    const { _httpMessage: owed } = socket as typeof socket & { _httpMessage?: { headersSent: boolean } };
    if (socket.writable && (error.code !== 'ECONNRESET') && (owed === undefined || owed === null || !owed.headersSent)) refuseRaw(socket, status);
    else socket.destroy();
  });
  return server;
}

function refuseRaw(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n${RAW_ALWAYS}Content-Length: 0\r\n\r\n`, () => socket.destroy());
}

/** Listens on one address, or with null on both loopback addresses (the IPv6 one where there is one). */
export async function listen(desk: Reception, host: string | null, port: number): Promise<Server[]> {
  if (host !== null) return [await listening(httpServer(desk), host, port)];
  const first = await listening(httpServer(desk), '127.0.0.1', port);
  const address = first.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  try {
    return [first, await listening(httpServer(desk), '::1', taken)];
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT')) return [first];
    first.close();
    throw error;
  }
}

function listening(server: Server, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: 1024 }, () => { server.off('error', reject); resolve(server); });
  });
}

/** Takes no new connection, answers what is in flight, then lets go of the rest. */
export async function stopListening(servers: readonly Server[], desk: Reception): Promise<void> {
  desk.leave();
  // Whoever waits to be accepted is taken in first: closing the socket would reset him.
  await quietTurn();
  // http.Server#close would cut idle connections at once, and with them a request that is just arriving; net.Server#close only stops accepting.
  for (const server of servers) net.Server.prototype.close.call(server);
  await new Promise((done) => setTimeout(done, QUIET_AFTER_MS));
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([desk.idle(), new Promise((done) => { timer = setTimeout(done, STOP_WITHIN_MS - QUIET_AFTER_MS); })]);
  // What arrived on a connection that was idle until now is seen first, and answered.
  await quietTurn();
  await Promise.race([desk.idle(), new Promise((done) => { setTimeout(done, ARRIVED_LAST_MS).unref(); })]);
  clearTimeout(timer);
  for (const server of servers) { server.closeIdleConnections(); server.closeAllConnections(); }
}

/** Resolves after a turn of the event loop in which next to nothing happened, so that hardly anybody can have arrived unseen since; on a busy service soon enough all the same. */
async function quietTurn(): Promise<void> {
  const until = performance.now() + QUIET_WITHIN_MS;
  for (let since = performance.now(), turns = 0; since < until; turns += 1) {
    await new Promise((done) => setImmediate(done));
    const now = performance.now();
    if (turns > 0 && now - since < QUIET_TURN_MS) return;
    since = now;
  }
}
