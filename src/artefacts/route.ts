/** `/fhir/…` as a plain function: read by type and id, search by canonical URL, the CapabilityStatement at `metadata`. */
import { fhirArtefacts } from './all';
import type { Artefact } from './resource';

export interface ArtefactAnswer { status: 200 | 400 | 404 | 406; body: unknown }

/** Makes the resources once for a public base URL and answers from them. @param accept the Accept header, if there is one */
export function artefactRoute(baseUrl: string): (path: string, query: string, accept?: string) => ArtefactAnswer {
  let made: { all: Artefact[]; byKey: Map<string, Artefact> } | null = null;
  const artefacts = (): NonNullable<typeof made> => {
    if (made === null) { const all = fhirArtefacts(baseUrl); made = { all, byKey: new Map(all.map((each) => [`${each.resourceType}/${each.id}`, each])) }; }
    return made;
  };
  return (path, query, accept) => {
    const [type = '', id, ...rest] = path.replace(/^\/+/, '').split('/');
    if (!wantsJson(new URLSearchParams(query).get('_format'), accept)) return outcome(406, 'not-supported', 'Only JSON is offered: application/fhir+json.');
    if (type === 'metadata' && id === undefined) return { status: 200, body: artefacts().byKey.get('CapabilityStatement/knowledge') };
    if (rest.length > 0 || !artefacts().all.some((each) => each.resourceType === type)) return outcome(404, 'not-found', 'No such resource type or route is here.');
    if (id === undefined) return search(artefacts().all, type, query, baseUrl);
    const found = artefacts().byKey.get(`${type}/${decoded(id)}`);
    return found === undefined ? outcome(404, 'not-found', 'No such resource is here.') : { status: 200, body: found };
  };
}

/** `_format` decides before the header; an Accept that names XML and no JSON cannot be served. */
function wantsJson(format: string | null, accept: string | undefined): boolean {
  if (format !== null && format !== '') return /json/i.test(format);
  const types = (accept ?? '').slice(0, 2000).toLowerCase();
  return !(/\bxml\b/.test(types) && !/json|\*\/\*|text\/html/.test(types));
}

type Matches = (artefact: Artefact, value: string) => boolean;
const text = (artefact: Artefact, member: string): string => String(artefact[member] ?? '');
const plain = (value: string): string => value.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
/** A code may stand with its system before it. */
const token = (member: string): Matches => (artefact, value) => text(artefact, member) === value.slice(value.lastIndexOf('|') + 1);
const strings = (member: string): [name: string, matches: Matches][] => [
  [member, (artefact, value) => plain(text(artefact, member)).startsWith(plain(value))],
  [`${member}:contains`, (artefact, value) => plain(text(artefact, member)).includes(plain(value))],
  [`${member}:exact`, (artefact, value) => text(artefact, member) === value],
];

/** Parameters and how each compares. */
const SEARCHED: ReadonlyMap<string, Matches> = new Map<string, Matches>([
  ['_id', token('id')],
  ['url', (artefact, value) => { const [url, version] = value.split('|'); return text(artefact, 'url') === url && (version === undefined || version === artefact['version']); }],
  ['version', token('version')], ['status', token('status')], ...strings('name'), ...strings('title'),
]);
/** Parameters that change how an answer looks, not what matches. */
const LEFT_ALONE = new Set(['_format', '_pretty', '_elements', '_total', '_summary', '_count', '_offset']);

function search(all: readonly Artefact[], type: string, query: string, baseUrl: string): ArtefactAnswer {
  const asked = new URLSearchParams(query);
  for (const name of asked.keys()) if (!SEARCHED.has(name) && !LEFT_ALONE.has(name)) return outcome(400, 'not-supported', `A parameter is not known here; these are: ${[...SEARCHED.keys()].join(', ')}.`);
  // A parameter that stands twice is an "and", a comma an "or".
  const matches = all.filter((each) => each.resourceType === type && [...asked].every(([name, value]) => { const fits = SEARCHED.get(name); return fits === undefined || value === '' || value.split(',').some((one) => fits(each, one)); }));
  const whole = (name: string): number | null => { const value = asked.get(name); return value === null ? null : /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN; };
  const [count, offset] = [whole('_count'), whole('_offset') ?? 0];
  if (Number.isNaN(count) || Number.isNaN(offset)) return outcome(400, 'value', '_count and _offset are whole numbers.');
  const none = asked.get('_summary') === 'count' || count === 0;
  const page = none ? [] : matches.slice(offset, count === null ? undefined : offset + count);
  const at = (from: number): string => { const other = new URLSearchParams(asked); if (from > 0) other.set('_offset', String(from)); else other.delete('_offset'); const rest = other.toString(); return `${baseUrl}/fhir/${type}${rest === '' ? '' : `?${rest}`}`; };
  const link = [{ relation: 'self', url: at(offset) }, ...(!none && count !== null && offset + count < matches.length ? [{ relation: 'next', url: at(offset + count) }] : [])];
  return { status: 200, body: {
    resourceType: 'Bundle', type: 'searchset', total: matches.length, link,
    ...(page.length === 0 ? {} : { entry: page.map((resource) => ({ fullUrl: `${baseUrl}/fhir/${type}/${resource.id}`, resource, search: { mode: 'match' } })) }),
  } };
}

function outcome(status: 400 | 404 | 406, code: string, diagnostics: string): ArtefactAnswer {
  return { status, body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] } };
}

function decoded(segment: string): string {
  try { return decodeURIComponent(segment); } catch { return ''; }
}
