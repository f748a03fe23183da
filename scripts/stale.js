// Whether the build is missing or older than the sources.
const { readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

function newestIn(folder) {
  let newest = statSync(folder).mtimeMs;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs);
  }
  return newest;
}

function isStale() {
  let built;
  try { built = statSync(join(root, 'dist', '.built')).mtimeMs; } catch { built = 0; }
  // An image without sources has nothing to build from.
  try { return Math.max(newestIn(join(root, 'src')), statSync(join(root, 'tsconfig.json')).mtimeMs) > built; } catch { return false; }
}

module.exports = { isStale };
