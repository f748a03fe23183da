// Sends 20,000 broken requests to a service of its own and looks at every answer. `npm run fuzz [-- number [seed]]`
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const [count = '20000', seed] = process.argv.slice(2);
const root = join(__dirname, '..');
const { status } = spawnSync(join(root, 'node_modules', '.bin', 'jest'), ['tests/security/fuzz', '--verbose=false'], {
  cwd: root, stdio: 'inherit', env: { ...process.env, FUZZ_MUTANTS: count, ...(seed === undefined ? {} : { FUZZ_SEED: seed }) },
});
process.exitCode = status ?? 1;
