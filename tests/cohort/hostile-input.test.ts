/** Whatever a file holds, what can be assessed is, what cannot is named with its line, and nothing is dropped in silence. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { plainBytes, piecesOf } from '../../src/cohort/sources/pieces';
import { aFolder, bundleLine, bundleLines, cohortOf, linesOfType, written } from './a-cohort';

const at = aFolder();
jest.setTimeout(60_000);
const MARK = '\ufeff';
const pretty = JSON.stringify(JSON.parse(bundleLine(1)), null, 2);
/** As an older system writes it: GB 18030, not UTF-8. */
const encoded = (json: string): Buffer => Buffer.concat([Buffer.from(`${json.slice(0, -1)},"note":"`), Buffer.from([0xb0, 0xa9]), Buffer.from('"}')]);
const longLine = (bytes: number): string => JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: { resourceType: 'Binary', id: 'b', contentType: 'text/plain', data: 'A'.repeat(bytes) } }] });

describe('a file of Bundles', () => {
  it.each<[what: string, name: string, text: string | Buffer, lines: number, bad: string[]]>([
    ['with a byte order mark, CRLF and blank lines', 'marked.ndjson', `${MARK}${bundleLines(2).replaceAll('\n', '\r\n')}\r\n   \r\n${MARK}${bundleLine(3)}`, 3, []],
    ['that is one pretty-printed document', 'pretty.json', `\n\n${pretty}\n`, 1, []],
    ['that is one document with an entry a line', 'entry-a-line.json', '{"resourceType":"Bundle","type":"collection","entry":[\n{"resource":{"resourceType":"Patient","id":"p"}}\n]}', 1, []],
    ['whose first lines are bad', 'bad-first.json', `nonsense\n{"half":\n${bundleLines(2)}`, 2, ['bad-first.json:1 is not JSON', 'bad-first.json:2 is not JSON']],
    ['whose first lines are bad, called NDJSON', 'bad-first.ndjson', `nonsense\n[]\n${bundleLines(2)}`, 2, ['bad-first.ndjson:1 is not JSON', 'bad-first.ndjson:2 resourceType: A FHIR resource has a string resourceType; none was found.']],
    ['that is a damaged document', 'damaged.json', pretty.slice(0, -20), 0, ['damaged.json is not JSON']],
    ['that is packed without saying so in its name', 'packed.ndjson', gzipSync(bundleLines(2)), 2, []],
    ['that was packed in two parts', 'twice.ndjson.gz', Buffer.concat([gzipSync(bundleLines(1)), gzipSync(bundleLines(1, 2))]), 2, []],
    ['whose last line has no end', 'open-end.ndjson', bundleLine(1), 1, []],
    ['that is nothing but blank lines', 'blank.ndjson', '\n \r\n\n', 0, ['blank.ndjson is empty']],
    ['that is no text', 'binary.ndjson', Buffer.from([0, 255, 254, 10, 1, 2, 3]), 0, ['binary.ndjson:1 is not JSON', 'binary.ndjson:2 is not JSON']],
    ['with a line of another encoding', 'encoded.ndjson', Buffer.concat([Buffer.from(bundleLines(1)), encoded(bundleLine(2)), Buffer.from(`\n${bundleLines(1, 3)}`)]), 2, ['encoded.ndjson:2 is not valid UTF-8']],
    ['that is one document of another encoding', 'encoded.json', encoded(pretty), 0, ['encoded.json is not valid UTF-8']],
    ['whose lines are values of other kinds', 'values.ndjson', `null\n5\n"x"\n${bundleLine(1)}\n`, 1, [expect.stringMatching(/^values.ndjson:1 /), expect.stringMatching(/^values.ndjson:2 /), expect.stringMatching(/^values.ndjson:3 /)] as string[]],
  ])('%s', async (_what, name, text, lines, bad) => {
    const ran = await cohortOf([written(at(name), text)]);
    expect([ran.lines.length, ran.bad, ran.summary.badLines]).toEqual([lines, bad, bad.length]);
  });

  it('with a line of 100 MB names that line and does those around it', async () => {
    const path = written(at('long.ndjson'), `${bundleLines(2)}${longLine(100_000_000)}\n${bundleLines(2, 3)}nonsense\n`);
    const { lines, bad } = await cohortOf([path]);
    expect([lines.length, bad]).toEqual([4, ['long.ndjson:3 is longer than 64 MB', 'long.ndjson:6 is not JSON']]);
  });
  it('that begins with a line of 100 MB is not taken for one document', async () => {
    const { lines, bad } = await cohortOf([written(at('long-first.json'), `${longLine(100_000_000)}\n${bundleLines(2)}`)]);
    expect([lines.length, bad]).toEqual([2, ['long-first.json:1 is longer than 64 MB']]);
  });
  it('that was cut off while being packed gives what came whole before the cut', async () => {
    const packed = gzipSync(bundleLines(400));
    const { lines, bad } = await cohortOf([written(at('cut.ndjson.gz'), packed.subarray(0, Math.floor(packed.length * 0.8)))]);
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.length).toBeLessThan(400);
    expect(bad.at(-1)).toBe('cut.ndjson.gz cannot be read (Z_BUF_ERROR)');
  });
});

describe('a folder', () => {
  it('is read around what in it cannot be', async () => {
    mkdirSync(at('odd'));
    mkdirSync(at('odd/folder.json'));
    symlinkSync('/nonexistent/x', at('odd/dangling.ndjson'));
    execFileSync('mkfifo', [at('odd/pipe.ndjson')]);
    written(at('odd/Patient.ndjson'), linesOfType('Patient', 4));
    written(at('odd/Condition.NDJSON.GZ'), gzipSync(linesOfType('Condition', 4)));
    written(at('odd/Observation.ndjson.gz'), gzipSync(linesOfType('Observation', 4)).subarray(0, 30));
    const { lines, bad } = await cohortOf([at('odd')]);
    expect(lines).toHaveLength(4);
    expect(bad.sort()).toEqual([expect.stringContaining('Observation.ndjson.gz cannot be read'), 'dangling.ndjson cannot be read (ENOENT)', 'pipe.ndjson is no regular file']);
  });
  it('by way of a link is the same folder', async () => {
    mkdirSync(at('real'));
    written(at('real/Patient.ndjson'), linesOfType('Patient', 3));
    symlinkSync(at('real'), at('link'));
    expect((await cohortOf([at('link')])).lines).toHaveLength(3);
  });
  it('without any file for us says so', async () => {
    mkdirSync(at('empty'));
    expect((await cohortOf([at('empty')])).bad).toEqual(['empty is a folder without .json, .ndjson or .jsonl files']);
  });
  it('names each resource that belongs to nobody, and passes over those that are about no patient', async () => {
    mkdirSync(at('nobody'));
    written(at('nobody/Patient.ndjson'), `${linesOfType('Patient', 2)}{"resourceType":"Patient"}\n{"resourceType":"Patient","id":"a\\tb"}\n`);
    written(at('nobody/Other.ndjson'), [{ resourceType: 'Observation', id: 'x', status: 'final' }, { resourceType: 'Condition', id: 'y', subject: { reference: 'Group/1' } }, { resourceType: 'Practitioner', id: 'z' }].map((each) => `${JSON.stringify(each)}\n`).join('') + `${bundleLine(3)}\n[]\n`);
    const { lines, bad } = await cohortOf([at('nobody')]);
    expect(lines).toHaveLength(2);
    expect(bad.sort()).toEqual([
      'Other.ndjson:1 is an Observation that names no patient', 'Other.ndjson:2 is a Condition that names no patient', 'Other.ndjson:4 is a Bundle among single resources; give it in a file of its own', 'Other.ndjson:5 is no FHIR resource',
      'Patient.ndjson:3 is a Patient without a usable id', 'Patient.ndjson:4 is a Patient without a usable id',
    ]);
  });
  it('names each resource in another encoding, and reads none of it', async () => {
    const folder = at('encoded');
    mkdirSync(folder);
    written(at('encoded/Patient.ndjson'), linesOfType('Patient', 2));
    const [first = '', second = ''] = linesOfType('Condition', 2).split('\n');
    written(at('encoded/Condition.ndjson'), Buffer.concat([Buffer.from(`${first}\n`), encoded(second)]));
    const ran = await cohortOf([folder]);
    expect([ran.lines.length, ran.bad]).toEqual([2, ['Condition.ndjson:2 is not valid UTF-8']]);
  });
  it('gives one line for a patient whom several files hold', async () => {
    mkdirSync(at('double'));
    for (const name of ['Patient.1.ndjson', 'Patient.2.ndjson']) written(at(`double/${name}`), linesOfType('Patient', 2));
    written(at('double/Condition.ndjson'), linesOfType('Condition', 2));
    const { lines, bad } = await cohortOf([at('double')]);
    expect([lines.length, bad]).toEqual([2, []]);
  });
  it('whose files a shell has listed is the same cohort', async () => {
    mkdirSync(at('listed'));
    const paths = ['Patient', 'Condition', 'Observation'].map((type) => written(at(`listed/${type}.ndjson`), linesOfType(type, 5)));
    expect((await cohortOf(paths)).lines).toEqual((await cohortOf([at('listed')])).lines);
  });
});

describe('a stream in small pieces', () => {
  it.each([1, 2, 7])('of %d bytes is cut at the same lines, packed or not', async (size) => {
    const text = bundleLines(2);
    const chopped = (bytes: Buffer): Buffer[] => Array.from({ length: Math.ceil(bytes.length / size) }, (_none, index) => bytes.subarray(index * size, (index + 1) * size));
    for (const bytes of [Buffer.from(text), gzipSync(text)]) {
      const pieces: Buffer[] = [];
      for await (const piece of piecesOf(plainBytes(Readable.from(chopped(bytes))))) if (piece.bytes !== null) pieces.push(Buffer.from(piece.bytes));
      expect(Buffer.concat(pieces).toString()).toBe(text);
    }
  });
});
