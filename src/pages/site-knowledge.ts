/**
 * What a site has configured that changes conclusions, for the pages that assess by themselves: without it they could conclude otherwise than the service.
 * Public, as the pages are; so of the site's maps it holds the codes and what they stand for, and nothing else that a map may carry.
 */

export interface SiteKnowledge {
  /** The service's UTC day. */
  asOf: string;
  /** FHIR ConceptMaps, reduced. */
  conceptMaps: Record<string, unknown>[];
  /** TY-9; null where none is configured. */
  gastrinUpperLimit: { value: number; unit: string } | null;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const objectsIn = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Some members of an object, where it has them. */
const only = (of: Record<string, unknown>, ...names: string[]): Record<string, unknown> => Object.fromEntries(names.flatMap((name) => (of[name] === undefined ? [] : [[name, of[name]]])));

/** The map with what is read of it: no title, contact, comment, display, nor anything of the site's own making. */
export function reducedConceptMap(map: Record<string, unknown>): Record<string, unknown> {
  return {
    resourceType: 'ConceptMap',
    group: objectsIn(map['group']).map((group) => ({
      ...only(group, 'source', 'target'),
      element: objectsIn(group['element']).map((element) => ({ ...only(element, 'code'), target: objectsIn(element['target']).map((target) => only(target, 'code', 'equivalence')) })),
    })),
  };
}
