/** Reads the folder of FHIR ConceptMaps that adds a site's own codes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConfigProblem } from './problem';

export interface CodeMaps { readonly maps: readonly Record<string, unknown>[]; readonly problems: readonly ConfigProblem[] }

/** Every `.json` file of the folder, in the order of their names. */
export function readCodeMaps(folder: string): CodeMaps {
  const problem = (found: string): ConfigProblem => ({ variable: 'CODE_MAPS', found, wanted: 'a readable folder of FHIR ConceptMaps (JSON)' });
  let names: string[];
  try { names = readdirSync(folder).filter((name) => name.toLowerCase().endsWith('.json')).sort(); } catch { return { maps: [], problems: [problem('a folder that cannot be read')] }; }
  const maps: Record<string, unknown>[] = [];
  const problems: ConfigProblem[] = [];
  for (const name of names) {
    try {
      const map: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8').replace(/^\ufeff/, ''));
      if (typeof map !== 'object' || map === null || Array.isArray(map) || (map as Record<string, unknown>)['resourceType'] !== 'ConceptMap') problems.push(problem(`${name}, which is no ConceptMap`));
      else maps.push(map as Record<string, unknown>); // sound: just seen to be an object
    } catch {
      problems.push(problem(`${name}, which cannot be read as JSON`));
    }
  }
  return { maps, problems };
}
