/** An answer that nobody reads: security.md section 1, a pile of sockets. */
import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json, send } from '../../src/http';

const aResponse = (): EventEmitter & { destroyed: boolean; writableFinished: boolean; headersSent: boolean; destroy(): void; writeHead(): void; end(): void } =>
  Object.assign(new EventEmitter(), { destroyed: false, writableFinished: false, headersSent: false, destroy() { this.destroyed = true; }, writeHead: () => undefined, end: () => undefined });

beforeEach(() => { jest.useFakeTimers(); });
afterEach(() => { jest.useRealTimers(); });

test('§1.4 its connection is let go after half a minute', () => {
  const response = aResponse();
  send({ method: 'GET' } as IncomingMessage, response as unknown as ServerResponse, json(200, {}), false); // sound: what send uses of them
  jest.advanceTimersByTime(29_000);
  expect(response.destroyed).toBe(false);
  jest.advanceTimersByTime(2_000);
  expect(response.destroyed).toBe(true);
});
test('one that was read costs no timer', () => {
  const response = aResponse();
  send({ method: 'GET' } as IncomingMessage, response as unknown as ServerResponse, json(200, {}), false); // sound: as above
  response.emit('close');
  expect(jest.getTimerCount()).toBe(0);
});
