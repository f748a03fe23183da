/** How the pages leave the service: exact addresses, policies, caching, and what production leaves out. */
import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readWebFiles } from '../../src/pages';
import { aService, raw, type Service } from '../http/a-service';

const folder = mkdtempSync(join(tmpdir(), 'gnen-pages-'));
mkdirSync(join(folder, 'assets'));
for (const [name, text] of [['index.html', '<!doctype html>playground'], ['app.html', '<!doctype html>app'], ['launch.html', '<!doctype html>launch'], ['icon.svg', '<svg/>'], ['assets/app-Ab12.js', 'export {}'], ['assets/rulebook-Cd34.js', 'export {}'], ['assets/notes.txt', 'left over']]) writeFileSync(join(folder, name), text);
writeFileSync(join(folder, 'assets/app-Ab12.js.gz'), gzipSync('export {}'));
const web = readWebFiles(folder);

describe('in development', () => {
  let service: Service;
  beforeAll(async () => { service = await aService({}, { web }); });
  afterAll(() => service.stop());

  test.each([['/', 'text/html; charset=utf-8'], ['/app', 'text/html; charset=utf-8'], ['/launch.html', 'text/html; charset=utf-8'], ['/icon.svg', 'image/svg+xml'], ['/assets/app-Ab12.js', 'text/javascript; charset=utf-8']])('%s is %s under a policy without inline script or style', async (path, type) => {
    const answer = await fetch(`${service.url}${path}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
  test('an asset, whose name changes with its content, is kept for good; a page is asked for again', async () => {
    expect((await fetch(`${service.url}/assets/app-Ab12.js`)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await fetch(`${service.url}/app`)).headers.get('cache-control')).toBe('no-cache');
  });
  test.each([['gzip', 'gzip'], ['br, gzip;q=0.5', 'gzip'], ['gzip;q=0', null], ['identity', null]])('Accept-Encoding %s is answered %s', async (accepted, encoding) => {
    const answer = await raw(service.port, `GET /assets/app-Ab12.js HTTP/1.1\r\nHost: x\r\nAccept-Encoding: ${accepted}\r\nConnection: close\r\n\r\n`);
    expect(/Content-Encoding: (\w+)/.exec(answer)?.[1] ?? null).toBe(encoding);
    expect(answer).toContain('Vary: Accept-Encoding');
  });
  test.each(['/index.html', '/app.html', '/app/', '/APP', '/assets', '/assets/', '/assets/../app.html', '/assets/%2e%2e/app.html', '/assets//app-Ab12.js', '/assets/app-Ab12.js.gz', '/assets/notes.txt', '/assets/constructor', '/launch', '/../package.json', '/assets/..%2f..%2fpackage.json'])('%s is nothing', async (path) => {
    expect(await raw(service.port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 404/);
  });
  test('a page is not posted to', async () => expect((await fetch(`${service.url}/app`, { method: 'POST' })).status).toBe(405));
  test('HEAD tells the length without the body', async () => expect((await fetch(`${service.url}/app`, { method: 'HEAD' })).headers.get('content-length')).toBe(String('<!doctype html>app'.length)));
  test('the rulebook loads its search from here and its one style is known by its hash', async () => {
    const answer = await fetch(`${service.url}/rulebook`);
    expect(await answer.text()).toContain('<script type="module" src="assets/rulebook-Cd34.js">');
    expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'self'; style-src 'sha256-/);
  });
});

describe('in production', () => {
  let service: Service;
  beforeAll(async () => { service = await aService({ production: true, auth: 'required', publicBaseUrl: 'https://cds.example.org/gnen', clientsFileGiven: true, clients: [{ corsOrigins: ['https://ehr.example.org'] }] as never }, { web, sandbox: null }); });
  afterAll(() => service.stop());

  test('there is no playground', async () => expect((await fetch(`${service.url}/`)).status).toBe(404));
  test('the SMART app is there, may be framed by the EHRs that are listed, and reads over https only', async () => {
    const policy = (await fetch(`${service.url}/app`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("frame-ancestors 'self' https://ehr.example.org");
    expect(policy).toContain("connect-src 'self' https:;");
    expect(policy).not.toContain('http: ');
  });
  test('what the site configured is told to the pages without a token, and never kept: the day, the codes and the limit', async () => {
    const answer = await fetch(`${service.url}/app/site-knowledge.json`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({ asOf: '2026-11-22', conceptMaps: [], gastrinUpperLimit: null });
    expect((await fetch(`${service.url}/app/site-knowledge.json`, { method: 'POST' })).status).toBe(405);
  });
  test('the registration sheet stands on the public base, prefix and all', async () => {
    expect(await (await fetch(`${service.url}/.well-known/smart-app.json`)).json()).toMatchObject({ redirect_uris: ['https://cds.example.org/gnen/app'], initiate_login_uri: 'https://cds.example.org/gnen/launch.html' });
  });
});

test('where the pages were not built nothing of them is served, and the rulebook is still whole', async () => {
  const service = await aService({}, { web: readWebFiles(join(folder, 'nothing-here')) });
  expect((await fetch(`${service.url}/app`)).status).toBe(404);
  expect(await (await fetch(`${service.url}/rulebook`)).text()).not.toContain('<script');
  await service.stop();
});
