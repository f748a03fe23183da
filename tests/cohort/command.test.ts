/** `npm run assess` as a shell sees it: what stands on the outputs, and the exit status. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { builtFile } from '../operations/built-service';
import { aFolder, bundleLines, linesOfType, written } from './a-cohort';

const at = aFolder();
jest.setTimeout(180_000);
let cli = '';
beforeAll(async () => { cli = await builtFile('cli'); written(at('fine.ndjson'), bundleLines(2)); });

interface Outcome { status: number | null; out: string; err: string }
function assess(args: string[], input?: string | Buffer, env: Record<string, string> = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, '--as-of', '2026-11-22', ...args], { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, ...env }, ...(input === undefined ? {} : { input }) });
  return { status, out: stdout, err: stderr };
}
const lineCount = ({ out }: Outcome): number => out.split('\n').filter((line) => line !== '').length;

/** As an older system writes it: GB 18030, not UTF-8. */
const inAnotherEncoding = (line: string): Buffer => Buffer.concat([Buffer.from(`${line.trimEnd().slice(0, -1)},"note":"`), Buffer.from([0xb0, 0xa9]), Buffer.from('"}\n')]);

describe('the exit status', () => {
  it.each<[what: string, args: () => string[], status: number, err: RegExp]>([
    ['0 when all is well', () => ['--json', at('fine.ndjson')], 0, /^$/],
    ['1 for a bad line, which is named', () => ['--json', written(at('bad.ndjson'), `${bundleLines(1)}nonsense\n${bundleLines(1, 2)}`)], 1, /bad\.ndjson, line 2: /],
    ['1 for a bad line of a summed-up run', () => ['--brief', at('bad.ndjson')], 1, /bad\.ndjson, line 2: is not JSON/],
    ['1 for a line of another encoding', () => ['--json', written(at('encoded.ndjson'), Buffer.concat([Buffer.from(bundleLines(1)), inAnotherEncoding(bundleLines(1, 2)), Buffer.from(bundleLines(1, 3))]))], 1, /^.*encoded\.ndjson, line 2: The body is not valid UTF-8\.\n$/],
    ['1 for a line of another encoding in a summed-up run', () => ['--brief', at('encoded.ndjson')], 1, /^.*encoded\.ndjson, line 2: is not valid UTF-8\n$/],
    ['1 for a document of another encoding', () => ['--json', written(at('encoded.json'), inAnotherEncoding(bundleLines(1)))], 1, /encoded\.json, line 1: The body is not valid UTF-8/],
    ['1 for a file that is away', () => ['--json', at('nowhere.ndjson')], 1, /nowhere\.ndjson: cannot be read \(ENOENT\)/],
    ['1 for a resource that is no Bundle', () => ['--json', written(at('patient.json'), '{"resourceType":"Patient","id":"p"}')], 1, /patient\.json, line 1: .*Bundle/],
    ['1 for a server that does not answer', () => ['--server', 'http://127.0.0.1:9/fhir'], 1, /does not answer/],
    ['2 without a file', () => [], 2, /Name at least one file/],
    ['2 for an unknown option', () => ['--surprise'], 2, /--surprise/],
    ['2 for a day that is none', () => ['--as-of', '2026-02-30', at('fine.ndjson')], 2, /--as-of wants a full date/],
    ['2 for an unknown language', () => ['--lang', 'fr', at('fine.ndjson')], 2, /--lang/],
    ['2 for a summary of no known form', () => ['--summary', 'pdf', at('fine.ndjson')], 2, /--summary wants/],
    ['2 for a part that is none', () => ['--partition', '3/2', at('fine.ndjson')], 2, /--partition/],
    ['2 for an output in no folder', () => ['--brief', '--out', at('no/where'), at('fine.ndjson')], 2, /--out: .*ENOENT/],
    ['2 for an output that is a folder', () => { mkdirSync(at('a-folder'), { recursive: true }); return ['--summary', 'csv', '--summary-out', at('a-folder'), at('fine.ndjson')]; }, 2, /is a folder/],
    ['2 for an output that is the input', () => ['--brief', '--out', at('fine.ndjson'), at('fine.ndjson')], 2, /written over it/],
    ['2 for two outputs in one file', () => ['--brief', '--summary', 'csv', '--out', at('x.out'), '--summary-out', at('x.out'), at('fine.ndjson')], 2, /same file/],
    ['2 for going on with a pipe', () => ['--resume', '--out', at('x.out'), '-'], 2, /cannot be read again/],
    ['2 for a group by plain search', () => ['--server', 'http://127.0.0.1:9/fhir', '--via', 'search', '--group', 'g'], 2, /--via export/],
    ['2 for a server that is no URL', () => ['--server', 'ftp://example.org'], 2, /http or https/],
    ['2 for a summary to merge that is none', () => ['--merge', at('fine.ndjson')], 2, /is not JSON|is not what a summary holds/],
  ])('%s', (_what, args, status, err) => {
    const done = assess(args(), '');
    expect([done.status, done.err]).toEqual([status, expect.stringMatching(err)]);
  });
  it.each(['--json', '--brief'])('of lines of which one is of another encoding is 1, and the others are done (%s)', (form) => {
    const path = written(at('among.ndjson'), Buffer.concat([Buffer.from(bundleLines(1)), inAnotherEncoding(bundleLines(1, 2)), Buffer.from(bundleLines(1, 3))]));
    const done = assess([form, path]);
    expect([done.status, lineCount(done)]).toEqual([1, 2]);
  });
  it.each([['--json'], ['--brief']])('%s to a full disk is 1 and said, never 0', (form) => {
    const done = spawnSync('bash', ['-c', `"$0" "$@" > /dev/full`, process.execPath, cli, form, at('fine.ndjson')], { encoding: 'utf8' });
    expect([done.status, done.stderr]).toEqual([1, expect.stringContaining('ENOSPC')]);
  });
  it('with the lines thrown away is that of the run, and nothing is left beside the device', () => {
    expect(assess(['--brief', '--out', '/dev/null', at('fine.ndjson')]).status).toBe(0);
    expect(readdirSync('/dev').filter((name) => name.startsWith('null.'))).toEqual([]);
  });
  it.each(['--json', '--brief'])('of a reader that closes early is 0, and nothing is left behind (%s)', (form) => {
    const path = written(at('many.ndjson'), bundleLines(300));
    mkdirSync(at('closed'), { recursive: true });
    const { stdout } = spawnSync('bash', ['-c', `set -o pipefail; "$0" "$@" | head -1 | wc -l; echo "\${PIPESTATUS[0]}"`, process.execPath, cli, form, path], { encoding: 'utf8', env: { ...process.env, TMPDIR: at('closed') } });
    expect(stdout.trim()).toMatch(/^1\s+0$/);
    expect(readdirSync(at('closed'))).toEqual([]);
  });
});

describe('standard input', () => {
  it.each<[string, string[], () => string | Buffer, number]>([
    ['Bundles', ['--json', '-'], () => bundleLines(3), 3], ['Bundles by the name of the device', ['--brief', '/dev/stdin'], () => bundleLines(3), 3], ['Bundles in short', ['--brief', '-'], () => bundleLines(3), 3],
    ['packed Bundles', ['--brief', '-'], () => gzipSync(bundleLines(3)), 3], ['an export', ['--brief', '-'], () => linesOfType('Condition', 6) + linesOfType('Patient', 6), 6],
  ])('is read: %s', (_what, args, input, lines) => {
    const done = assess(args, input());
    expect([done.status, done.err, lineCount(done)]).toEqual([0, '', lines]);
  });
  it('that is empty is not a cohort of nobody that went well', () => { expect(assess(['--brief', '-'], '')).toMatchObject({ status: 1, err: expect.stringContaining('is empty') }); });
});

describe('a run that is killed', () => {
  const COUNT = 1600;
  const started = (args: string[]): ChildProcess => spawn(process.execPath, [cli, '--as-of', '2026-11-22', ...args], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, TMPDIR: at('tmp') } });
  async function killedMidway(args: string[], out: string, signal: NodeJS.Signals): Promise<{ status: number | null; err: string }> {
    const child = started(args);
    let err = '';
    child.stderr?.on('data', (chunk: Buffer) => { err += chunk.toString(); });
    const ended = new Promise<number | null>((done) => { child.once('exit', (status) => done(status)); });
    for (let waited = 0; waited < 60_000 && !existsSync(`${out}.progress`); waited += 5) await new Promise((later) => { setTimeout(later, 5); });
    child.kill(signal);
    return { status: await ended, err };
  }
  beforeAll(() => {
    mkdirSync(at('tmp'));
    written(at('big.ndjson'), `${bundleLines(COUNT / 2)}nonsense\n${bundleLines(COUNT / 2, COUNT / 2 + 1)}`);
  });
  it.each<[NodeJS.Signals]>([['SIGKILL'], ['SIGTERM']])('(%s) goes on with --resume to the same bytes and the same summary', async (signal) => {
    const [whole, cut] = [at(`whole-${signal}`), at(`cut-${signal}`)];
    const args = (out: string): string[] => ['--brief', '--workers', '1', '--out', out, '--summary', 'json', '--summary-out', `${out}.json`, at('big.ndjson')];
    expect(assess(args(whole)).status).toBe(1);
    const killed = await killedMidway(args(cut), cut, signal);
    expect(existsSync(`${cut}.progress`)).toBe(true);
    expect(readFileSync(cut).length).toBeLessThan(readFileSync(whole).length);
    if (signal === 'SIGTERM') expect([killed.status, killed.err.includes('--resume'), readdirSync(at('tmp'))]).toEqual([143, true, []]);
    const resumed = assess([...args(cut), '--resume']);
    expect(resumed.status).toBe(1);
    expect(readFileSync(cut).equals(readFileSync(whole))).toBe(true);
    expect(JSON.parse(readFileSync(`${cut}.json`, 'utf8'))).toEqual(JSON.parse(readFileSync(`${whole}.json`, 'utf8')));
    if (signal === 'SIGKILL') for (const left of readdirSync(at('tmp'))) spawnSync('rm', ['-r', at(`tmp/${left}`)]);
  });
});

describe('the parts of several machines', () => {
  it('are merged, and a part that is missing or stands twice is told', () => {
    const path = written(at('shared.ndjson'), bundleLines(60));
    for (const part of [1, 2, 3]) expect(assess(['--partition', `${part}/3`, '--summary', 'json', '--summary-out', at(`part-${part}.json`), path]).status).toBe(0);
    const parts = (...numbers: number[]): string[] => numbers.map((number) => at(`part-${number}.json`));
    const whole = assess(['--merge', ...parts(3, 1, 2), '--summary', 'csv']);
    expect([whole.status, whole.out]).toEqual([0, expect.stringContaining('Patients,assessed,60,60')]);
    expect(whole.out).toBe(assess(['--merge', ...parts(1, 2, 3), '--summary', 'csv']).out);
    expect(assess(['--merge', ...parts(1, 3)])).toMatchObject({ status: 1, err: expect.stringContaining('2/3'), out: expect.stringContaining('Not the whole cohort') });
    expect(assess(['--merge', ...parts(1, 1)])).toMatchObject({ status: 2, err: expect.stringContaining('part 1/3 is there twice') });
  });
});
