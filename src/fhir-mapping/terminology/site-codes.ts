/** A site's own codes, from FHIR ConceptMaps: which standard code, or code of the project's CodeSystem, each stands for. */
import { asObject, type Element, objectsAt, stringAt } from '../records/elements';
import { canonicalSystem } from './systems';

export interface StandardCode { system: string; code: string }

export interface SiteCodes {
  /** The codes a local code stands for, in the order of the files; empty where it is not mapped. */
  standardOf(system: string | null, code: string): readonly StandardCode[];
  /** How many local codes are mapped. */
  readonly size: number;
}

const NOTHING: readonly StandardCode[] = [];

/** No local codes. */
export const NO_SITE_CODES: SiteCodes = { standardOf: () => NOTHING, size: 0 };

const SAME_OR_WIDER = new Set(['equivalent', 'equal', 'wider', 'subsumes', 'relatedto']);
const NO_MATCH = new Set(['unmatched', 'disjoint', 'narrower', 'specializes', 'inexact']);

/**
 * Reads parsed ConceptMap resources (R4). A target counts when its equivalence is equivalent, equal, wider, subsumes or relatedto
 * (the default R4 gives a target that states none is `equivalent` here); unmatched, disjoint, narrower, specializes and inexact are left out.
 * @throws Error that names the map, the element and the remedy when a map cannot be read.
 * @see https://hl7.org/fhir/R4/conceptmap.html
 */
export function siteCodesFrom(conceptMaps: readonly unknown[]): SiteCodes {
  const codes = new Map<string, StandardCode[]>();
  for (const [index, resource] of conceptMaps.entries()) {
    const map = asObject(resource);
    const name = `ConceptMap ${stringAt(map, 'url') ?? stringAt(map, 'id') ?? `number ${index + 1}`}`;
    if (map === null || map['resourceType'] !== 'ConceptMap') throw new Error(`${name}: resourceType must be "ConceptMap".`);
    if (!Array.isArray(map['group'])) throw new Error(`${name}: group must be a list with at least one group.`);
    for (const [place, member] of map['group'].entries()) {
      const group = asObject(member);
      if (group === null) throw new Error(`${name}: group[${place}] must be an object.`);
      readGroup(group, `${name}: group[${place}]`, codes);
    }
  }
  if (codes.size === 0) return NO_SITE_CODES;
  return { standardOf: (system, code) => codes.get(key(system ?? '', code)) ?? NOTHING, size: codes.size };
}

function readGroup(group: Element, at: string, codes: Map<string, StandardCode[]>): void {
  const source = stringAt(group, 'source');
  const target = stringAt(group, 'target');
  if (source === null) throw new Error(`${at}.source must be the URI of the local code system.`);
  if (target === null) throw new Error(`${at}.target must be the URI of the standard code system.`);
  if (!Array.isArray(group['element'])) throw new Error(`${at}.element must be a list.`);
  for (const [index, member] of group['element'].entries()) {
    const local = stringAt(member, 'code');
    if (local === null) throw new Error(`${at}.element[${index}].code must be the local code.`);
    for (const [which, entry] of objectsAt(member, 'target').entries()) {
      const where = `${at}.element[${index}].target[${which}]`;
      const equivalence = entry['equivalence'] ?? 'equivalent';
      if (typeof equivalence !== 'string' || (!SAME_OR_WIDER.has(equivalence) && !NO_MATCH.has(equivalence))) {
        throw new Error(`${where}.equivalence must be one of ${[...SAME_OR_WIDER, ...NO_MATCH].join(', ')}.`);
      }
      if (NO_MATCH.has(equivalence)) continue;
      const code = stringAt(entry, 'code');
      if (code === null) throw new Error(`${where}.code must be the standard code; say "unmatched" where there is none.`);
      const known = codes.get(key(source, local));
      const standard = { system: canonicalSystem(target), code };
      if (known === undefined) codes.set(key(source, local), [standard]);
      else known.push(standard);
    }
  }
}

/** No FHIR resource is nested deeper; what is, is left as it came. */
const DEEPEST = 40;

/**
 * A resource whose local codings each stand beside the standard ones they mean, wherever it has any: what comes after reads standard codes only.
 * The resource itself where nothing is mapped.
 */
export function withStandardCodes<R>(resource: R, siteCodes: SiteCodes): R {
  return siteCodes.size === 0 ? resource : (translated(resource, siteCodes, 0) as R); // sound: an object stays the object it was, with codings added
}

function translated(value: unknown, siteCodes: SiteCodes, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) {
    let changed = false;
    const members = value.map((member) => {
      const next = translated(member, siteCodes, depth + 1);
      changed ||= next !== member;
      return next;
    });
    return changed ? members : value;
  }
  let copy: Element | null = null;
  for (const name in value) {
    const member = (value as Element)[name]; // sound: any object may be asked for a name
    const next = name === 'coding' ? withTargets(member, siteCodes) : translated(member, siteCodes, depth + 1);
    if (next !== member) copy = Object.assign(copy ?? { ...value }, { [name]: next });
  }
  return copy ?? value;
}

function withTargets(codings: unknown, siteCodes: SiteCodes): unknown {
  if (!Array.isArray(codings)) return codings;
  const targets: StandardCode[] = [];
  for (const coding of codings) {
    const code = stringAt(coding, 'code');
    if (code !== null) targets.push(...siteCodes.standardOf(stringAt(coding, 'system'), code));
  }
  return targets.length === 0 ? codings : [...codings, ...targets];
}

/** A space cannot stand in a URI, so no two pairs share a key. */
const key = (system: string, code: string): string => `${canonicalSystem(system)} ${code}`;
