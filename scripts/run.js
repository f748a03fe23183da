// Runs one compiled command, built first when that is needed: node scripts/run.js <name in dist> [arguments]
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const [name, ...args] = process.argv.slice(2);
const target = join(__dirname, '..', 'dist', `${name}.js`);
const { isStale } = require('./stale.js');
if (isStale() || !existsSync(target)) {
  const status = require('./build.js').build();
  if (status !== 0) { process.stderr.write('The build failed; see the errors above.\n'); process.exit(status); }
}
process.argv = [process.argv[0], target, ...args];
require(target);
