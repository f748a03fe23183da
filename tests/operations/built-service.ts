/** The compiled service, built once before the first test that starts it, also when several test files begin together. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const ROOT = join(__dirname, '..', '..');
const LOCK = join(ROOT, 'node_modules', '.gnen-test-build');
/** A lock older than any build was left behind by a run that was killed. */
const LONGEST_BUILD_MS = 180_000;

const stale = (): boolean => (require('../../scripts/stale.js') as { isStale(): boolean }).isStale(); // sound: the script's one export

async function build(): Promise<void> {
  while (stale()) {
    try { mkdirSync(LOCK); } catch {
      let since = 0;
      try { since = statSync(LOCK).mtimeMs; } catch { continue; }
      if (Date.now() - since > LONGEST_BUILD_MS) rmdirSync(LOCK);
      await sleep(200);
      continue;
    }
    try { if (stale()) execFileSync(process.execPath, [join(ROOT, 'scripts', 'build.js')], { stdio: 'pipe' }); } finally { rmdirSync(LOCK); }
  }
}

let built: Promise<void> | null = null;
/** Resolves to the path of the compiled file of this name; a build that fails is not tried again. */
export async function builtFile(name: string): Promise<string> {
  built ??= build();
  await built;
  return join(ROOT, 'dist', `${name}.js`);
}
