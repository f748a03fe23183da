/** The shapes in which real systems send results, each by its number in the table of terminology.md section 6. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fact, gnet, ki67, loinc, mapped, mitoses, observation, patient, percent, sct, SUBJECT } from './records-of';

const real = (start: string): Record<string, unknown> => {
  const file = { '01': '01-mcode-tumor-size-components', '10': '10-miionko-Observation-TNM-T-Observation-2', '09': '09-miionko-Observation-mii-exa-onko-grading-1', '14': '14-belab-observation-comparator', '15': '15-belab-observation-corrected', '16': '16-belab-observation-cancelled-with-value', '17': '17-belab-observation-registered-valueString', '18': '18-belab-observation-preliminary', '19': '19-belab-observation-ferritin', '20': '20-ctms-observation-two-values-er', '21': '21-ctms-observation-two-values-ratio', '12': '12-miilabor-Observation-mii-exa-labor-laborwert-data-absent-reason', '24': '24-bct-condition-primary-histology-ext-wrong-url', '25': '25-ctms-condition-metastasis-site-in-bodySite', '11': '11-miilabor-Observation-mii-exa-labor-laborwert-range' }[start];
  return { ...(JSON.parse(readFileSync(join(__dirname, `../../fixtures/real-fhir/${file}.json`), 'utf8')) as Record<string, unknown>), id: 'real', subject: SUBJECT };
};
/** A real resource told to be Ki-67. */
const asKi67 = (start: string, more: Record<string, unknown> = {}) => ({ ...real(start), code: loinc('29593-1'), ...more });
const KI67 = loinc('29593-1');
const quantity = (value: unknown, unit?: string, code?: string, comparator?: string) => ({ valueQuantity: { value, unit, code, comparator } });
const STOMACH = { bodySite: sct('69695003') };

/** What became of the results, as a reader would say it. */
function said(...resources: unknown[]): string {
  const { picture, rejected } = mapped([patient, gnet, ...resources]);
  const readings = picture.proliferation.flatMap((set) => [...set.ki67, ...set.mitoses]).map((reading) => {
    if (reading.kind === 'unreadable') return 'unreadable';
    const { low, high, lowOpen, highOpen, approximate } = reading.value;
    return `${approximate ? 'about ' : ''}${low === high ? low : `${lowOpen ? '(' : '['}${low}, ${high}${highOpen ? ')' : ']'}`}${reading.textMatch ? ' by text' : ''}${reading.unitUnverified === true ? ' unverified' : ''}`;
  });
  const notices = picture.notices.map((notice) => notice.code);
  return [...readings, ...rejected.map(({ why }) => `rejected ${why}`), ...notices].join('; ');
}

test.each([
  [1, 'a Quantity in %', [observation('k', KI67, percent(25))], '25'],
  [2, 'the unit as a word', [observation('k', KI67, quantity(3, 'percent'))], '3'],
  [3, 'the UCUM code /100 under the unit %', [observation('k', KI67, quantity(70, '%', '/100'))], '70'],
  [4, 'a breast-only code without the stomach', [observation('k', loinc('85330-9'), percent(15))], 'rejected other-analyte; breast-only-code'],
  [4, 'a breast-only code proven to be the stomach', [observation('k', loinc('85330-9'), percent(15), STOMACH)], '15; breast-only-code'],
  [5, 'a comparator without a unit text', [observation('k', KI67, quantity(3, undefined, '%', '<'))], '[0, 3)'],
  [5, 'a comparator as a real laboratory sends it', [asKi67('14', { effectiveDateTime: '2026-05-01', ...quantity(20, undefined, '%', '<') })], '[0, 20)'],
  [6, 'two values that say the same', [observation('k', KI67, { ...quantity(3, '%', '%', '>='), valueCodeableConcept: { text: '>=3%' } })], '[3, Infinity]'],
  [6, 'two values that differ', [observation('k', KI67, { ...quantity(3, '%', '%', '>='), valueCodeableConcept: { text: '>=10%' } })], 'unreadable; rejected unreadable'],
  [7, 'a Ratio with comparators', [asKi67('21', { status: 'final', effectiveDateTime: '2026-05-01' })], 'unreadable; rejected unreadable'],
  [7, 'an exact Ratio', [observation('k', KI67, { valueRatio: { numerator: { value: 15 }, denominator: { value: 500 } } })], '3'],
  [8, 'a Range', [observation('k', KI67, { valueRange: { low: { value: 2, unit: '%' }, high: { value: 5, unit: '%' } } })], '[2, 5]'],
  [9, 'a whole diagnosis as a string', [observation('k', loinc('22637-3'), { valueString: 'NET of the corpus, mitoses rare, Ki-67 18%' })], 'narrative-not-used'],
  [9, 'a sentence under the code of Ki-67', [observation('k', KI67, { valueString: 'Focally raised labelling, around 18 % in the hot spots seen on slide 2' })], 'unreadable; rejected unreadable; narrative-not-used'],
  [10, 'the conclusion of a report', [{ resourceType: 'DiagnosticReport', id: 'r', status: 'final', subject: SUBJECT, code: loinc('60568-3'), conclusion: 'Neuroendocrine tumour. Ki-67: 18 %.' }], 'narrative-not-used'],
  [11, 'about 30 % in Chinese', [observation('k', KI67, { valueString: 'Ki-67阳性指数约30%' })], 'about 30'],
  [11, 'about 40 %', [observation('k', KI67, { valueString: 'Ki-67约40%' })], 'about 40'],
  [11, 'less than 5 %', [observation('k', KI67, { valueString: 'Ki-67 labeling index: <5%' })], '[0, 5)'],
  [11, 'an interval', [observation('k', KI67, { valueString: '1%-30%' })], '[1, 30]'],
  [11, 'the sign before the number', [observation('k', KI67, { valueString: 'Ki67 %75' })], '75'],
  [11, 'full-width characters', [observation('k', KI67, { valueString: '＜３％' })], '[0, 3)'],
  [12, 'the bins of the breast', [observation('k', KI67, { valueCodeableConcept: { text: 'Intermediate' } })], 'unreadable; rejected unreadable'],
  [12, 'presence without a percentage', [observation('k', loinc('33055-5'), { valueCodeableConcept: { text: 'Positive' } })], ''],
  [13, 'a number in a component', [observation('k', loinc('60568-3'), {}, { component: [{ code: KI67, ...percent(7) }, { code: sct('406094009'), valueQuantity: { value: 1 } }] })], '7; 1'],
  [13, 'members of a panel that has no value', [observation('panel', loinc('55229-9'), {}, { hasMember: [{ reference: 'Observation/k' }] }), ki67('k', 7)], '7'],
  [14, 'the generic stain with its gene', [observation('k', sct('1234806008'), percent(12), { component: [{ code: loinc('48018-6'), valueCodeableConcept: { coding: [{ system: 'http://www.genenames.org/geneId', code: 'HGNC:0', display: 'MKI67' }] } }] })], '12'],
  [14, 'the generic stain named in words', [observation('k', { ...sct('1234806008'), text: 'Ki-67' }, percent(12))], '12 by text; text-match-to-confirm'],
  [16, 'a reason why there is no value', [asKi67('12', { effectiveDateTime: '2026-05-01' })], 'unreadable; rejected unreadable'],
  [17, 'corrected', [ki67('old', 25, { identifier: [{ value: '7' }] }), ki67('new', 2, { identifier: [{ value: '7' }], status: 'corrected' })], '2; rejected superseded'],
  [17, 'amended under the same request', [ki67('old', 25, { basedOn: [{ reference: 'ServiceRequest/r' }] }), ki67('new', 2, { basedOn: [{ reference: 'ServiceRequest/r' }], status: 'amended' })], '2; rejected superseded'],
  [18, 'cancelled with a value', [asKi67('16')], 'rejected cancelled'],
  [19, 'registered with a placeholder', [asKi67('17')], 'rejected not-final'],
  [20, 'preliminary with a value', [ki67('k', 7, { status: 'preliminary' })], 'rejected not-final; not-final-shown'],
  [21, 'a status that FHIR does not have', [ki67('k', 7, { status: 'completed' })], 'rejected not-final'],
  [23, 'the code of HER2 named Ki-67', [observation('k', loinc('85319-2', 'Ki-67'), percent(60))], 'rejected other-analyte; coded-as-other-analyte'],
  [24, 'mitoses with the denominator in the unit text', [observation('m', sct('406094009'), quantity(4, 'per 10 HPF', '{HPF}'))], '4'],
])('shape %i: %s', (_number, _title, resources, expected) => expect(said(...resources)).toBe(expected));

test('shape 1: a real panel of sizes gives the largest', () => {
  const panel = real('01');
  const { picture } = mapped([patient, gnet, { ...panel, focus: undefined, effectiveDateTime: '2026-05-01' }]);
  expect(picture.sizeMm).not.toBeNull();
});

test('shape 15: p53 "positive" is no mutation', () => {
  const p53 = (value: unknown) => mapped([patient, gnet, observation('p', { coding: [...loinc('14229-9').coding, ...sct('1234806008').coding] }, { valueCodeableConcept: value })]).picture.genes.p53;
  expect(p53({ coding: [{ system: 'http://loinc.org', code: 'LA6576-8', display: 'Positive' }] })).toBe('unknown');
  const { notices } = mapped([patient, gnet, observation('p', loinc('14229-9'), { valueCodeableConcept: { coding: [{ system: 'http://loinc.org', code: 'LA6576-8', display: 'Positive' }], text: 'kräftige nukleäre Überexpression' } })]).picture;
  expect(notices).toEqual([{ code: 'narrative-not-used', rule: 'DX-4', severity: 'info', facts: ['markers.p53'], about: { resource: 'Observation/p', quote: 'kräftige nukleäre Überexpression' } }]);
  expect(p53(fact('abnormal'))).toBe('altered');
  expect(p53(fact('wild-type'))).toBe('intact');
});

test.each([
  ['effective', { effectiveDateTime: '2026-01-01', issued: '2026-03-01T10:00:00Z' }, '2026-01-01'],
  ['the collection of the specimen', { effectiveDateTime: undefined, specimen: { reference: 'Specimen/s' }, issued: '2026-03-01T10:00:00Z' }, '2026-02-01'],
  ['the last event of a timing', { effectiveDateTime: undefined, effectiveTiming: { event: ['2026-01-05', '2026-01-07', 'soon', '2026-01-06'] }, issued: '2026-03-01T10:00:00Z' }, '2026-01-07'],
  ['the end of a timing', { effectiveDateTime: undefined, effectiveTiming: { repeat: { boundsPeriod: { start: '2026-01-05', end: '2026-01-08' } } }, issued: '2026-03-01T10:00:00Z' }, '2026-01-08'],
  ['the begin of a timing', { effectiveDateTime: undefined, effectiveTiming: { repeat: { boundsPeriod: { start: '2026-01-05' } } }, issued: '2026-03-01T10:00:00Z' }, '2026-01-05'],
  ['issued', { effectiveDateTime: undefined, effectiveTiming: { code: { text: 'daily' } }, issued: '2026-03-01T10:00:00Z' }, '2026-03-01'],
  ['the last update', { effectiveDateTime: undefined, meta: { lastUpdated: '2026-04-01T10:00:00Z' } }, '2026-04-01'],
])('shape 22: dated by %s', (_title, dates, expected) => {
  const specimen = { resourceType: 'Specimen', id: 's', subject: SUBJECT, collection: { collectedDateTime: '2026-02-01' } };
  expect(mapped([patient, gnet, specimen, ki67('k', 7, dates)]).evidence.find((line) => line.fact === 'ki67')?.date).toBe(expected);
});

test('shape 25: a grade of a local list is no grade, a T category in words is one', () => {
  const local = observation('g', sct('371469007'), { valueCodeableConcept: { coding: [{ system: 'https://hospital.example/grading', code: '3' }] } });
  const t3c = observation('t', sct('78873005'), { valueCodeableConcept: { coding: [{ code: 'T3c' }] } });
  expect(mapped([patient, gnet, local, t3c]).picture.recorded).toMatchObject({ grade: null, t: 'T3' });
});

test('shape 26: the morphology under the url of its value set is read, an unknown code says nothing', () => {
  const url = 'http://hl7.org/fhir/us/mcode/ValueSet/mcode-histology-morphology-behavior-vs';
  const cancer = (code: string) => ({ ...gnet, code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'C16.9' }] }, extension: [{ url, valueCodeableConcept: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/icd-o-3', code }] } }] });
  expect(mapped([patient, cancer('8240/3')]).picture).toMatchObject({ evidenceOfGastricNen: true, histology: { kind: 'NET' } });
  expect(mapped([patient, cancer('TEST')]).picture.evidenceOfGastricNen).toBe(false);
  expect(mapped([patient, real('24')]).picture.evidenceOfGastricNen).toBe(false);
});

test('shape 27: the body site of a metastasis decides', () => {
  const metastasis = { ...gnet, id: 'm', code: { ...sct('128462008'), text: 'Metastatic lung disease' }, bodySite: [sct('10200004')] };
  expect(mapped([patient, gnet, metastasis]).picture.metastasis.sites).toEqual(['liver']);
});

describe('which one, when there are several', () => {
  test('a primary and a metastasis are kept apart', () => {
    const { picture } = mapped([patient, gnet, ki67('p', 5, STOMACH), ki67('l', 30, { bodySite: sct('10200004') })]);
    expect(picture.proliferation.map(({ site, ki67: [reading] }) => [site, reading?.resource])).toEqual(expect.arrayContaining([['primary', 'Observation/p'], ['metastasis', 'Observation/l']]));
  });

  test('members of panels within panels stand together', () => {
    const panel = (id: string, ...members: string[]) => observation(id, loinc('60568-3'), {}, { hasMember: members.map((member) => ({ reference: `Observation/${member}` })) });
    const { proliferation } = mapped([patient, gnet, panel('outer', 'inner', 'm'), panel('inner', 'k'), ki67('k', 5, { effectiveDateTime: '2026-01-01' }), mitoses('m', 1)]).picture;
    expect(proliferation).toMatchObject([{ specimen: 'Observation/outer', bound: true, ki67: [{ resource: 'Observation/k' }], mitoses: [{ resource: 'Observation/m' }] }]);
  });

  test('a result derived from another belongs to its specimen', () => {
    const { proliferation } = mapped([patient, gnet, mitoses('m', 1, { specimen: { reference: 'Specimen/a' } }), ki67('k', 5, { derivedFrom: [{ reference: 'Observation/m' }] }), ki67('other', 9, { specimen: { reference: 'Specimen/b' } })]).picture;
    expect(proliferation.find(({ specimen }) => specimen === 'Specimen/a')).toMatchObject({ ki67: [{ resource: 'Observation/k' }], mitoses: [{ resource: 'Observation/m' }] });
  });
});
