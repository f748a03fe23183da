/** The sandbox's only door: a read-only FHIR R4 endpoint over the bundled synthetic patients. */
import { capabilityStatement, TYPES } from './capabilities';
import { bundledPatients } from './patients';
import { found, type Resource, UnknownSearch } from './search';

export type { Resource } from './search';
export { bundledPatients } from './patients';

export interface FhirAnswer { status: number; body: Record<string, unknown> }
export interface Sandbox {
  /**
   * Answers one interaction.
   * @param path below the base, without query: `/Patient/x`, `/Condition`, `/Condition/_search`
   * @param form the parameters of a POST `_search`; null for GET
   */
  answer(path: string, query: string, form: string | null): FhirAnswer;
}

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 1000;

const outcome = (status: number, code: string, diagnostics: string): FhirAnswer =>
  ({ status, body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] } });

/** @param base the absolute URL of the endpoint, without trailing slash; `next` links stand on it. */
export function sandboxOf(base: string, startedOn: string, resources: readonly Resource[] = bundledPatients()): Sandbox {
  const byReference = new Map(resources.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
  const known = (type: string): boolean => (TYPES as readonly string[]).includes(type);

  function search(type: string, parameters: [string, string][]): FhirAnswer {
    let hits: Resource[];
    try { hits = found(resources, type, parameters); } catch (error) {
      if (error instanceof UnknownSearch) return outcome(400, 'not-supported', 'A search parameter is not supported here; /metadata lists those that are.');
      throw error;
    }
    const number = (name: string, byDefault: number): number => {
      const value = parameters.find(([each]) => each === name)?.[1];
      return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) : byDefault;
    };
    const size = Math.min(number('_count', DEFAULT_PAGE), LARGEST_PAGE);
    const from = number('_offset', 0);
    const address = (offset: number): string => {
      const query = new URLSearchParams(parameters.filter(([name]) => name !== '_offset'));
      if (offset > 0) query.set('_offset', String(offset));
      return `${base}/${type}${query.size === 0 ? '' : `?${query.toString()}`}`;
    };
    const page = hits.slice(from, from + size);
    const link = [{ relation: 'self', url: address(from) }, ...(size > 0 && from + size < hits.length ? [{ relation: 'next', url: address(from + size) }] : [])];
    return {
      status: 200,
      body: {
        resourceType: 'Bundle', type: 'searchset', total: hits.length, link,
        ...(page.length === 0 ? {} : { entry: page.map((resource) => ({ fullUrl: `${base}/${resource.resourceType}/${resource.id}`, resource, search: { mode: 'match' } })) }),
      },
    };
  }

  return {
    answer: (path, query, form) => {
      const segments = path.split('/').slice(1);
      const [type = '', id] = segments;
      if (form === null && path === '/metadata') return { status: 200, body: capabilityStatement(startedOn, base) };
      if (!known(type) || segments.length > 2 || segments.includes('')) return outcome(404, 'not-found', 'There is nothing at this address; /metadata lists what is.');
      if (form !== null) {
        if (id !== '_search') return outcome(405, 'not-supported', 'This endpoint is read-only.');
        return search(type, [...new URLSearchParams(query), ...new URLSearchParams(form)]);
      }
      if (id === undefined || id === '_search') return search(type, [...new URLSearchParams(query)]);
      const resource = byReference.get(`${type}/${id}`);
      return resource === undefined ? outcome(404, 'not-found', 'No such resource.') : { status: 200, body: { ...resource } };
    },
  };
}
