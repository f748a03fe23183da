/** The few FHIR searches that prefetch templates and browser sandboxes use, over resources held in memory. */

export interface Resource { readonly resourceType: string; readonly id: string; readonly [member: string]: unknown }

/** A search that this server does not know is refused, never answered with everything. */
export class UnknownSearch extends Error {}

const DATES = ['effectiveDateTime', 'effectiveInstant', 'performedDateTime', 'authoredOn', 'onsetDateTime', 'recordedDate', 'issued', 'occurrenceDateTime', 'birthDate'];
const PERIODS = ['effectivePeriod', 'performedPeriod', 'occurrencePeriod', 'onsetPeriod', 'period'];
const SORT_NAMES = ['date', 'authoredon', 'authored', 'effective', 'issued', 'onset-date', 'recorded-date', '_lastUpdated', '_id', 'birthdate', 'name', 'family', 'given', 'code', 'status', 'category'];
/** Controls that change nothing that is found. */
const CONTROLS = ['_count', '_sort', '_format', '_pretty', '_summary', '_total', '_offset', '_elements', '_include', '_revinclude', '_maxresults'];

type Loose = Record<string, unknown>;
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);

/** The day or instant a resource is about, as text; empty when it says none. */
export function dateOf(resource: Resource): string {
  for (const name of DATES) { const value = resource[name]; if (typeof value === 'string') return value; }
  for (const name of PERIODS) { const value = resource[name]; if (isObject(value) && typeof value['start'] === 'string') return value['start']; }
  return '';
}

interface Token { system: string | null; code: string }

function tokensOf(value: unknown): Token[] {
  return list(value).flatMap((each) => {
    if (typeof each === 'string') return [{ system: null, code: each }];
    if (!isObject(each)) return [];
    const codings = Array.isArray(each['coding']) ? each['coding'] : [each];
    return (codings as unknown[]).filter(isObject).flatMap((coding) => {
      const code = coding['code'] ?? coding['value'];
      return typeof code === 'string' ? [{ system: typeof coding['system'] === 'string' ? coding['system'] : null, code }] : [];
    });
  });
}

function tokenMatches(tokens: Token[], wanted: string): boolean {
  const bar = wanted.indexOf('|');
  if (bar < 0) return tokens.some((token) => token.code === wanted);
  const system = wanted.slice(0, bar);
  const code = wanted.slice(bar + 1);
  return tokens.some((token) => (code === '' || token.code === code) && (token.system ?? '') === system);
}

function referenceMatches(value: unknown, wanted: string, type: string | null): boolean {
  if (!isObject(value) || typeof value['reference'] !== 'string') return false;
  const parts = value['reference'].split('/');
  const id = parts.at(-1);
  const asked = wanted.split('/').slice(-2);
  const askedType = asked.length === 2 ? asked[0] : type;
  return id === asked.at(-1) && (askedType === null || askedType === undefined || parts.at(-2) === askedType);
}

function dateMatches(date: string, wanted: string): boolean {
  const [, prefix = 'eq', day = ''] = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?(\d{4}(?:-\d{2})?(?:-\d{2})?).*$/.exec(wanted) ?? [];
  if (date === '' || day === '') return false;
  const there = date.slice(0, day.length);
  if (prefix === 'eq' || prefix === 'ap') return there === day;
  if (prefix === 'ne') return there !== day;
  if (prefix === 'ge') return there >= day;
  if (prefix === 'le') return there <= day;
  return prefix === 'gt' || prefix === 'sa' ? there > day : there < day;
}

function nameMatches(resource: Resource, wanted: string): boolean {
  const text = list(resource['name']).filter(isObject).flatMap((name) => [name['text'], name['family'], ...list(name['given'])]).filter((part) => typeof part === 'string');
  return text.some((part) => part.toLowerCase().includes(wanted.toLowerCase()));
}

/** One value of one parameter against one resource. */
function matches(resource: Resource, name: string, value: string): boolean {
  switch (name) {
    case '_id': return resource.id === value;
    case 'patient':
      return resource.resourceType !== 'Patient' && (referenceMatches(resource['subject'], value, 'Patient') || referenceMatches(resource['patient'], value, 'Patient'));
    case 'subject': return referenceMatches(resource['subject'], value, null);
    case 'encounter': return referenceMatches(resource['encounter'], value, 'Encounter');
    case 'code': return tokenMatches([...tokensOf(resource['code']), ...tokensOf(resource['medicationCodeableConcept'])], value);
    case 'category': return tokenMatches(tokensOf(resource['category']), value);
    case 'status': case 'intent': return tokenMatches(tokensOf(resource[name]), value);
    case 'clinical-status': return tokenMatches(tokensOf(resource['clinicalStatus']), value);
    case 'verification-status': return tokenMatches(tokensOf(resource['verificationStatus']), value);
    case 'identifier': return tokenMatches(tokensOf(resource['identifier']), value);
    case 'gender': return resource['gender'] === value;
    case 'date': case 'authoredon': case 'onset-date': case 'recorded-date': case 'issued': case 'effective': return dateMatches(dateOf(resource), value);
    case 'birthdate': return dateMatches(typeof resource['birthDate'] === 'string' ? resource['birthDate'] : '', value);
    case 'name': case 'family': case 'given': return nameMatches(resource, value);
    default: throw new UnknownSearch(name);
  }
}

/**
 * Every resource of the type that meets all parameters (commas mean "or"), sorted as asked.
 * @throws UnknownSearch for a parameter, modifier or sort that is not supported
 */
export function found(resources: readonly Resource[], type: string, parameters: readonly (readonly [string, string])[]): Resource[] {
  const asked = parameters.filter(([name]) => !CONTROLS.includes(name));
  const hits = resources.filter((resource) => resource.resourceType === type).filter((resource) => asked.every(([name, value]) => value === '' || value.split(',').some((each) => matches(resource, name, each))));
  const sorts = parameters.filter(([name]) => name === '_sort').flatMap(([, value]) => value.split(',')).filter((each) => each !== '');
  if (sorts.length === 0) return hits;
  for (const sort of sorts) if (!SORT_NAMES.includes(sort.replace(/^-/, ''))) throw new UnknownSearch(`_sort=${sort}`);
  const key = (resource: Resource, name: string): string => (name === '_id' ? resource.id : dateOf(resource));
  return [...hits].sort((a, b) => {
    for (const sort of sorts) {
      const name = sort.replace(/^-/, '');
      const [left, right] = [key(a, name), key(b, name)];
      if (left !== right) return (left < right ? -1 : 1) * (sort.startsWith('-') ? -1 : 1);
    }
    return a.id < b.id ? -1 : 1;
  });
}
