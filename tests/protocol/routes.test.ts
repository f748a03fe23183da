/** contract.md section 2: every route by every method, preflights, and the order in which several faults at once are told. */
import { aService, post, raw, type Service } from '../http/a-service';
import { HOOKS, pathOf } from './a-record';

const ORIGIN = 'http://page.example';
let service: Service;
let strict: Service;
beforeAll(async () => {
  service = await aService({ bodyLimitBytes: 2000, maxJsonDepth: 10, maxEntries: 3 });
  strict = await aService({ auth: 'required', bodyLimitBytes: 2000, maxJsonDepth: 10, maxEntries: 3 });
});
afterAll(async () => { await service.stop(); await strict.stop(); });

const ROUTES: [string, 'GET' | 'POST'][] = [
  ['/cds-services', 'GET'], ...HOOKS.flatMap((hook): [string, 'POST'][] => [[pathOf(hook), 'POST'], [`${pathOf(hook)}/feedback`, 'POST']]), ['/assess', 'POST'],
  ['/schemas/assessment.json', 'GET'], ['/openapi.json', 'GET'], ['/rulebook', 'GET'], ['/health/live', 'GET'], ['/health/ready', 'GET'], ['/metrics', 'GET'],
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'LOCK', 'COPY'];
const bytes = (method: string, path: string, ...lines: string[]): string => [`${method} ${path} HTTP/1.1`, 'Host: x', `Origin: ${ORIGIN}`, 'Connection: close', ...lines, '', ''].join('\r\n');
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
const headerOf = (answer: string, name: string): string | undefined => new RegExp(`^${name}: (.*)\r$`, 'im').exec(answer.split('\r\n\r\n')[0] ?? '')?.[1];

describe.each(ROUTES)('%s (%s)', (path, own) => {
  test.each(METHODS.filter((method) => method !== own && !(own === 'GET' && method === 'HEAD')))('%s is 405 with Allow, before anything else is looked at', async (method) => {
    for (const one of [service, strict]) {
      const answer = await raw(one.port, bytes(method, path, 'Content-Type: text/plain', 'Content-Length: 0', 'X-Planted: echo-me'));
      expect([statusOf(answer), headerOf(answer, 'Allow'), headerOf(answer, 'Access-Control-Allow-Origin')]).toEqual([405, own === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS', '*']);
      expect(answer).not.toContain('echo-me');
      if (method !== 'HEAD') expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ resourceType: 'OperationOutcome' });
    }
  });
  test('a preflight is answered without a token', async () => {
    const answer = await raw(strict.port, bytes('OPTIONS', path, 'Access-Control-Request-Method: POST', 'Access-Control-Request-Headers: authorization,content-type'));
    expect([statusOf(answer), headerOf(answer, 'Access-Control-Allow-Methods'), headerOf(answer, 'Access-Control-Allow-Headers'), headerOf(answer, 'Access-Control-Allow-Credentials')]).toEqual([204, 'GET, POST', 'Authorization, Content-Type', undefined]);
  });
  if (own === 'GET') test('HEAD is the same answer without its body', async () => {
    const [get, head] = [await raw(service.port, bytes('GET', path)), await raw(service.port, bytes('HEAD', path))];
    expect([statusOf(head), headerOf(head, 'Content-Type'), head.split('\r\n\r\n')[1]]).toEqual([statusOf(get), headerOf(get, 'Content-Type'), '']);
  });
});

const DEEP = `{"a":${'['.repeat(12)}${']'.repeat(12)}}`;
const CROWDED = JSON.stringify({ hook: 'wrong', context: 3, prefetch: { observations: { resourceType: 'Bundle', entry: [{}, {}, {}, {}] } } });
const HOOK = pathOf('patient-view');
const BAD = { Authorization: 'Bearer bad' };
const GOOD = { Authorization: 'Bearer good' };
const TEXT = { 'Content-Type': 'text/plain' };

describe('of several faults at once the first of the list is told', () => {
  test.each<[string, string, Record<string, string>, string, number]>([
    ['404 before 401, 415 and 400', '/cds-services/unknown', { ...BAD, ...TEXT }, 'x', 404],
    ['404 for the feedback of an unknown id', '/cds-services/unknown/feedback', { ...BAD, ...TEXT }, 'x', 404],
    ['401 before 415 and 400', HOOK, { ...BAD, ...TEXT }, 'x', 401],
    ['401 before too many entries', HOOK, BAD, CROWDED, 401],
    ['415 before 400', HOOK, { ...GOOD, ...TEXT }, 'x', 415],
    ['415 for an encoding before 400', HOOK, { ...GOOD, 'Content-Encoding': 'gzip' }, 'x', 415],
    ['413 for too many entries before 400', HOOK, GOOD, CROWDED, 413],
    ['400 for nesting too deep', HOOK, GOOD, DEEP, 400],
    ['400 for a body that is no JSON', HOOK, GOOD, '{', 400],
    ['401 on feedback', `${HOOK}/feedback`, { ...BAD, ...TEXT }, 'x', 401],
    ['401 on /assess', '/assess', { ...BAD, ...TEXT }, 'x', 401],
  ])('%s', async (_what, path, headers, body, status) => expect((await post(strict.url + path, body, headers)).status).toBe(status));
  test.each([[HOOK], [`${HOOK}/feedback`], ['/assess']])('%s: 413 by declared length before 401 and 415', async (path) => {
    expect(statusOf(await raw(strict.port, bytes('POST', path, 'Content-Type: text/plain', 'Content-Length: 2001')))).toBe(413);
  });
  test('413 crossed while reading comes after 401 and 415', async () => {
    const chunked = (...lines: string[]): string => `${bytes('POST', HOOK, 'Transfer-Encoding: chunked', ...lines)}bb8\r\n${'x'.repeat(3000)}\r\n0\r\n\r\n`;
    expect(statusOf(await raw(strict.port, chunked('Content-Type: text/plain', 'Authorization: Bearer bad')))).toBe(401);
    expect(statusOf(await raw(strict.port, chunked('Content-Type: text/plain', 'Authorization: Bearer good')))).toBe(415);
    expect(statusOf(await raw(strict.port, chunked('Content-Type: application/json', 'Authorization: Bearer good')))).toBe(413);
  });
});

describe.each(['text/html', 'application/xml', 'image/png', 'application/fhir+json, */*; q=0.1', ''])('Accept: %s', (accept) => {
  test.each<[string, string, string | undefined, number]>([['GET', '/cds-services', undefined, 200], ['POST', HOOK, '{}', 200], ['POST', `${HOOK}/feedback`, '{"feedback":[{"card":"c","outcome":"accepted"}]}', 200], ['POST', HOOK, '[]', 400]])('%s %s answers JSON', async (method, path, body, status) => {
    const answer = await fetch(service.url + path, { method, headers: { Accept: accept, 'Content-Type': 'application/json' }, ...(body === undefined ? {} : { body }) });
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([status, 'application/json']);
  });
});
