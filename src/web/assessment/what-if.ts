/** What if a value were another: a copy of the record with that one result replaced in place, the rest as it is. */
import type { ApplicableAssessment, Bundle, Resource } from '../service';

const FACTS = 'https://gnen-cds.org/fhir/CodeSystem/facts';
const SNOMED = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';

export type WhatIfFact = 'ki67' | 'mitoses' | 'size' | 'invasion' | 'nodes.eus' | 'nodes.imaging' | 'differentiation' | 'gastrin' | 'background.atrophic-gastritis';
export type Changes = Partial<Record<WhatIfFact, string>>;

interface Editable { code: { system: string; code: string }; value: (text: string) => Record<string, unknown> | null; options?: readonly string[] }

const number = (text: string): number | null => (text.trim() === '' || !Number.isFinite(Number(text)) ? null : Number(text));
const quantity = (unit: string, code: string) => (text: string): Record<string, unknown> | null => {
  const value = number(text);
  return value === null ? null : { valueQuantity: { value, unit, system: UCUM, code } };
};
const coded = (text: string): Record<string, unknown> => ({ valueCodeableConcept: { coding: [{ system: FACTS, code: text }], text } });

export const EDITABLE: Record<WhatIfFact, Editable> = {
  ki67: { code: { system: LOINC, code: '29593-1' }, value: quantity('%', '%') },
  mitoses: { code: { system: SNOMED, code: '406094009' }, value: quantity('/2 mm2', '/(2.mm2)') },
  size: { code: { system: LOINC, code: '33728-7' }, value: quantity('mm', 'mm') },
  invasion: { code: { system: FACTS, code: 'depth-of-invasion' }, value: coded, options: ['mucosa', 'submucosa', 'muscularis-propria', 'subserosa', 'serosa', 'adjacent-structures'] },
  'nodes.eus': { code: { system: FACTS, code: 'eus-nodes' }, value: coded, options: ['negative', 'positive'] },
  'nodes.imaging': { code: { system: FACTS, code: 'imaging-nodes' }, value: coded, options: ['negative', 'positive'] },
  differentiation: { code: { system: FACTS, code: 'differentiation' }, value: coded, options: ['well', 'poor'] },
  gastrin: { code: { system: LOINC, code: '2333-3' }, value: (text) => ({ valueString: text, interpretation: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: text === 'elevated' ? 'H' : 'N' }] }] }), options: ['normal', 'elevated'] },
  'background.atrophic-gastritis': { code: { system: FACTS, code: 'atrophic-gastritis' }, value: coded, options: ['present', 'absent'] },
};

const VALUE = /^(value|dataAbsentReason|component|interpretation|referenceRange|hasMember)/;

/**
 * The Bundle with each change made. The newest result that fed the fact keeps its specimen and date and gets the new value; older ones and
 * other sources of the fact are taken out, so that the copy holds one answer. With no result so far one is added, dated `asOf`.
 */
export function changedBundle(bundle: Bundle, assessment: ApplicableAssessment, patient: string, changes: Changes): Bundle {
  let entries = bundle.entry ?? [];
  for (const [fact, text] of Object.entries(changes) as [WhatIfFact, string][]) {
    const editable = EDITABLE[fact];
    const value = text === 'unknown' ? null : editable.value(text);
    if (text !== 'unknown' && value === null) continue;
    const lines = assessment.evidence.filter((line) => line.fact === fact).sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
    const sources = new Set(lines.map((line) => line.resource));
    const reference = (resource: Resource): string => `${resource.resourceType}/${resource.id ?? ''}`;
    const newest = lines.map((line) => entries.find(({ resource }) => reference(resource) === line.resource)?.resource).find((resource) => resource?.resourceType === 'Observation');
    const date = lines[0]?.date ?? assessment.asOf;
    const base: Resource = newest === undefined
      ? { resourceType: 'Observation', id: `what-if-${fact.replace(/[^a-z0-9]/g, '-')}`, status: 'final', subject: { reference: `Patient/${patient}` }, effectiveDateTime: date }
      : Object.fromEntries(Object.entries(newest).filter(([name]) => !VALUE.test(name))) as Resource;
    entries = entries.filter(({ resource }) => !sources.has(reference(resource)));
    if (value !== null) entries = [...entries, { resource: { ...base, code: { coding: [editable.code] }, ...value } }];
  }
  return { ...bundle, entry: entries };
}

/** Every rule id an assessment names, wherever. */
export function rulesIn(assessment: ApplicableAssessment): Set<string> {
  return new Set([
    ...assessment.rules, ...assessment.neoplasm.rules, ...assessment.grade.rules, ...assessment.type.rules, ...assessment.stage.rules, ...assessment.surveillance.rules,
    ...(assessment.differential?.clues.map((clue) => clue.rule) ?? []), ...assessment.recommendations.map((each) => each.rule), ...assessment.conflicts.map((each) => each.rule), ...assessment.notices.map((each) => each.rule),
  ]);
}
