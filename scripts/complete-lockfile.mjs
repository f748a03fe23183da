// Some registries do not carry the packages of other platforms; npm then leaves them out of the lock file, and `npm ci` refuses it everywhere.
// This adds each missing optional platform package with its exact version and the platform its name says: node scripts/complete-lockfile.mjs [--check]
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = 'package-lock.json';
const OS = { android: 'android', darwin: 'darwin', linux: 'linux', linuxmusl: 'linux', win32: 'win32', freebsd: 'freebsd', openharmony: 'openharmony', openbsd: 'openbsd', netbsd: 'netbsd', sunos: 'sunos', aix: 'aix', windows: 'win32' };
const CPU = { arm64: 'arm64', x64: 'x64', ia32: 'ia32', arm: 'arm', ppc64: 'ppc64', s390x: 's390x', riscv64: 'riscv64', loong64: 'loong64', wasm32: 'wasm32', mips64el: 'mips64el' };

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const packages = lock.packages;

/** Whether `name` can be resolved from the folder `from` as Node would. */
function found(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === '') return false;
  }
}

const missing = [];
for (const [from, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (found(from, name)) continue;
    const words = name.split(/[-/@]/);
    const os = words.map((word) => OS[word]).find((word) => word !== undefined);
    const cpu = words.map((word) => CPU[word] ?? (word.startsWith('arm') ? 'arm' : undefined)).find((word) => word !== undefined);
    missing.push({ name, at: `node_modules/${name}`, entry: { version: version.replace(/^[~^]/, ''), ...(entry.dev === true ? { dev: true } : {}), optional: true, ...(cpu === undefined ? {} : { cpu: [cpu] }), ...(os === undefined ? {} : { os: [os] }), ...(name.includes('musl') ? { libc: ['musl'] } : {}) } });
  }
}
if (process.argv.includes('--check')) {
  for (const { name } of missing) process.stderr.write(`${name} is not in ${FILE}\n`);
  process.exit(missing.length === 0 ? 0 : 1);
}
for (const { at, entry } of missing) packages[at] ??= entry;
const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
process.stdout.write(`${missing.length} optional packages added: ${missing.map(({ name, entry }) => `${name}@${entry.version}${entry.os === undefined && entry.cpu === undefined ? ' (no platform in its name)' : ''}`).join(', ')}\n`);
