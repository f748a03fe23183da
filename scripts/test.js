// Build, type check, lint, architecture boundaries, then every test; the last line counts them. `npm test [-- jest arguments]`
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
const bin = (name) => name === 'node' ? process.execPath : join(root, 'node_modules', '.bin', name);
const run = (name, args) => spawnSync(bin(name), args, { cwd: root, stdio: 'inherit' }).status ?? 1;

const checks = [
  // The tests of the pages and of the process run what is built.
  ['types of src, and the build', 'node', ['scripts/build.js']],
  ['types of the pages', 'tsc', ['-p', 'src/web/tsconfig.json']],
  ['types of tests', 'tsc', ['-p', 'tsconfig.test.json', '--noEmit']],
  ['lint', 'biome', ['lint', '--error-on-warnings']],
  ['architecture', 'depcruise', ['src', '--config', '.dependency-cruiser.cjs']],
];
const failedChecks = checks.filter(([title, name, args]) => {
  process.stdout.write(`— ${title}\n`);
  return run(name, args) !== 0;
});

process.stdout.write('— tests\n');
const folder = mkdtempSync(join(tmpdir(), 'gnen-test-'));
const file = join(folder, 'jest.json');
const status = run('jest', ['--json', `--outputFile=${file}`, ...process.argv.slice(2)]);
let counted = { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };
let read = true;
try { counted = JSON.parse(readFileSync(file, 'utf8')); } catch { read = false; }
rmSync(folder, { recursive: true, force: true });

for (const [title] of failedChecks) process.stdout.write(`failed: ${title}\n`);
// A check that fails and a file that cannot run are failures like any test.
const failed = counted.numFailedTests + counted.numRuntimeErrorTestSuites + failedChecks.length + (read ? 0 : 1);
process.stdout.write(`${counted.numPassedTests + checks.length - failedChecks.length} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && status === 0 ? 0 : 1;
