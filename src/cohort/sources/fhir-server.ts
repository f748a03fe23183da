/** A FHIR server as the source: Bulk Data export where it is offered, plain paged search where it is not; both end as NDJSON files. */
import { mkdirSync } from 'node:fs';
import type { BadLine } from '../summary';
import { downloadExport } from './bulk-export';
import { downloadSearches } from './paged-search';
import { Server, type ServerSource, UnusableServer } from './server-calls';

/** Fills `folder` with NDJSON files. What the server itself calls incomplete comes back as bad lines. @param say what happens, a sentence each; @throws UnusableServer */
export async function downloadCohort(source: ServerSource, folder: string, say: (sentence: string) => void, sleep: (seconds: number) => Promise<void>): Promise<BadLine[]> {
  mkdirSync(folder, { recursive: true });
  const server = new Server(source, sleep);
  if (source.how !== 'search') {
    const bad = await downloadExport(server, source.group, folder, say);
    if (bad !== null) return bad;
    if (source.how === 'export') throw new UnusableServer('the server offers no $export');
    // A plain search reads everybody.
    if (source.group !== null) throw new UnusableServer('the server offers no $export of the group');
    say('The server offers no $export; its patients are read by paged search.');
  }
  return downloadSearches(server, folder, say);
}
