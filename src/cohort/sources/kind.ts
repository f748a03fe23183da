/** What a file holds, seen from its first lines: one Bundle, Bundles a line, or the resources of a Bulk Data export. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { opened, UnreadableFile } from './pieces';

export type FileKind = 'document' | 'bundles' | 'bulk' | 'empty';

export interface InputFile { path: string; kind: FileKind; bytes: number }

const LOOKED_AT_BYTES = 32 * (1 << 20);

/** Files of the arguments, those of folders sorted by name. `bulk` counts only within a folder: a single file is Bundles. */
export async function filesOf(paths: readonly string[], onBad: (path: string, why: string) => void): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const path of paths) {
    try {
      if (!statSync(path).isDirectory()) { files.push(await looked(path, false)); continue; }
      for (const name of readdirSync(path).filter((each) => /\.(json|ndjson|jsonl)(\.gz)?$/i.test(each)).sort()) files.push(await looked(join(path, name), true));
    } catch (error) {
      onBad(path, error instanceof UnreadableFile ? error.message : `cannot be read${error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''}`);
    }
  }
  return files;
}

async function looked(path: string, inFolder: boolean): Promise<InputFile> {
  const bytes = statSync(path).size;
  const lines = await firstLines(path);
  if (lines.length === 0) return { path, bytes, kind: 'empty' };
  const objects = lines.map(objectIn);
  const first = objects.find((each) => each !== null);
  // A pretty-printed document has no whole object on a line of its own.
  if (first === undefined || first === null) return { path, bytes, kind: 'document' };
  const bulk = inFolder && typeof first['resourceType'] === 'string' && first['resourceType'] !== 'Bundle';
  return { path, bytes, kind: bulk ? 'bulk' : 'bundles' };
}

async function firstLines(path: string): Promise<string[]> {
  let text = '';
  const stream = opened(path);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      text += chunk.toString('utf8');
      if (filled(text.slice(0, text.lastIndexOf('\n') + 1)).length >= 2 || text.length > LOOKED_AT_BYTES) break;
    }
  } catch (error) {
    throw new UnreadableFile(`cannot be read${error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''}`);
  } finally { stream.destroy(); }
  return filled(text).slice(0, 2);
}

const filled = (text: string): string[] => text.replace(/^\ufeff/, '').split('\n').filter((line) => line.trim() !== '');

function objectIn(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null; // sound: just seen to be an object
  } catch { return null; }
}
