/** `/fhir/…` as a plain function: read by type and id, search by canonical URL, the CapabilityStatement at `metadata`. */
import { fhirArtefacts } from './all';
import type { Artefact } from './resource';

export interface ArtefactAnswer { status: 200 | 400 | 404; body: unknown }

/** Makes the resources once for a public base URL and answers from them. */
export function artefactRoute(baseUrl: string): (path: string, query: string) => ArtefactAnswer {
  let made: { all: Artefact[]; byKey: Map<string, Artefact> } | null = null;
  const artefacts = (): NonNullable<typeof made> => {
    if (made === null) { const all = fhirArtefacts(baseUrl); made = { all, byKey: new Map(all.map((each) => [`${each.resourceType}/${each.id}`, each])) }; }
    return made;
  };
  return (path, query) => {
    const [type = '', id, ...rest] = path.replace(/^\/+/, '').split('/');
    if (type === 'metadata' && id === undefined) return { status: 200, body: artefacts().byKey.get('CapabilityStatement/knowledge') };
    if (rest.length > 0 || !artefacts().all.some((each) => each.resourceType === type)) return outcome(404, 'not-found', 'No such resource type or route is here.');
    if (id === undefined) return search(artefacts().all, type, query, baseUrl);
    const found = artefacts().byKey.get(`${type}/${decoded(id)}`);
    return found === undefined ? outcome(404, 'not-found', 'No such resource is here.') : { status: 200, body: found };
  };
}

const SEARCHED = ['_id', 'url', 'version', 'name', 'status'] as const;
/** Parameters that change how an answer looks, not what matches. */
const LEFT_ALONE = new Set(['_format', '_count', '_pretty', '_summary', '_elements', '_total']);

function search(all: readonly Artefact[], type: string, query: string, baseUrl: string): ArtefactAnswer {
  const asked = new URLSearchParams(query);
  for (const name of asked.keys()) if (!SEARCHED.some((each) => each === name) && !LEFT_ALONE.has(name)) return outcome(400, 'not-supported', `The parameter is not known here; these are: ${SEARCHED.join(', ')}.`);
  const matches = all.filter((each) => each.resourceType === type && SEARCHED.every((name) => {
    const wanted = asked.get(name);
    if (wanted === null) return true;
    const own = String(each[name === '_id' ? 'id' : name] ?? '');
    return wanted.split(',').some((value) => (name === 'name' ? own.toLowerCase().startsWith(value.toLowerCase()) : name === 'url' ? own === value.split('|')[0] && (value.split('|')[1] ?? each['version']) === each['version'] : own === value));
  }));
  return { status: 200, body: {
    resourceType: 'Bundle', type: 'searchset', total: matches.length, link: [{ relation: 'self', url: `${baseUrl}/fhir/${type}${query === '' ? '' : `?${asked.toString()}`}` }],
    ...(matches.length === 0 ? {} : { entry: matches.map((resource) => ({ fullUrl: `${baseUrl}/fhir/${type}/${resource.id}`, resource, search: { mode: 'match' } })) }),
  } };
}

function outcome(status: 400 | 404, code: string, diagnostics: string): ArtefactAnswer {
  return { status, body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] } };
}

function decoded(segment: string): string {
  try { return decodeURIComponent(segment); } catch { return ''; }
}
