/** The same promises on both kinds of database. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { constants, getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore, StoreAway, type FeedbackEntry, type FeedbackRecord, type Store } from '../../src/store';
import { isRefusal } from '../../src/store/database';
import { makeFolder } from '../../src/store/folder';
import { lineReader, socketPathFor } from '../../src/store/socket';
import { aPostgres, type TestPostgres } from './a-postgres';

const silent = { warn: () => undefined };

function anEntry(over: Partial<FeedbackEntry> = {}): FeedbackEntry {
  return {
    iss: 'https://ehr.example.org', tenant: null, service: 'gnen-patient-view', card: 'card-1', outcome: 'accepted',
    clientTimestamp: '2026-11-22T10:00:00Z', outcomeTimestamp: '2026-11-22T10:00:00Z', receivedAt: '2026-11-22T10:00:01.000Z',
    acceptedSuggestions: ['s-1'], reason: null, userComment: null, ...over,
  };
}

async function all(store: Store, filter: { since?: string; service?: string } = {}): Promise<FeedbackRecord[]> {
  const records: FeedbackRecord[] = [];
  for await (const record of store.exportFeedback(filter)) records.push(record);
  return records;
}

describe.each(['embedded', 'postgres'] as const)('the %s store', (kind) => {
  let folder: string;
  let postgres: TestPostgres | null = null;
  let store: Store;
  const open = (): Store => openStore({ databaseUrl: postgres?.url ?? null, dataDir: folder }, silent);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gnen-store-'));
    if (kind === 'postgres') postgres = await aPostgres();
    store = open();
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await postgres?.remove();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  it('keeps feedback and gives it back in the form that the export promises, absent members left out', async () => {
    await store.saveFeedback([
      anEntry(),
      anEntry({ card: 'card-2', outcome: 'overridden', acceptedSuggestions: [], iss: null, clientTimestamp: null, reason: { code: 'patient-declined', system: 'https://example.org/r' }, userComment: 'nul \u0000 and 中文 stay' }),
    ]);
    expect(await all(store)).toEqual([
      { receivedAt: '2026-11-22T10:00:01.000Z', iss: 'https://ehr.example.org', service: 'gnen-patient-view', card: 'card-1', outcome: 'accepted', outcomeTimestamp: '2026-11-22T10:00:00Z', acceptedSuggestions: ['s-1'] },
      { receivedAt: '2026-11-22T10:00:01.000Z', service: 'gnen-patient-view', card: 'card-2', outcome: 'overridden', outcomeTimestamp: '2026-11-22T10:00:00Z', overrideReason: { reason: { code: 'patient-declined', system: 'https://example.org/r' }, userComment: 'nul \ufffd and 中文 stay' } },
    ]);
  }, 30_000);

  it('takes the same delivery for one record, also among parallel requests, and in any order of the accepted suggestions', async () => {
    const entry = anEntry({ card: 'card-3', acceptedSuggestions: ['a', 'b'] });
    const again = anEntry({ card: 'card-3', acceptedSuggestions: ['b', 'a'], receivedAt: '2026-11-22T11:00:00.000Z' });
    const answers = await Promise.all([store.saveFeedback([entry, again]), store.saveFeedback([again]), store.saveFeedback([entry])]);
    expect(answers.reduce((sum, answer) => sum + answer.stored.length, 0)).toBe(1);
    expect((await all(store)).filter((record) => record.card === 'card-3')).toHaveLength(1);
  });

  it.each([
    ['another tenant', { tenant: 'north' }], ['another outcome', { outcome: 'overridden' as const }], ['another service', { service: 'gnen-order-sign' }],
    ['another time by the client', { clientTimestamp: '2026-11-22T10:00:02Z' }], ['no time by the client', { clientTimestamp: null }], ['another issuer', { iss: null }],
  ])('takes %s for another record', async (_what, over) => {
    const card = `differs-${JSON.stringify(over)}`;
    await store.saveFeedback([anEntry({ card }), anEntry({ card, ...over })]);
    expect((await all(store)).filter((record) => record.card === card)).toHaveLength(2);
  });

  it('narrows the export by date and by service', async () => {
    await store.saveFeedback([anEntry({ card: 'late', service: 'gnen-appointment-book', receivedAt: '2027-01-01T00:00:00.000Z' })]);
    expect((await all(store, { since: '2026-12-31T00:00:00.000Z' })).map((record) => record.card)).toEqual(['late']);
    expect((await all(store, { service: 'gnen-appointment-book' })).map((record) => record.card)).toEqual(['late']);
  });

  it('exports more than a page, each record once, oldest first', async () => {
    const many = Array.from({ length: 1203 }, (_value, index) => anEntry({ card: `page-${String(index).padStart(4, '0')}`, service: 'gnen-order-select' }));
    for (let start = 0; start < many.length; start += 400) await store.saveFeedback(many.slice(start, start + 400));
    const exported = await all(store, { service: 'gnen-order-select' });
    expect(exported.map((record) => record.card)).toEqual(many.map((entry) => entry.card));
  });

  it('sums up by rule what was shown, accepted and overridden with reasons; cards it never saw are said to be unknown', async () => {
    store.rememberShown([{ card: 'shown-1', service: 'gnen-order-sign', hook: 'order-sign', topic: 'ppi', rules: ['SC-1', 'OR-1'], knowledgeVersion: '1.0.0', suggestions: ['x'] }]);
    store.rememberShown([{ card: 'shown-2', service: 'gnen-order-sign', hook: 'order-sign', topic: 'ppi', rules: ['OR-1'], knowledgeVersion: '1.0.0', suggestions: [] }]);
    await store.saveFeedback([anEntry({ card: 'shown-1', outcome: 'overridden', acceptedSuggestions: [], reason: { code: 'ppi-needed' } })]);
    const rows = await store.report();
    expect(rows.find((row) => row.rule === 'OR-1')).toEqual({ rule: 'OR-1', shown: 2, accepted: 0, overridden: 1, reasons: [{ code: 'ppi-needed', count: 1 }] });
    expect(rows.find((row) => row.rule === 'SC-1')).toMatchObject({ shown: 1, overridden: 1 });
    expect(rows.find((row) => row.rule === 'unknown')?.accepted).toBeGreaterThan(0);
  });

  it('accepts a token id once, of many parallel tries exactly one, and another issuer may use the same id', async () => {
    const soon = Date.now() / 1000 + 600;
    const tries = await Promise.all(Array.from({ length: 20 }, () => store.claimToken('https://a.example.org', 'jti-1', soon)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await store.claimToken('https://b.example.org', 'jti-1', soon)).toBe(true);
  });

  it('still has everything after it was closed and opened again', async () => {
    const before = await all(store);
    await store.close();
    store = open();
    expect(await all(store)).toEqual(before);
    expect((await store.saveFeedback([anEntry()])).repeated).toBe(1);
  }, 30_000);
});

describe('the embedded store among processes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gnen-store-shared-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('serves a second process that opens the same folder, and that one takes over when the first is gone', async () => {
    const first = openStore({ databaseUrl: null, dataDir: folder }, silent);
    await first.saveFeedback([anEntry()]);
    const second = openStore({ databaseUrl: null, dataDir: folder }, silent);
    expect(await all(second)).toHaveLength(1);
    await first.close();
    // As a client does that was told to come back: taking over can take longer than one statement may wait.
    for (let tries = 1; ; tries += 1) {
      try { await second.saveFeedback([anEntry({ card: 'card-2' })]); break; } catch (error) { if (!(error instanceof StoreAway) || tries === 10) throw error; await sleep(500); }
    }
    expect(await all(second)).toHaveLength(2);
    await second.close();
  }, 60_000);

  it('loses nothing that was acknowledged when its owner is killed with -9', async () => {
    const owner = join(__dirname, '..', '..', 'dist', 'store', 'index.js');
    const script = `const { openStore } = require(${JSON.stringify(owner)});
      const s = openStore({ databaseUrl: null, dataDir: ${JSON.stringify(folder)} }, { warn() {} });
      s.saveFeedback([${JSON.stringify(anEntry({ card: 'killed' }))}]).then(() => process.kill(process.pid, 'SIGKILL'));`;
    await expect(promisify(execFile)(process.execPath, ['-e', script])).rejects.toMatchObject({ signal: 'SIGKILL' });
    const after = openStore({ databaseUrl: null, dataDir: folder }, silent);
    expect((await all(after)).map((record) => record.card)).toContain('killed');
    await after.close();
  }, 60_000);
});

describe('an embedded store that is let go of before its folder is laid out', () => {
  const alive = (pid: number): boolean => { try { process.kill(pid, 0); return true; } catch { return false; } };
  const ownersOf = (folder: string): number[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
    try { return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder); } catch { return false; }
  }).map(Number);
  const unfinished = async (folder: string): Promise<number> => {
    for (const until = Date.now() + 20_000; Date.now() < until; await sleep(5)) { const [pid] = ownersOf(folder); if (pid !== undefined && existsSync(join(folder, 'pg.unfinished'))) return pid; }
    throw new Error('no process began to lay the folder out');
  };

  it.each([['closed', true], ['left by a process that ends', false]])('ends its process at once when it is %s, and the next one begins anew', async (_how, closes) => {
    const folder = mkdtempSync(join(tmpdir(), 'gnen-store-early-'));
    let pid: number;
    if (closes) {
      const store = openStore({ databaseUrl: null, dataDir: folder }, silent);
      pid = await unfinished(folder);
      await store.close();
      expect(alive(pid)).toBe(false);
    } else {
      const script = `require(${JSON.stringify(join(__dirname, '..', '..', 'dist', 'store', 'index.js'))}).openStore({ databaseUrl: null, dataDir: ${JSON.stringify(folder)} }, { warn() {} }); setInterval(() => { if (require('node:fs').existsSync(${JSON.stringify(join(folder, 'pg.unfinished'))})) process.exit(); }, 5);`;
      await promisify(execFile)(process.execPath, ['-e', script]);
      pid = ownersOf(folder)[0] ?? 0;
    }
    for (const until = Date.now() + 1000; pid !== 0 && alive(pid) && Date.now() < until;) await sleep(10);
    expect(ownersOf(folder)).toEqual([]);
    expect(existsSync(join(folder, 'pg.unfinished'))).toBe(true);
    const next = openStore({ databaseUrl: null, dataDir: folder }, silent);
    await next.saveFeedback([anEntry()]);
    expect(await all(next)).toHaveLength(1);
    await next.close();
    expect(readdirSync(folder)).toEqual(['pg']);
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('keeps what a folder holds that was laid out by a version without the mark', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gnen-store-older-'));
    const first = openStore({ databaseUrl: null, dataDir: folder }, silent);
    await first.saveFeedback([anEntry()]);
    await first.close();
    expect(existsSync(join(folder, 'pg.unfinished'))).toBe(false);
    const second = openStore({ databaseUrl: null, dataDir: folder }, silent);
    expect(await all(second)).toHaveLength(1);
    await second.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('runs behind the service where both want the processor', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gnen-store-nice-'));
    const store = openStore({ databaseUrl: null, dataDir: folder }, silent);
    await store.saveFeedback([anEntry()]);
    expect(ownersOf(folder).map((pid) => getPriority(pid))).toEqual([constants.priority.PRIORITY_BELOW_NORMAL]);
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);
});

describe('an embedded database that is full or broken', () => {
  /** In the place of the owner of a folder: answers each statement as scripted. */
  const scripted = async (folder: string, reply: (id: number) => object): Promise<Server> => {
    const server = createServer((socket) => socket.on('data', lineReader((line) => socket.write(`${JSON.stringify(reply((JSON.parse(line) as { id: number }).id))}\n`))).on('error', () => undefined));
    await new Promise<void>((done) => { server.listen(socketPathFor(folder), done); });
    return server;
  };
  it.each<[string, (id: number) => object, object]>([
    ['§8.11 a full disk is the store being away, so that the client sends it again', (id) => ({ id, away: true }), { name: 'StoreAway' }],
    ['a statement that is at fault is a defect', (id) => ({ id, refused: '42703' }), { name: 'StatementRefused', message: 'The database refused a statement (42703).' }],
  ])('%s', async (_what, reply, error) => {
    const folder = mkdtempSync(join(tmpdir(), 'gnen-store-full-'));
    let full = false;
    const owner = await scripted(folder, (id) => (full ? reply(id) : { id, rows: [] }));
    const store = openStore({ databaseUrl: null, dataDir: folder }, silent);
    await store.saveFeedback([anEntry()]);
    full = true;
    await expect(store.saveFeedback([anEntry()])).rejects.toMatchObject(error);
    await store.close();
    await new Promise((done) => { owner.close(done); });
    rmSync(folder, { recursive: true, force: true });
  });
  it.each([['53100', false], ['53200', false], ['57014', false], ['58030', false], ['08006', false], ['25006', false], ['42703', true], ['22P02', true], [undefined, false], ['ENOSPC', false]])('of the code %s it is said whether the statement is at fault: %s', (code, fault) => {
    expect(isRefusal(Object.assign(new Error('x'), { code }))).toBe(fault);
  });
  it('a folder that cannot be made is named with its variable, refuses feedback at once, and is tried again when somebody asks for readiness', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'gnen-store-place-'));
    writeFileSync(join(parent, 'taken'), '');
    const said: [Record<string, unknown>, string][] = [];
    const store = openStore({ databaseUrl: null, dataDir: join(parent, 'taken', 'data') }, { warn: (fields, message) => said.push([fields, message]) });
    await expect(store.saveFeedback([anEntry()])).rejects.toBeInstanceOf(StoreAway);
    expect(said).toEqual([[{ variable: 'DATA_DIR', reason: 'ENOTDIR' }, expect.stringContaining('not there yet')]]);
    expect(store.healthy()).toBe(false);
    rmSync(join(parent, 'taken'));
    for (const until = Date.now() + 30_000; !store.healthy() && Date.now() < until;) await sleep(50);
    expect(store.healthy()).toBe(true);
    await store.close();
    rmSync(parent, { recursive: true, force: true });
  }, 60_000);
  // In a process of its own: what never comes back would take the tests with it.
  it('a folder where the system lets none be made is no endless try', async () => {
    const made = join(__dirname, '..', '..', 'dist', 'store', 'folder.js');
    const script = `try { require(${JSON.stringify(made)}).makeFolder('/proc/gnen/data'); } catch (error) { process.stdout.write(error.code); }`;
    expect((await promisify(execFile)(process.execPath, ['-e', script], { timeout: 10_000 })).stdout).toBe('ENOENT');
  }, 20_000);
  it('a folder is made with those above it, for its owner alone, and one that is there is left as it is', () => {
    const parent = mkdtempSync(join(tmpdir(), 'gnen-store-made-'));
    makeFolder(join(parent, 'a', 'b'));
    makeFolder(join(parent, 'a', 'b'));
    expect([statSync(join(parent, 'a')).mode & 0o777, statSync(join(parent, 'a', 'b')).mode & 0o777]).toEqual([0o700, 0o700]);
    writeFileSync(join(parent, 'taken'), '');
    expect(() => makeFolder(join(parent, 'taken'))).toThrow(/EEXIST/);
    rmSync(parent, { recursive: true, force: true });
  });
});

describe('a PostgreSQL that goes away', () => {
  let postgres: TestPostgres;
  let store: Store;
  beforeAll(async () => { postgres = await aPostgres(); store = openStore({ databaseUrl: postgres.url, dataDir: 'unused' }, silent); await store.saveFeedback([anEntry()]); }, 60_000);
  afterAll(async () => { await store.close(); await postgres.remove(); }, 30_000);

  it('is answered with "away" within three seconds while it refuses, and is back within ten of its return', async () => {
    await postgres.stop('immediate');
    const before = Date.now();
    await expect(store.saveFeedback([anEntry({ card: 'while-away' })])).rejects.toBeInstanceOf(StoreAway);
    await expect(store.claimToken('i', 'j', Date.now() / 1000 + 60)).rejects.toBeInstanceOf(StoreAway);
    expect(Date.now() - before).toBeLessThan(6000);
    expect(store.healthy()).toBe(false);
    await postgres.start();
    const back = Date.now();
    while (!store.healthy() && Date.now() - back < 10_000) await sleep(100);
    expect(store.healthy()).toBe(true);
    expect(await all(store)).toHaveLength(1);
  }, 60_000);

  it('is answered with "away" within three seconds while it hangs', async () => {
    postgres.freeze();
    try {
      const before = Date.now();
      await expect(store.saveFeedback([anEntry({ card: 'while-hanging' })])).rejects.toBeInstanceOf(StoreAway);
      expect(Date.now() - before).toBeLessThan(3000);
    } finally {
      postgres.thaw();
    }
  }, 30_000);
});
