/** Makes the folder of the embedded store. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Step by step: where the system says ENOENT of a new folder although its parent is there (below /proc), Node's own recursive making never comes back. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) { mkdirSync(folder, { recursive: true }); return; }
  const parent = dirname(folder);
  if (parent !== folder && !existsSync(parent)) makeFolder(parent);
  try { mkdirSync(folder, { mode: 0o700 }); } catch (error) {
    // Another process may just have made it.
    if (!existsSync(folder)) throw error;
  }
}
