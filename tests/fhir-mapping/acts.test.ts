/** What a Procedure is to this tumour, by every code of the shipped lists and by its words. */
import { CODES, SYSTEMS } from '../../src/fhir-mapping/terminology/code-lists';
import { gnet, mapped, patient, SUBJECT } from './records-of';

const procedure = (code: unknown, more: object = {}) => ({ resourceType: 'Procedure', id: 'x', status: 'completed', subject: SUBJECT, performedDateTime: '2026-04-20', code, ...more });
const factsOf = (code: unknown, more: object = {}): string[] => mapped([patient, gnet, procedure(code, more)]).evidence.filter(({ resource }) => resource === 'Procedure/x').map(({ fact }) => fact);
const codesOf = (name: keyof typeof CODES) => Object.entries(CODES[name]).flatMap(([system, codes]) => codes.split(' ').map((code: string) => ({ system: SYSTEMS[Number(system)], code })));

const CODED: readonly [keyof typeof CODES, string[]][] = [
  ['gastrectomy', ['treatment.surgery']], ['gastrectomy-total', ['treatment.surgery']], ['gastrectomy-partial', ['treatment.surgery']], ['gastrectomy-completion', ['treatment.surgery']], ['esophagogastrectomy', ['treatment.surgery']],
  ['local-excision', ['treatment.surgery']], ['lymphadenectomy', ['treatment.surgery']], ['endoscopic-resection', ['treatment.endoscopic-resection']], ['endoscopic-removal', ['treatment.endoscopic-resection']], ['endoscopic-resection-site-not-stated', ['treatment.endoscopic-resection']],
  ['gastroscopy', ['dates.last-gastroscopy']], ['gastric-biopsy', ['dates.last-gastroscopy']], ['gastroscopy-with-biopsy', ['dates.last-gastroscopy']], ['eus', ['eusDone']], ['ct', ['dates.last-imaging']], ['mri', ['dates.last-imaging']], ['sstr-tracer', ['markers.sstr-imaging']], ['drug-prrt', ['treatment']],
  ['gastroscopy-referral', []], ['pet', []], ['ultrasound', []], ['trap-bariatric', []], ['trap-endoscopy-conflicting', []], ['trap-psma-tracer', []], ['trap-psma-therapy', []],
];

test.each(CODED.flatMap(([name, facts]) => codesOf(name).map((coding) => [name, coding.code, facts, coding] as const)))('%s %s is %j', (_name, _code, facts, coding) => {
  expect([...new Set(factsOf({ coding: [coding] }))]).toEqual(facts);
});

test.each([
  ['Endoscopic mucosal resection of gastric polyp', ['treatment.endoscopic-resection']], ['Esophagogastroduodenoscopy with endoscopic mucosal resection', ['treatment.endoscopic-resection']], ['内镜黏膜下剥离术（ESD）', ['treatment.endoscopic-resection']],
  ['Endoscopic mucosal resection of colon polyp', []], ['Colonoscopy with EMR', []], ['内镜下结肠息肉切除术', []], ['肠镜下黏膜切除术', []],
  ['Wedge resection of the stomach', ['treatment.surgery']], ['Wedge resection of lung', []],
  ['D2 lymphadenectomy', ['treatment.surgery']], ['Breast conserving surgery with axillary lymph node dissection', []], ['Distal gastrectomy with lymphadenectomy, pancreas preserved', ['treatment.surgery']],
])('"%s" is %j', (text, facts) => {
  expect([...new Set(factsOf({ text }))]).toEqual(facts);
});

test.each(['not-done', 'preparation', 'in-progress', 'on-hold', 'stopped', 'unknown', 'entered-in-error', 'finished', undefined])('with the status %s it is no resection', (status) => {
  expect(factsOf({ coding: [codesOf('gastrectomy-total')[0]] }, { status })).toEqual([]);
});

test.each([['an endoscopic ultrasound', '100878-8', 'eusDone'], ['a gastroscopy', '28015-6', 'dates.last-gastroscopy']])('the report of %s is evidence of it, as a report and as a result', (_title, code, fact) => {
  const about = { status: 'final', subject: SUBJECT, effectiveDateTime: '2026-04-20', code: { coding: [{ system: 'http://loinc.org', code }] } };
  for (const resource of [{ resourceType: 'DiagnosticReport', id: 'r', ...about }, { resourceType: 'Observation', id: 'r', ...about, valueString: 'as described' }]) {
    expect(mapped([patient, gnet, resource]).evidence.filter((line) => line.resource.endsWith('/r'))).toEqual([expect.objectContaining({ fact, date: '2026-04-20' })]);
  }
});
