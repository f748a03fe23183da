// Copies chosen stories into the service as its synthetic patients, each under ids of its own and with the story's sentence. `npm run sandbox:pack`
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const CHOSEN = require('./sandbox-stories.json');
const target = join(root, 'src', 'sandbox', 'patients');
mkdirSync(target, { recursive: true });

for (const { story, id, name } of CHOSEN) {
  const bundle = JSON.parse(readFileSync(join(root, 'fixtures', 'stories', story, 'bundle.json'), 'utf8'));
  const entries = bundle.entry.filter((entry) => entry.resource !== undefined);
  const ids = new Map();
  entries.forEach(({ resource, fullUrl }, index) => {
    const own = resource.resourceType === 'Patient' ? id : `${id}-${resource.id ?? index}`.slice(0, 64);
    if (resource.id !== undefined) ids.set(`${resource.resourceType}/${resource.id}`, `${resource.resourceType}/${own}`);
    if (fullUrl !== undefined) ids.set(fullUrl, `${resource.resourceType}/${own}`);
    resource.id = own;
  });
  if (!entries.some(({ resource }) => resource.resourceType === 'Patient')) entries.unshift({ resource: { resourceType: 'Patient', id } });
  const renamed = (value) => {
    if (Array.isArray(value)) return value.map(renamed);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, key === 'reference' && ids.has(member) ? ids.get(member) : renamed(member)]));
  };
  const resources = entries.map(({ resource }) => renamed(resource));
  for (const patient of resources.filter((each) => each.resourceType === 'Patient')) patient.name = [{ use: 'official', text: name, family: 'Synthetic', given: [name.replace(/^Synthetic:? /, '')] }];
  // The sentence that introduces the patient, one tag per language: what the playground shows.
  const { title, titleZh } = JSON.parse(readFileSync(join(root, 'fixtures', 'stories', story, 'story.json'), 'utf8'));
  for (const patient of resources.filter((each) => each.resourceType === 'Patient')) patient.meta = { ...patient.meta, tag: [...(patient.meta?.tag ?? []), ...[['en', title], ['zh-CN', titleZh]].map(([code, display]) => ({ system: 'https://gnen-cds.org/fhir/CodeSystem/sandbox-stories', code, display }))] };
  writeFileSync(join(target, `${id}.json`), `${JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) }, null, 1)}\n`);
}
