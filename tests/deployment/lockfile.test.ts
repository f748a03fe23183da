/** `npm ci` refuses a lock file that leaves out a platform's optional package, on every platform. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

describe('the lock file', () => {
  it('names every optional package of every platform (node scripts/complete-lockfile.mjs adds them)', () => {
    expect(() => execFileSync(process.execPath, ['scripts/complete-lockfile.mjs', '--check'], { cwd: root, stdio: 'pipe' })).not.toThrow();
  });
  it('records no download address', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved": "http');
  });
});
