/** What the README tells a newcomer to type is typed: each curl and each `npm run assess` of it, on the built service. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtFile, ROOT } from './operations/built-service';
import { aBuiltService, type BuiltService } from './web/a-built-service';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const lines = readme.split('\n').map((line) => line.trim());

interface Curl { method: string; path: string; type: string; file: string }

/** The parts of a curl line, as the shell would hand them over. */
function curlOf(line: string): Curl {
  const part = (pattern: RegExp): string => pattern.exec(line)?.[1] ?? '';
  return { method: part(/-X (\w+)/), path: part(/http:\/\/localhost:8080(\S+)/), type: part(/Content-Type: ([^']+)/), file: part(/--data-binary @(\S+)/) };
}

const curls = lines.filter((line) => line.startsWith('curl ')).map(curlOf);

describe('the README', () => {
  let service: BuiltService;
  beforeAll(async () => { service = await aBuiltService(); }, 60_000);
  afterAll(() => service.stop());

  test('shows how to ask for an assessment and how to call a hook', () => {
    expect(curls.map(({ path }) => path.split('/')[1])).toEqual(['assess', 'cds-services']);
  });
  test.each(curls)('$method $path with $file answers what a newcomer hopes to see', async ({ method, path, type, file }) => {
    const answer = await fetch(`${service.url}${path}`, { method, headers: { 'Content-Type': type }, body: readFileSync(join(ROOT, file)) });
    const said = (await answer.json()) as { applicable?: boolean; cards?: unknown[] };
    expect(answer.status).toBe(200);
    expect(said.applicable === true || (said.cards ?? []).length > 0).toBe(true);
  });
  test('its line for the command line prints an assessment', async () => {
    const files = /^npm run assess -- (.+)$/.exec(lines.find((line) => line.startsWith('npm run assess --')) ?? '')?.[1]?.split(' ') ?? [];
    expect(files.length).toBeGreaterThan(0);
    expect(execFileSync(process.execPath, [await builtFile('cli'), ...files], { cwd: ROOT, encoding: 'utf8' })).toMatch(/Gastric NET[\s\S]*Grade: G1 \(established\)/);
  }, 30_000);
  test('every file and folder that it names is there', () => {
    const named = [...readme.matchAll(/\]\(([^)#]+?)\)/g)].flatMap(([, path]) => (path === undefined || path.startsWith('http') ? [] : [path]));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});
