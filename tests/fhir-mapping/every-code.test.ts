/** Every code of every shipped list, in the shape its kind comes in: read as the fact it stands for, or as nothing. (Drugs, acts and morphologies have tables of their own.) */
import { CODES, SYSTEMS } from '../../src/fhir-mapping/terminology/code-lists';
import { gnet, mapped, observation, patient, percent } from './records-of';

type Name = keyof typeof CODES;
const codesOf = (name: Name) => Object.entries(CODES[name]).flatMap(([system, codes]) => codes.split(' ').map((code: string) => ({ system: SYSTEMS[Number(system)], code })));
const rows = <R extends readonly [Name, ...unknown[]]>(table: readonly R[]) => table.flatMap((row) => codesOf(row[0]).map((coding) => [row[0], coding.code, coding, row] as const));
const linesOf = (...resources: unknown[]) => mapped([patient, gnet, ...resources]).evidence.filter(({ resource }) => resource.endsWith('/x'));
const factsOf = (...resources: unknown[]): string[] => [...new Set(linesOf(...resources).map(({ fact }) => fact))];
const rejectedOf = (...resources: unknown[]): string[] => mapped([patient, gnet, ...resources]).rejected.map(({ why }) => why);

const amount = (value: number, unit: string) => ({ valueQuantity: { value, unit }, referenceRange: [{ low: { value: 1, unit }, high: { value: 10, unit } }] });
const words = (valueString: string) => ({ valueString });
const concept = (text: string) => ({ valueCodeableConcept: { text } });

const RESULTS: readonly (readonly [Name, object, string])[] = [
  ['ki67', percent(5), 'ki67'], ['mitoses', amount(3, '/10HPF'), 'mitoses'], ['gastrin', amount(500, 'pg/mL'), 'gastrin'],
  ['cga-serum', amount(50, 'ug/L'), 'labs.cga'], ['nse', amount(50, 'ug/L'), 'labs.nse'], ['vitamin-b12', amount(50, 'pg/mL'), 'labs.vitamin-b12'], ['ferritin', amount(50, 'ug/L'), 'labs.ferritin'], ['iron', amount(5, 'umol/L'), 'labs.iron'], ['tsh', amount(5, 'mU/L'), 'labs.tsh'], ['haemoglobin', amount(120, 'g/L'), 'labs.haemoglobin'],
  ['tumour-size-max', amount(12, 'mm'), 'size'], ['tumour-size-panel', amount(12, 'mm'), 'size'], ['multifocality', concept('Yes'), 'lesions'],
  ['t-category', concept('pT2'), 'invasion'], ['n-category', concept('pN1'), 'nodes'], ['m-category', concept('cM0'), 'metastasis'], ['stage-group', concept('Stage IIA'), 'recordedStage'],
  ['nodes-positive', { valueInteger: 2 }, 'nodes.positive'], ['nodes-examined', { valueInteger: 16 }, 'nodes.examined'],
  ['lvi', concept('Present'), 'lymphovascularInvasion'], ['lymphatic-invasion', concept('Absent'), 'lymphovascularInvasion'], ['venous-invasion', words('阴性'), 'lymphovascularInvasion'],
  ['h-pylori-active', concept('Positive'), 'background.h-pylori'], ['h-pylori-detected', {}, 'background.h-pylori'], ['histologic-grade', concept('G2'), 'recordedGrade'],
  ['p53-ihc', concept('abnormal'), 'markers.p53'], ['mmr-ihc', concept('Negative'), 'markers.mmr-msi'], ['msi', words('MSI-H'), 'markers.mmr-msi'], ['tmb', words('High'), 'markers.tmb'], ['tmb-interpretation', words('High'), 'markers.tmb'], ['mgmt', concept('Positive'), 'markers.mgmt'], ['sstr2-ihc', concept('Positive'), 'markers.sstr2'],
];
test.each(rows(RESULTS))('as a result, %s %s', (_name, _code, coding, [, value, fact]) => {
  expect(factsOf(observation('x', { coding: [coding] }, value as Record<string, unknown>))).toEqual([fact]);
});

const CONDITIONS: readonly (readonly [Name, string])[] = [
  ['atrophic-gastritis', 'background.atrophic-gastritis'], ['pernicious-anaemia', 'background.pernicious-anaemia'], ['zes', 'background.zes'], ['gastrin-excess', 'background.zes'], ['gastrinoma', 'background.gastrinoma'], ['gastrinoma-histology', 'background.gastrinoma'],
  ['men1', 'background.men1'], ['h-pylori-disorder', 'background.h-pylori'], ['h-pylori-detected', 'background.h-pylori'], ['autoimmune-thyroiditis', 'background.autoimmune-thyroid'], ['renal-failure', 'background.renal-failure'],
  ['carcinoid-syndrome', 'function'], ['carcinoid-crisis', 'function'], ['carcinoid-heart-disease', 'function'], ['iron-deficiency-anaemia', 'labs.iron'], ['vitamin-b12-deficiency', 'labs.vitamin-b12'],
  ['liver-metastasis', 'metastasis.sites'], ['peritoneal-metastasis', 'metastasis.sites'], ['lymph-node-metastasis', 'nodes'], ['metastasis-site-elsewhere', 'metastasis.sites'], ['metastatic-carcinoid', 'metastasis.sites'], ['net-metastasis', 'metastasis.sites'],
  ['net-metastasis-liver', 'metastasis.sites'], ['net-metastasis-bone', 'metastasis.sites'], ['net-metastasis-distant-nodes', 'metastasis.sites'], ['net-metastasis-peritoneum', 'metastasis.sites'], ['net-metastasis-other', 'metastasis.sites'],
  ['gnen', 'neoplasm'], ['gnec', 'neoplasm'], ['gnet', 'neoplasm'], ['acquired-absence-of-stomach', 'treatment.surgery'],
];
// N18 alone stands for its range: only N18.4 to N18.6 are renal failure.
test.each(rows(CONDITIONS).filter(([, code]) => code !== 'N18'))('as a Condition, %s %s', (_name, _code, coding, [, fact]) => {
  const condition = { ...gnet, id: 'x', code: { coding: [coding] } };
  expect(factsOf(condition)).toEqual([fact]);
  // Refuted, it is present nowhere: a background is then recorded absent, anything else is only rejected.
  const refuted = { ...condition, verificationStatus: { coding: [{ code: 'refuted' }] } };
  expect(rejectedOf(refuted)).toEqual(['refuted']);
  expect(linesOf(refuted).filter(({ value }) => !value.endsWith('(absent)'))).toEqual([]);
  expect(factsOf({ ...condition, verificationStatus: { coding: [{ code: 'entered-in-error' }] } })).toEqual([]);
});

const SAY_NOTHING: readonly Name[] = ['gastric-polyp', 'chronic-gastritis', 'gastritis', 'gastric-intestinal-metaplasia', 'gastric-cancer-unspecified', 'gastric-neoplasm-uncertain', 'men-unspecified', 'chronic-kidney-disease', 'trap-men2', 'trap-men3'];
test.each(rows(SAY_NOTHING.map((name) => [name] as const)))('%s %s as a Condition is no background, no NEN and no metastasis', (_name, _code, coding) => {
  expect(factsOf({ ...gnet, id: 'x', code: { coding: [coding] } })).toEqual([]);
  expect(mapped([patient, { ...gnet, code: { coding: [coding] } }]).picture.evidenceOfGastricNen).toBe(false);
});

const ELSEWHERE: readonly Name[] = ['other-primary-nen', 'net-site-not-stated', 'nec-site-not-stated', 'nen-other-site'];
test.each(rows(ELSEWHERE.map((name) => [name] as const)))('%s %s without the stomach is no gastric NEN', (_name, _code, coding) => {
  expect(mapped([patient, { ...gnet, code: { coding: [coding] } }]).picture.evidenceOfGastricNen).toBe(false);
});

const TRAPS = (Object.keys(CODES) as Name[]).filter((name) => name.startsWith('trap-'));
test.each(rows(TRAPS.map((name) => [name] as const)))('%s %s is read as nothing, whatever shape it comes in', (_name, _code, coding) => {
  const code = { coding: [coding] };
  for (const value of [percent(5), amount(500, 'pg/mL'), amount(3, '/10HPF'), amount(12, 'mm'), concept('Positive'), words('G2')]) {
    expect(factsOf(observation('x', code, value))).toEqual([]);
    expect(rejectedOf(observation('x', code, value))).toEqual(['other-analyte']);
  }
  expect(factsOf({ ...gnet, id: 'x', code })).toEqual([]);
});

test.each(rows([['stomach-topography'] as const]))('%s %s is the site of a neuroendocrine morphology', (_name, _code, coding) => {
  const nen = (bodySite: unknown) => mapped([patient, { ...gnet, code: { coding: [{ system: 'http://snomed.info/sct', code: '255046005' }] }, bodySite }]).picture.evidenceOfGastricNen;
  expect(nen([{ coding: [coding] }])).toBe(true);
  expect(nen(undefined)).toBe(false);
});
