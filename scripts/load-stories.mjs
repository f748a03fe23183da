// Loads the bundle of every story into a FHIR R4 server: node scripts/load-stories.mjs <FHIR base URL> <folder of stories>
// Each resource is PUT under its own id, prefixed by the story so that two stories never share one; references follow.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const [base, folder] = process.argv.slice(2);
if (base === undefined || folder === undefined) {
  process.stderr.write('Usage: node scripts/load-stories.mjs <FHIR base URL> <folder of stories>\n');
  process.exit(2);
}

async function untilReady() {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    try {
      const answer = await fetch(`${base}/metadata`, { signal: AbortSignal.timeout(5000) });
      if (answer.ok) return;
    } catch { /* not up yet */ }
    await sleep(2000);
  }
  throw new Error(`${base} did not answer.`);
}

/** Rewrites `Type/id` and `urn:uuid:` references, and the ids themselves, so that they are the story's own. */
function renamed(bundle, story) {
  const prefix = story.slice(0, 40).replace(/[^A-Za-z0-9-]/g, '-');
  const ids = new Map();
  for (const [index, entry] of bundle.entry.entries()) {
    const resource = entry.resource;
    const id = `${prefix}-${resource.id ?? index}`.slice(0, 64);
    if (resource.id !== undefined) ids.set(`${resource.resourceType}/${resource.id}`, `${resource.resourceType}/${id}`);
    if (entry.fullUrl !== undefined) ids.set(entry.fullUrl, `${resource.resourceType}/${id}`);
    resource.id = id;
  }
  const walk = (value) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value !== null && typeof value === 'object') {
      if (typeof value.reference === 'string' && ids.has(value.reference)) value.reference = ids.get(value.reference);
      Object.values(value).forEach(walk);
    }
  };
  walk(bundle);
  return bundle.entry.map((entry) => entry.resource);
}

await untilReady();
let loaded = 0;
let refused = 0;
for (const story of (await readdir(folder)).sort()) {
  let bundle;
  try { bundle = JSON.parse(await readFile(join(folder, story, 'bundle.json'), 'utf8')); } catch { continue; }
  for (const resource of renamed(bundle, story)) {
    const answer = await fetch(`${base}/${resource.resourceType}/${resource.id}`, {
      method: 'PUT', headers: { 'content-type': 'application/fhir+json' }, body: JSON.stringify(resource), signal: AbortSignal.timeout(30_000),
    });
    if (answer.ok) loaded += 1;
    else { refused += 1; process.stderr.write(`${story}: ${resource.resourceType}/${resource.id} was refused (${answer.status})\n`); }
  }
}
process.stdout.write(`${loaded} resources loaded, ${refused} refused (stories that are broken on purpose are refused by a validating server).\n`);
process.stdout.write('Open http://localhost:8080 for the service and http://localhost:8090 for the FHIR server.\n');
