/** A cohort is read from any shape it comes in, never stops at a bad line, and its parts add up to the whole. */
import { gzipSync } from 'node:zlib';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type BadLine, type CohortRun, csvOf, mergedSummaries, OtherRun, pageOf, runCohort, tableOf } from '../../src/cohort';
import { syntheticPatient, writeBulkFolder, writeBundles } from '../../src/synthetic-patients';

const folder = mkdtempSync(join(tmpdir(), 'cohort-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const OPTIONS = { seed: 3, kilobytes: 0 };
const COUNT = 60;
jest.setTimeout(60_000);

class Collected extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void { this.text += chunk.toString(); done(); }
}

async function bundlesFile(name: string, count = COUNT): Promise<string> {
  const collected = new Collected();
  await writeBundles(count, OPTIONS, collected);
  writeFileSync(at(name), collected.text);
  return at(name);
}

async function run(paths: string[], more: Partial<CohortRun> = {}): Promise<{ lines: string[]; bad: BadLine[]; summary: Awaited<ReturnType<typeof runCohort>> }> {
  let text = '';
  const bad: BadLine[] = [];
  const setup = { asOf: '2026-11-22', language: 'en' as const, lines: 'brief' as const, conceptMaps: [], gastrinUpperLimit: null };
  const summary = await runCohort({ paths, setup, workers: 0, partition: null, out: null, alsoWritten: [], resume: false, workFolder: null, ...more },
    { print: (part) => { text += Buffer.from(part).toString('utf8'); }, bad: (line) => bad.push(line), terminal: { write: () => true }, now: () => 0 });
  return { lines: text.split('\n').filter((line) => line !== ''), bad, summary };
}

describe('synthetic patients', () => {
  it('are the same for the same seed and others for another', () => {
    expect(syntheticPatient(5, OPTIONS)).toEqual(syntheticPatient(5, OPTIONS));
    expect(syntheticPatient(5, OPTIONS)).not.toEqual(syntheticPatient(5, { ...OPTIONS, seed: 4 }));
  });
  it('say plainly that they are synthetic', () => {
    expect(syntheticPatient(5, OPTIONS)[0]).toMatchObject({ resourceType: 'Patient', id: 'synthetic-3-5', name: [{ text: 'Synthetic patient 5' }] });
  });
  it('reach the size that is asked for', () => {
    const bytes = JSON.stringify(syntheticPatient(5, { seed: 3, kilobytes: 20 })).length;
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThan(21_000);
  });
});

describe('a cohort', () => {
  it('gives the same lines and summary from Bundles, a Bulk Data folder and a compressed one', async () => {
    const bundles = await run([await bundlesFile('a.ndjson')]);
    await writeBulkFolder(COUNT, OPTIONS, at('bulk'), false);
    await writeBulkFolder(COUNT, OPTIONS, at('bulk-gz'), true);
    for (const source of ['bulk', 'bulk-gz']) {
      const bulk = await run([at(source)]);
      expect([...bulk.lines].sort()).toEqual([...bundles.lines].sort());
      expect(bulk.summary).toEqual(bundles.summary);
    }
    expect(bundles.lines).toHaveLength(COUNT);
    expect(bundles.summary.applicable).toBeGreaterThan(COUNT / 2);
  });

  it('lists bad lines with file and line, and does the rest', async () => {
    const path = await bundlesFile('bad.ndjson', 3);
    appendFileSync(path, '{"resourceType":"Bundle"\n\n{"resourceType":"Patient","id":"p"}\n{"resourceType":"Bundle","type":"collection"}\n');
    const { lines, bad, summary } = await run([path]);
    expect(lines).toHaveLength(4);
    expect(bad).toEqual([{ source: path, line: 4, why: 'is not JSON' }, { source: path, line: 6, why: expect.stringContaining('resourceType') }]);
    expect(summary.badLines).toBe(2);
  });

  it('lists the bad lines of a Bulk Data folder under their own file', async () => {
    await writeBulkFolder(5, OPTIONS, at('bad-bulk'), false);
    appendFileSync(at('bad-bulk/Observation.ndjson'), '{"resourceType":"Observation","subject":{"reference":"Patient/synthetic-3-1"},\nnonsense\n');
    const before = readFileSync(at('bad-bulk/Observation.ndjson'), 'utf8').split('\n').length;
    const { lines, bad } = await run([at('bad-bulk')]);
    expect(lines).toHaveLength(5);
    expect(bad).toEqual(expect.arrayContaining([
      { source: at('bad-bulk/Observation.ndjson'), line: before - 2, why: 'is not JSON' },
      { source: at('bad-bulk/Observation.ndjson'), line: before - 1, why: 'is not JSON' },
    ]));
  });

  it('names a file that is away, empty or damaged and goes on', async () => {
    writeFileSync(at('empty.ndjson'), '');
    writeFileSync(at('cut.ndjson.gz'), gzipSync(Buffer.from(`${'{"resourceType":"Bundle"}\n'.repeat(50)}`)).subarray(0, 20));
    const { lines, bad } = await run([at('nowhere.ndjson'), at('empty.ndjson'), at('cut.ndjson.gz'), await bundlesFile('fine.ndjson', 2)]);
    expect(lines).toHaveLength(2);
    expect(bad.map((each) => [each.source, each.line])).toEqual([[at('nowhere.ndjson'), null], [at('empty.ndjson'), null], [at('cut.ndjson.gz'), null]]);
  });

  it('reads a Bundle that is one pretty-printed document', async () => {
    const entry = syntheticPatient(1, OPTIONS).map((resource) => ({ resource }));
    writeFileSync(at('pretty.json'), JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }, null, 2));
    expect((await run([at('pretty.json')])).lines).toHaveLength(1);
  });

  it('joins a shared Medication to the request that names it', async () => {
    await writeBulkFolder(1, OPTIONS, at('shared'), false);
    writeFileSync(at('shared/MedicationRequest.ndjson'), `${JSON.stringify({ resourceType: 'MedicationRequest', id: 'm', status: 'active', intent: 'order', subject: { reference: 'Patient/synthetic-3-1' }, medicationReference: { reference: 'Medication/ppi' } })}\n`);
    const whole = async (): Promise<string> => (await run([at('shared')], { setup: { asOf: '2026-11-22', language: 'en', lines: 'assessment', conceptMaps: [], gastrinUpperLimit: null } })).lines.join('');
    expect(await whole()).not.toContain('"fact":"medications');
    writeFileSync(at('shared/Medication.ndjson'), `${JSON.stringify({ resourceType: 'Medication', id: 'ppi', code: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '7646' }] } })}\n`);
    expect(await whole()).toContain('"fact":"medications');
  });
});

describe('the parts of a cohort', () => {
  it.each(['bundles', 'bulk'])('add up to the whole (%s)', async (shape) => {
    if (shape === 'bulk') await writeBulkFolder(COUNT, OPTIONS, at('parts'), false);
    const path = shape === 'bulk' ? at('parts') : await bundlesFile('parts.ndjson');
    const whole = await run([path]);
    const parts = await Promise.all([1, 2, 3].map((part) => run([path], { partition: { part, of: 3 } })));
    expect(parts.flatMap((each) => each.lines).sort()).toEqual([...whole.lines].sort());
    for (const part of parts) expect(part.lines.length).toBeGreaterThan(0);
    const merged = mergedSummaries(parts.map(({ summary }, index) => ({ name: `part ${index}`, text: JSON.stringify(summary) })));
    expect(merged).toEqual({ ...whole.summary, parts: 3, partitions: ['1/3', '2/3', '3/3'] });
  });
  it('of different days are not added', async () => {
    const { summary } = await run([await bundlesFile('one.ndjson', 1)]);
    expect(() => mergedSummaries([summary, { ...summary, asOf: '2020-01-01' }].map((each) => ({ name: 'x', text: JSON.stringify(each) })))).toThrow(RangeError);
  });
  it('that are no summaries are named', () => {
    expect(() => mergedSummaries([{ name: 'x.json', text: '{"patients":-1}' }])).toThrow(/x\.json/);
  });
});

describe('a run that was cut off', () => {
  it('goes on where it stood and ends with the same bytes', async () => {
    const big = await bundlesFile('long.ndjson', 450);
    const lines = readFileSync(big, 'utf8').split('\n');
    writeFileSync(big, [...lines.slice(0, 430), 'nonsense', ...lines.slice(430)].join('\n'));
    const whole = await run([big], { out: at('whole.out') });
    const cut = runCohort(
      { paths: [big], setup: { asOf: '2026-11-22', language: 'en', lines: 'brief', conceptMaps: [], gastrinUpperLimit: null }, workers: 0, partition: null, out: at('cut.out'), alsoWritten: [], resume: false, workFolder: null },
      { print: () => {}, bad: () => { throw new Error('pulled the plug'); }, terminal: { write: () => true }, now: () => 0 },
    );
    await expect(cut).rejects.toThrow('pulled the plug');
    expect(readdirSync(folder)).toContain('cut.out.progress');
    expect(readFileSync(at('cut.out')).length).toBeGreaterThan(0);
    expect(readFileSync(at('cut.out')).length).toBeLessThan(readFileSync(at('whole.out')).length);
    const resumed = await run([big], { out: at('cut.out'), resume: true });
    expect(readFileSync(at('cut.out'))).toEqual(readFileSync(at('whole.out')));
    expect(resumed.summary).toEqual(whole.summary);
    expect(readdirSync(folder)).not.toContain('cut.out.progress');
  });
  it('goes on within a Bulk Data folder, too', async () => {
    await writeBulkFolder(900, { seed: 3, kilobytes: 20 }, at('resumed'), false);
    // Named well enough to be dealt out, and seen to be no JSON only when its patient's turn comes: in one of three shards.
    appendFileSync(at('resumed/Observation.ndjson'), '{"resourceType":"Observation","subject":{"reference":"Patient/synthetic-3-871"},\n');
    const whole = await run([at('resumed')], { out: at('bulk-whole.out') });
    const setup = { asOf: '2026-11-22', language: 'en' as const, lines: 'brief' as const, conceptMaps: [], gastrinUpperLimit: null };
    const cut = runCohort({ paths: [at('resumed')], setup, workers: 0, partition: null, out: at('bulk-cut.out'), alsoWritten: [], resume: false, workFolder: null },
      { print: () => {}, bad: () => { throw new Error('pulled the plug'); }, terminal: { write: () => true }, now: () => 0 });
    await expect(cut).rejects.toThrow('pulled the plug');
    const held = readFileSync(at('bulk-cut.out')).length;
    expect([held > 0, held < readFileSync(at('bulk-whole.out')).length]).toEqual([true, true]);
    const resumed = await run([at('resumed')], { out: at('bulk-cut.out'), resume: true });
    expect(readFileSync(at('bulk-cut.out')).equals(readFileSync(at('bulk-whole.out')))).toBe(true);
    expect(resumed.summary).toEqual(whole.summary);
  });
  it('is not gone on with when its output is gone', async () => {
    const path = await bundlesFile('gone.ndjson', 450);
    writeFileSync(path, `${readFileSync(path, 'utf8')}nonsense\n`);
    const setup = { asOf: '2026-11-22', language: 'en' as const, lines: 'brief' as const, conceptMaps: [], gastrinUpperLimit: null };
    const cut = runCohort({ paths: [path], setup, workers: 0, partition: null, out: at('gone.out'), alsoWritten: [], resume: false, workFolder: null },
      { print: () => {}, bad: () => { throw new Error('pulled the plug'); }, terminal: { write: () => true }, now: () => 0 });
    await expect(cut).rejects.toThrow('pulled the plug');
    rmSync(at('gone.out'));
    await expect(run([path], { out: at('gone.out'), resume: true })).rejects.toThrow(/shorter than its progress file/);
  });
  it('is not mixed with a run of other options', async () => {
    const path = await bundlesFile('other.ndjson', 2);
    writeFileSync(at('other.out.progress'), JSON.stringify({ run: 'another', units: 1, outBytes: 0, summary: {} }));
    await expect(run([path], { out: at('other.out'), resume: true })).rejects.toThrow(OtherRun);
  });
});

describe('the summary', () => {
  it('is a page that loads nothing and runs nothing, with its charts drawn in it', async () => {
    const { summary } = await run([await bundlesFile('page.ndjson')]);
    const page = pageOf({ ...summary, badLines: 1, bad: [{ source: '<script>alert(1)</script>.json', line: 1, why: 'is not JSON' }] });
    expect(page).not.toMatch(/<script|<link|src=|href=|url\(/);
    expect(page).toContain('<svg');
    expect(page).toContain('overdue');
  });
  it('is a CSV whose cells no spreadsheet takes for a formula', async () => {
    const { summary } = await run([await bundlesFile('csv.ndjson', 3)]);
    const csv = csvOf({ ...summary, badLines: 1, bad: [{ source: '=cmd|x', line: 1, why: 'a "quoted", reason' }] });
    expect(csv.split('\r\n')[0]).toBe('section,item,patients,of');
    expect(csv).toContain(`"'=cmd|x, line 1: a ""quoted"", reason"`);
  });
  it('is a table that sends a terminal no control characters', async () => {
    const { summary } = await run([await bundlesFile('table.ndjson', 3)]);
    expect(tableOf({ ...summary, badLines: 1, bad: [{ source: 'a\u001b[2Jb', line: null, why: 'x' }] })).not.toContain('\u001b');
    expect(tableOf(summary)).toMatch(/assessed +3/);
  });
});
