/** A really listening service on a free port, with scripted rooms behind it. */
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import { type AppDeps, makeApp } from '../../src/app';
import { type Config, readConfig } from '../../src/config';
import { Untrusted } from '../../src/hooks';
import { listen, metricsOf, stopListening } from '../../src/http';
import { sandboxOf } from '../../src/sandbox';
import { StoreAway } from '../../src/store';

export interface Service { url: string; port: number; log: Record<string, unknown>[]; verified: string[]; stopping(): void; stop(): Promise<void> }

/** In production terms: a token is good when it says "good". */
export async function aService(config: Partial<Config> = {}, deps: Partial<AppDeps> = {}): Promise<Service> {
  const log: Record<string, unknown>[] = [];
  const note = (fields: Record<string, unknown>, message: string): void => { log.push({ ...fields, message }); };
  const verified: string[] = [];
  const whole: Config = { ...readConfig({}), ...config };
  const app = makeApp({
    config: whole,
    verify: async (headers, audience) => {
      verified.push(audience);
      if (headers.authorization?.join() !== 'Bearer good') throw new Untrusted('not good');
      return { client: null, tenant: null };
    },
    discovery: () => ({ services: [] }),
    answerHook: async () => ({ response: { cards: [] }, outcome: 'not-applicable', rules: ['AP-1'], shown: [] }),
    assess: (_bundle, { asOf }) => ({ applicable: false, rules: ['AP-1'], patient: null, asOf, rejected: [], knowledge: { version: '1.0.0', reviewed: '2026-11-22' } }),
    store: { healthy: () => true, rememberShown: () => undefined, saveFeedback: async (entries) => ({ stored: [...entries], repeated: 0 }) },
    sandbox: { answers: sandboxOf('http://localhost/sandbox/fhir', '2026-01-01') },
    log: { debug: note, info: note, warn: note, error: note }, metrics: metricsOf({ inFlight: () => 0, storeUp: () => true, droppedLines: () => 0 }),
    now: () => new Date('2026-11-22T10:00:00Z'), version: '1.0.0', ...deps,
  });
  const servers = await listen(app.desk, '127.0.0.1', 0);
  const { port } = servers[0].address() as AddressInfo; // sound: a TCP server has an address with a port
  return { url: `http://127.0.0.1:${port}`, port, log, verified, stopping: app.stopping, stop: () => stopListening(servers, app.desk) };
}

export const away = async (): Promise<never> => { throw new StoreAway('away'); };

/** Sends bytes as they are and gives back everything until the other side closes. */
export function raw(port: number, bytes: string | Buffer, withinMs = 8000): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    const timer = setTimeout(() => socket.destroy(), withinMs);
    socket.on('data', (chunk) => { answer += chunk.toString('latin1'); });
    socket.on('error', () => undefined);
    socket.on('close', () => { clearTimeout(timer); resolve(answer); });
  });
}

export const post = (url: string, body: string | Buffer | object = {}, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, // fetch takes a Buffer as it is; only the browser's types, which the page tests need, do not know it.
    body: (typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)) as string });
