// Compiles src into dist, copies the data beside it, packs the pages, and leaves a stamp that says when. `npm run build`
const { execFileSync } = require('node:child_process');
const { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const { gzipSync } = require('node:zlib');

const root = join(__dirname, '..');
const dist = join(root, 'dist');
const DATA = /\.(json|html|css|svg)$/;

/** Exit status of the compiler; 0 is success. */
function build() {
  rmSync(join(dist, '.built'), { force: true });
  require('./rule-stories.js').writeRuleStories();
  try {
    execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', join(root, 'tsconfig.json')], { stdio: ['ignore', process.stderr, process.stderr] });
  } catch (error) {
    return error.status ?? 1;
  }
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) { if (relative(join(root, 'src'), path) !== 'web') walk(path); continue; }
      if (!DATA.test(entry.name)) continue;
      const target = join(dist, relative(join(root, 'src'), path));
      mkdirSync(join(target, '..'), { recursive: true });
      cpSync(path, target);
    }
  };
  walk(join(root, 'src'));
  if (!existsSync(join(dist, 'server.js'))) return 1;
  const packed = packPages();
  if (packed !== 0) return packed;
  writeFileSync(join(dist, '.built'), '');
  return 0;
}

/** The pages by Vite, and beside each text its compressed form, so that the service compresses nothing while it serves. */
function packPages() {
  const vite = join(dirname(require.resolve('vite/package.json')), 'bin', 'vite.js');
  try {
    execFileSync(process.execPath, [vite, 'build', '-c', join(root, 'src', 'web', 'vite.config.mts'), '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', process.stderr, process.stderr], env: { ...process.env, NODE_ENV: 'production' } });
  } catch (error) {
    return error.status ?? 1;
  }
  const web = join(dist, 'web');
  for (const name of readdirSync(web, { recursive: true })) {
    if (!/\.(js|css|html|svg)$/.test(name)) continue;
    const path = join(web, name);
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
  }
  return 0;
}

module.exports = { build };
if (require.main === module) process.exitCode = build();
