/** Where a call may go: security.md section 5, configuration.md section 2. */
import type { lookup } from 'node:dns';
import type { Client } from '../../../src/config';
import { addressAllowed, AddressRefused, guardedPool, pinnedLookup, type NetworkRule } from '../../../src/hooks/fhir-client/addresses';
import { serverFor, type ServerSettings } from '../../../src/hooks/fhir-client/servers';
import { aFhirServer, fhir } from './a-fhir-server';

const BASE = 'https://fhir.example.org/r4';
const anEhr = (over: Partial<Client> = {}): Client => ({ iss: 'i', name: 'n', jwks: null, jwksUrl: null, algorithms: [], audiences: [], tenants: null, maxTokenLifetimeSeconds: 1, fhirServers: [BASE], allowPrivateNetwork: false, allowLoopback: false, corsOrigins: [], ...over });
const production: ServerSettings = { auth: 'required', clients: [anEhr()], clientsFileGiven: true, production: true, publicBaseUrl: 'https://cds.example.org', sandbox: false };
const development: ServerSettings = { auth: 'off', clients: [], clientsFileGiven: false, production: false, publicBaseUrl: 'http://localhost:8080', sandbox: true };
const PUBLIC: NetworkRule = { kind: 'public', private: false, loopback: false };

describe('§5.1 a named server is compared as a parsed URL, by whole segments', () => {
  it.each([BASE, `${BASE}/`, 'HTTPS://FHIR.example.org:443/r4', `${BASE}/tenant/north`, `${BASE}/./`])('listed: %s', (url) => expect(serverFor(url, anEhr(), production)).not.toBeNull());
  it.each(['http://fhir.example.org/r4', 'https://fhir.example.org:8443/r4', 'https://fhir.example.org/r4x', 'https://fhir.example.org/', 'https://fhir.example.org/R4', 'https://fhir.example.org.evil.test/r4', 'https://fhir.example.org@evil.test/r4', 'https://evil.test/fhir.example.org/r4', `${BASE}?x=1`, `${BASE}#x`, `${BASE}/../admin`, `${BASE}/..%2fadmin`, 'https://fhir.example.org\\@evil.test/r4', 'file:///r4', 'fhir.example.org/r4'])('not listed: %s', (url) => expect(serverFor(url, anEhr(), production)).toBeNull());
  it('another client\'s base is not listed', () => expect(serverFor(BASE, anEhr({ fhirServers: ['https://other.example.org/r4'] }), production)).toBeNull());
  it('an empty list is never called', () => expect(serverFor(BASE, anEhr({ fhirServers: [] }), production)).toBeNull());
  it('without a client nothing is called in production', () => expect(serverFor(BASE, null, production)).toBeNull());
  it('plain http is for loopback only', () => {
    const listed = { fhirServers: ['http://side-car/fhir'] };
    expect(serverFor('http://side-car/fhir', anEhr(listed), production)).toBeNull();
    expect(serverFor('http://side-car/fhir', anEhr({ ...listed, allowLoopback: true, allowPrivateNetwork: true }), production)?.rule).toEqual({ kind: 'loopback-only' });
  });
});

describe('in development', () => {
  it.each(['http://localhost:9/fhir', 'http://127.0.0.1/fhir', 'http://[::1]:8080/fhir', 'http://localhost:8080/sandbox/fhir'])('without a clients file %s may be called', (url) => expect(serverFor(url, null, development)).not.toBeNull());
  it.each(['https://fhir.example.org/r4', 'http://10.0.0.1/fhir', 'http://localhost.evil.test/fhir', 'http://169.254.169.254/'])('without a clients file %s may not', (url) => expect(serverFor(url, null, development)).toBeNull());
  it('the sandbox may be called under its public name', () => {
    expect(serverFor('http://workstation:8080/sandbox/fhir', null, { ...development, publicBaseUrl: 'http://workstation:8080' })?.rule).toEqual({ kind: 'any' });
    expect(serverFor('http://workstation:8080/sandbox/fhir', null, { ...development, publicBaseUrl: 'http://workstation:8080', sandbox: false })).toBeNull();
  });
  it('with a clients file and AUTH=off all its servers may be called, on any network, and no others', () => {
    const settings = { ...development, clientsFileGiven: true, clients: [anEhr(), anEhr({ fhirServers: ['http://hapi:8080/fhir'] })] };
    expect(serverFor('http://hapi:8080/fhir', null, settings)?.rule).toEqual({ kind: 'any' });
    expect(serverFor(BASE, null, settings)).not.toBeNull();
    expect(serverFor('http://localhost:9/fhir', null, settings)).toBeNull();
  });
});

describe('§5.6 the address that is connected to', () => {
  it.each(['93.184.216.34', '2606:2800:220:1::1'])('%s is public', (address) => expect(addressAllowed(address, PUBLIC)).toBe(true));
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.0.1', '100.64.0.1', 'fc00::1', '169.254.169.254', 'fe80::1', '::ffff:169.254.169.254', '224.0.0.1', 'ff02::1', '0.0.0.0', '::', '240.0.0.1', '255.255.255.255', '192.0.2.1', '198.18.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '::127.0.0.1', 'fec0::1', '4000::1', 'not-an-address'])('%s is refused', (address) => expect(addressAllowed(address, PUBLIC)).toBe(false));
  it.each(['10.0.0.1', '100.64.0.1', 'fd00::1', '::ffff:10.0.0.1'])('%s is reached where private networks are allowed', (address) => expect(addressAllowed(address, { kind: 'public', private: true, loopback: false })).toBe(true));
  it.each(['169.254.169.254', 'fe80::1', '127.0.0.1', '224.0.0.1'])('%s is not, even there', (address) => expect(addressAllowed(address, { kind: 'public', private: true, loopback: false })).toBe(false));
  it.each([['127.0.0.1', true], ['::1', true], ['10.0.0.1', false], ['93.184.216.34', false]])('%s over plain http: %s', (address, allowed) => expect(addressAllowed(address, { kind: 'loopback-only' })).toBe(allowed));

  const resolving = (...addresses: string[]) => ((_host: string, _options: object, done: (error: null, found: object[]) => void) => done(null, addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))) as unknown as typeof lookup;
  it('is the one that the look-up gave, without those refused', () => {
    const found = jest.fn();
    pinnedLookup(PUBLIC, resolving('127.0.0.1', '93.184.216.34'))('x', { all: true }, found);
    expect(found).toHaveBeenCalledWith(null, [{ address: '93.184.216.34', family: 4 }]);
  });

  it.each(['http://rebound.example.org', 'http://127.0.0.1'])('is checked at the connection itself: %s', async (host) => {
    const server = await aFhirServer((_, response) => fhir(response, {}));
    const pool = guardedPool(`${host}:${new URL(server.origin).port}`, PUBLIC, 500, resolving('127.0.0.1'));
    await expect(pool.request({ method: 'GET', path: '/' })).rejects.toBeInstanceOf(AddressRefused);
    expect(server.mostConnections()).toBe(0);
    await pool.destroy();
    await server.close();
  });

  it('§5.8 is not that of a proxy', async () => {
    const proxy = await aFhirServer((_, response) => fhir(response, {}));
    const server = await aFhirServer((_, response) => fhir(response, {}));
    const before = { ...process.env };
    Object.assign(process.env, { HTTP_PROXY: proxy.origin, http_proxy: proxy.origin, HTTPS_PROXY: proxy.origin });
    const pool = guardedPool(server.origin, { kind: 'loopback-only' }, 500);
    expect((await pool.request({ method: 'GET', path: '/' })).statusCode).toBe(200);
    process.env = before;
    expect([proxy.asked.length, server.asked.length]).toEqual([0, 1]);
    await pool.destroy();
    await Promise.all([proxy.close(), server.close()]);
  });
});
