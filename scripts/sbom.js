// The bill of materials of what runs in production, as CycloneDX JSON on stdout: `npm run --silent sbom > sbom.json`
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
// `--omit=dev` would leave out every production package that a development one needs too, so the whole is listed and the lock file says what is for development alone.
const { status, stdout } = spawnSync('npm', ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'], { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, stdio: ['ignore', 'pipe', 'inherit'] });
if (status !== 0) process.exit(status ?? 1);

const nameAt = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const { packages } = require('../package-lock.json');
const production = new Set(Object.entries(packages).filter(([path, entry]) => path !== '' && entry.dev !== true).map(([path, entry]) => `${entry.name ?? nameAt(path)}@${entry.version}`));

const bill = JSON.parse(stdout);
const own = bill.metadata.component;
// npm names the application after the folder that it happens to stand in.
own.name = require('../package.json').name;
bill.components = bill.components.filter(({ name, version }) => production.has(`${name}@${version}`));
const kept = new Set([own['bom-ref'], ...bill.components.map((each) => each['bom-ref'])]);
bill.dependencies = bill.dependencies.filter(({ ref }) => kept.has(ref)).map((each) => ({ ...each, dependsOn: (each.dependsOn ?? []).filter((ref) => kept.has(ref)) }));
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
