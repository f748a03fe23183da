/** What if a value were another: a copy of the record with that one result replaced in place, the rest as it is. */
import type { ApplicableAssessment, Bundle, Resource } from '../service';

const FACTS = 'https://gnen-cds.org/fhir/CodeSystem/facts';
const SNOMED = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';

export type WhatIfFact = 'ki67' | 'mitoses' | 'differentiation' | 'size' | 'lesions' | 'invasion' | 'nodes.eus' | 'nodes.imaging' | 'metastasis' | 'gastrin' | 'background.atrophic-gastritis' | 'background.gastrinoma' | 'markers.sstr-imaging' | 'course';
export type Changes = Partial<Record<WhatIfFact, string>>;

/** What the changed resource says; members of FHIR. */
type Said = Record<string, unknown>;
interface Editable {
  /** Null where the text is no value of the fact. */
  say: (text: string) => Said | null;
  options?: readonly string[];
  /** Facts that contradict this one once it is changed: their results leave the copy with it. */
  with?: readonly string[];
}

const number = (text: string): number | null => (text.trim() === '' || !Number.isFinite(Number(text)) ? null : Number(text));
const observed = (system: string, code: string, value: Said): Said => ({ resourceType: 'Observation', code: { coding: [{ system, code }] }, ...value });
const quantity = (system: string, code: string, unit: string, ucum: string) => (text: string): Said | null => {
  const value = number(text);
  return value === null ? null : observed(system, code, { valueQuantity: { value, unit, system: UCUM, code: ucum } });
};
const coded = (code: string) => (text: string): Said => observed(FACTS, code, { valueCodeableConcept: { coding: [{ system: FACTS, code: text }], text } });
const status = (name: string, code: string): Said => ({ coding: [{ system: `http://terminology.hl7.org/CodeSystem/${name}`, code }] });
/** A refuted Condition is the record of absence. */
const condition = (code: string) => (text: string): Said =>
  ({ resourceType: 'Condition', code: { coding: [{ system: SNOMED, code }] }, ...(text === 'present' ? { clinicalStatus: status('condition-clinical', 'active'), verificationStatus: status('condition-ver-status', 'confirmed') } : { verificationStatus: status('condition-ver-status', 'refuted') }) });

export const EDITABLE: Record<WhatIfFact, Editable> = {
  ki67: { say: quantity(LOINC, '29593-1', '%', '%') },
  mitoses: { say: quantity(SNOMED, '406094009', '/2 mm2', '/(2.mm2)') },
  differentiation: { say: coded('differentiation'), options: ['well', 'poor'] },
  size: { say: quantity(LOINC, '33728-7', 'mm', 'mm') },
  lesions: { say: coded('lesion-count'), options: ['solitary', 'multiple'] },
  invasion: { say: coded('depth-of-invasion'), options: ['mucosa', 'submucosa', 'muscularis-propria', 'subserosa', 'serosa', 'adjacent-structures'] },
  'nodes.eus': { say: coded('eus-nodes'), options: ['negative', 'positive'] },
  'nodes.imaging': { say: coded('imaging-nodes'), options: ['negative', 'positive'] },
  metastasis: { say: (text) => observed(SNOMED, '399387003', { valueCodeableConcept: { text: `c${text}` } }), options: ['M0', 'M1'], with: ['metastasis.sites', 'metastasis.extent', 'metastasis.liver-pattern'] },
  gastrin: { say: (text) => observed(LOINC, '2333-3', { valueString: text, interpretation: [status('v3-ObservationInterpretation', text === 'elevated' ? 'H' : 'N')] }), options: ['normal', 'elevated'] },
  'background.atrophic-gastritis': { say: coded('atrophic-gastritis'), options: ['present', 'absent'] },
  'background.gastrinoma': { say: condition('302824004'), options: ['present', 'absent'] },
  'markers.sstr-imaging': { say: coded('sstr-imaging'), options: ['positive', 'negative'] },
  course: { say: coded('tumour-course'), options: ['slow', 'stable', 'progressive'] },
};

/** Beside a second primary a result counts only when it says which tumour it is of. */
const OF_TUMOUR: ReadonlySet<WhatIfFact> = new Set<WhatIfFact>(['ki67', 'mitoses', 'differentiation', 'size', 'lesions', 'invasion']);

/** What of a result is its value; the rest (specimen, report, focus, date) says what it is a result of, and stays. */
const VALUE = /^(value|dataAbsentReason|component|interpretation|referenceRange|hasMember|code|modifierExtension)/;
const reference = ({ resourceType, id }: Resource): string => `${resourceType}/${id ?? ''}`;

/**
 * The Bundle with each change made. The newest result that fed the fact keeps its specimen and date and gets the new value; older ones and
 * other sources of the fact are taken out, so that the copy holds one answer. With no result so far one is added, dated `asOf`.
 * A source that says other things too (the Condition of the tumour, a panel) stays with the changed result beside it.
 */
export function changedBundle(bundle: Bundle, assessment: ApplicableAssessment, patient: string, changes: Changes): Bundle {
  let entries = bundle.entry ?? [];
  for (const [fact, text] of Object.entries(changes) as [WhatIfFact, string][]) { // sound: Changes has these keys and no undefined member
    const editable = EDITABLE[fact];
    const said = text === 'unknown' ? null : editable.say(text);
    if (text !== 'unknown' && said === null) continue;
    const about = [fact, ...(editable.with ?? [])];
    const lines = assessment.evidence.filter((line) => about.includes(line.fact)).sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
    const saysMore = (resource: string): boolean => assessment.evidence.some((line) => line.resource === resource && !about.includes(line.fact));
    const sources = new Set(lines.map((line) => line.resource).filter((resource) => !saysMore(resource)));
    const newest = said?.['resourceType'] === 'Observation' ? lines.map((line) => entries.find(({ resource }) => reference(resource) === line.resource)?.resource).find((resource) => resource?.resourceType === 'Observation' && sources.has(reference(resource))) : undefined;
    const tumour = OF_TUMOUR.has(fact) ? assessment.evidence.find((line) => line.fact === 'neoplasm' && line.resource.startsWith('Condition/'))?.resource : undefined;
    const base = newest === undefined
      ? { ...(tumour === undefined ? {} : { focus: [{ reference: tumour }] }), id: `what-if-${fact.replace(/[^a-z0-9]/g, '-')}`, status: 'final', subject: { reference: `Patient/${patient}` }, effectiveDateTime: lines[0]?.date ?? assessment.asOf }
      : Object.fromEntries(Object.entries(newest).filter(([name]) => !VALUE.test(name)));
    const { status: _status, effectiveDateTime: day, ...condition } = base as Record<string, unknown>;
    const made: Record<string, unknown> | null = said === null ? null : said['resourceType'] === 'Condition' ? { ...condition, recordedDate: day, ...said } : { ...base, status: 'final', ...said };
    entries = [...entries.filter(({ resource }) => !sources.has(reference(resource))), ...(made === null ? [] : [{ resource: made as Resource }])]; // sound: every `say` names its resourceType
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
