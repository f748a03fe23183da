/** Requests broken on purpose: a mutator that knows JSON trees, FHIR's ways to vary, and bytes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ROOT } from '../operations/built-service';

export interface Seed { name: string; path: string; body: unknown }
/** One change: where (counted over the nodes of the tree as it is then), what kind, and with which ingredient. */
export interface Change { at: number; kind: number; with: number }
export interface Mutant { seed: number; changes: Change[]; bytes: { at: number; kind: number } | null }

const SERVICE_OF: Record<string, string> = {
  'patient-view': 'gnen-patient-view', 'order-select': 'gnen-order-select', 'order-sign': 'gnen-order-sign', 'problem-list-item-create': 'gnen-problem-list-item-create', 'appointment-book': 'gnen-appointment-book', 'encounter-discharge': 'gnen-encounter-discharge',
  // The hook that order-select took over from; a client that still sends it is answered 400.
  'medication-prescribe': 'gnen-order-select',
};
const at = (...path: string[]): string => join(ROOT, 'fixtures', ...path);
const json = (...path: string[]): unknown => JSON.parse(readFileSync(at(...path), 'utf8'));
const filesIn = (folder: string): string[] => readdirSync(at(folder)).filter((name) => name.endsWith('.json')).sort();
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Requests recorded from public repositories, each at the service of its hook. */
export const realRequests = (): Seed[] => filesIn('real-requests').map((name) => {
  const body = json('real-requests', name);
  const hook = isObject(body) && typeof body['hook'] === 'string' ? body['hook'] : '';
  return { name, path: `/cds-services/${SERVICE_OF[hook] ?? 'gnen-patient-view'}`, body };
});

/** Resources recorded from public repositories, each alone in a Bundle. */
export const realResources = (): Seed[] => filesIn('real-fhir').map((name) => {
  const resource = json('real-fhir', name);
  const bundle = isObject(resource) && resource['resourceType'] === 'Bundle' ? resource : { resourceType: 'Bundle', type: 'collection', entry: [{ resource }] };
  return { name, path: '/assess', body: bundle };
});

const ownRequests = (): Seed[] => [
  ...filesIn('requests').map((name) => { const { service, body } = json('requests', name) as { service: string; body: unknown }; return { name, path: `/cds-services/${service}`, body }; }),
  ...readdirSync(at('orders')).sort().map((name) => { const { service } = json('orders', name, 'expect.json') as { service: string }; return { name, path: `/cds-services/${service}`, body: json('orders', name, 'request.json') }; }),
  ...readdirSync(at('stories')).sort().map((name) => ({ name, path: '/assess', body: json('stories', name, 'bundle.json') })),
  { name: 'feedback', path: '/cds-services/gnen-patient-view/feedback', body: { feedback: [{ card: 'c', outcome: 'overridden', outcomeTimestamp: '2026-11-20T10:00:00Z', overrideReason: { reason: { code: 'a', system: 'https://a.example', display: 'x' }, userComment: 'y' } }, { card: 'd', outcome: 'accepted', acceptedSuggestions: [{ id: 's' }] }] } },
];

export const seeds = (): Seed[] => [...ownRequests(), ...realRequests(), ...realResources()];

/** What hostile, broken and merely surprising senders put where something else is expected. */
const INGREDIENTS: readonly unknown[] = [
  null, true, false, 0, -1, 1e308, -0.0001, 55, '', ' ', '55', '约5%', '3-5 %', '<1 %', '>= 20%', '个/10HPF', 'Ki-67', '\u0000', '\ud800', '<script>alert(1)</script>', '[x](javascript:alert(1))', '*_`#|~', '../../etc/passwd', 'Patient/other', '#x', 'urn:uuid:0', 'http://[::1', '${jndi:x}', "' or 1=1 --",
  '2026-13-45', '0000-00-00', '9999-12-31', '2026', '2026-02-30T25:61:61+99:99', 'entered-in-error', 'cancelled', 'refuted', 'unknown', 'Bundle', 'Observation', 'OperationOutcome', 'x'.repeat(20_000), [], {}, [null], [[]], [{}], { value: '55' }, { reference: 5 }, { coding: {} }, { coding: [null, 5, {}] }, { resourceType: 'Nothing' }, { resourceType: 'Bundle', entry: {} },
  { comparator: '<', value: 5, unit: '%', code: '%', system: 'http://unitsofmeasure.org' }, { low: { value: 9 }, high: { value: 1 } }, { start: '2026-05-01', end: '2020-01-01' }, { url: 'http://a.example/x', valueBoolean: true }, JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":null}}'), JSON.parse(`${'['.repeat(50)}${']'.repeat(50)}`),
];
const NAMES: readonly string[] = ['__proto__', 'constructor', 'toString', 'modifierExtension', 'extension', 'value', 'valueQuantity', 'valueString', 'valueCodeableConcept', 'component', 'hasMember', 'status', 'code', 'coding', 'subject', 'effectiveDateTime', 'dataAbsentReason', 'link', 'entry', 'resource', 'resourceType', 'id', 'contained', 'stage', 'bodySite', 'interpretation', 'referenceRange', 'issue', 'fhirServer', 'prefetch'];

interface Place { holder: Record<string, unknown> | unknown[]; key: string | number }
function placesOf(root: unknown): Place[] {
  const places: Place[] = [];
  const waiting: unknown[] = [root];
  for (let next = waiting.pop(); next !== undefined && places.length < 50_000; next = waiting.pop()) {
    if (Array.isArray(next)) next.forEach((each, key) => { places.push({ holder: next as unknown[], key }); waiting.push(each ?? 0); });
    else if (isObject(next)) for (const key of Object.keys(next)) { places.push({ holder: next, key }); waiting.push(next[key] ?? 0); }
  }
  return places;
}
const get = ({ holder, key }: Place): unknown => (holder as Record<string | number, unknown>)[key];
// defineProperty, so that a member called __proto__ is a member.
const set = ({ holder, key }: Place, value: unknown): void => { Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true }); };
const ingredient = (nth: number): unknown => structuredClone(INGREDIENTS[nth % INGREDIENTS.length]);

/** Each takes a place of the tree and a number that chooses the rest. */
const KINDS: readonly ((place: Place, nth: number, all: readonly Place[]) => void)[] = [
  (place, nth) => set(place, ingredient(nth)),
  (place) => { if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1); else delete place.holder[place.key]; },
  (place) => { if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 0, structuredClone(get(place))); else set(place, [get(place)]); },
  (place, nth, all) => { const other = all[nth % all.length]; if (other !== undefined) { const kept = structuredClone(get(place)); set(place, structuredClone(get(other))); set(other, kept); } },
  (place, nth) => { const value = get(place); if (isObject(value)) set({ holder: value, key: NAMES[nth % NAMES.length] ?? 'x' }, ingredient(nth + 7)); else set(place, { [NAMES[nth % NAMES.length] ?? 'x']: value }); },
  (place, nth) => { const value = get(place); if (typeof value === 'string') set(place, [`${value}%00`, value.toUpperCase(), `${value} `, value.split('').reverse().join(''), value.slice(1), `Patient/${value}`, `${value}${value}`][nth % 7]); else if (typeof value === 'number') set(place, [value * 1000, -value, value / 3, String(value), [value], value + 0.05, 1e-9][nth % 7]); else set(place, ingredient(nth)); },
  (place, nth) => { const value = get(place); if (Array.isArray(value)) set(place, [[...value].reverse(), [...value, ...structuredClone(value)], [], value[0], [...value, null], Object.fromEntries(value.map((each, index) => [index, each]))][nth % 6]); else set(place, ingredient(nth)); },
];

/** The bytes to send. */
export function mutated(mutant: Mutant, among: readonly Seed[]): { seed: Seed; bytes: Buffer } {
  const seed = among[mutant.seed % among.length] as Seed; // sound: the remainder is below the length
  const root = { body: structuredClone(seed.body) };
  for (const change of mutant.changes) {
    const places = placesOf(root);
    const place = places[change.at % places.length];
    if (place !== undefined) KINDS[change.kind % KINDS.length]?.(place, change.with, places);
  }
  let bytes = Buffer.from(JSON.stringify(root.body) ?? '', 'utf8');
  if (mutant.bytes !== null && bytes.length > 0) {
    const place = mutant.bytes.at % bytes.length;
    const by = [() => bytes.subarray(0, place), () => Buffer.concat([bytes.subarray(0, place), Buffer.from([0xff]), bytes.subarray(place)]), () => Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1)]), () => Buffer.concat([bytes, bytes]), () => Buffer.from(bytes.toString('utf8').replace(/"value":\s*[\d.]+/, '"value":1e999'), 'utf8'), () => Buffer.from(bytes.toString('utf8').replace('{', '{"hook":5,"resourceType":[],'), 'utf8')][mutant.bytes.kind % 6];
    if (by !== undefined) bytes = by();
  }
  return { seed, bytes };
}

/** Mostly one to four changes of the tree, now and then a broken byte. */
export const mutants = (count: number): fc.Arbitrary<Mutant> => fc.record({
  seed: fc.nat(count - 1),
  changes: fc.array(fc.record({ at: fc.nat(1_000_000), kind: fc.nat(KINDS.length - 1), with: fc.nat(INGREDIENTS.length * NAMES.length) }), { minLength: 1, maxLength: 4 }),
  bytes: fc.option(fc.record({ at: fc.nat(1_000_000), kind: fc.nat(5) }), { freq: 12 }),
});
