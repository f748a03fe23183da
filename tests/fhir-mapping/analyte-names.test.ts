/** Names of analytes as they are really written, and names of others under the code of Ki-67. @see terminology.md 3a */
import { gnet, loinc, mapped, observation, patient, percent, sct, SUBJECT } from './records-of';

const read = (code: unknown) => mapped([patient, gnet, observation('x', code, percent(15))]);

test.each(['Ki-67', 'Ki67', 'ki 67', 'Ki‑67', 'Ki–67', 'Ki—67', 'Ki−67', 'Ｋｉ－６７', 'MIB-1', 'MIB‑1', 'Ki-67增殖指数', 'Ki-67阳性指数'])('"%s" names Ki-67', (text) => {
  const { picture } = read({ text });
  expect(picture.proliferation[0]?.ki67).toMatchObject([{ textMatch: true }]);
});

const OTHERS = ['HER2', 'ER', 'PR', 'CD20', 'CD56', 'PSA', 'PD-L1', 'p53', 'Synaptophysin', 'Syn', 'Chromogranin A', 'CgA', '嗜铬粒蛋白A', 'INSM1', 'SSTR2', 'RB1', 'AFP', 'CEA', 'CA19-9', '甲胎蛋白', '癌胚抗原', '雌激素受体', 'Mitotic count', 'Ferritin'];
test.each(OTHERS)('the code of Ki-67 under the name "%s" is used for nothing', (text) => {
  for (const code of [loinc('29593-1', text), { coding: [{ ...loinc('29593-1').coding[0], display: text }] }]) {
    const { picture, rejected } = read(code);
    expect(rejected).toEqual([{ resource: 'Observation/x', why: 'code-text-conflict' }]);
    expect(picture.proliferation).toEqual([]);
  }
});

test.each(['Proliferation index', 'Ki-67 by IHC', 'MIB-1', 'Ki-67 and p53 panel: Ki-67', '增殖指数', 'Tumour proliferation labelling', 'Hot spot', 'Immunohistochemistry'])('the code of Ki-67 under the name "%s" is Ki-67', (text) => {
  expect(read(loinc('29593-1', text)).picture.proliferation).toHaveLength(1);
});

test('the code of mitoses under the name of a stain is used for nothing', () => {
  expect(mapped([patient, gnet, observation('x', { ...sct('406094009'), text: 'Synaptophysin' }, { valueQuantity: { value: 3 } })]).rejected).toEqual([{ resource: 'Observation/x', why: 'code-text-conflict' }]);
});

test.each(['Ki-67 18%', 'Ki‑67 18 %', 'Ｋｉ－６７ １８％', '增殖指数18%'])('a conclusion that says "%s" is quoted and not used', (conclusion) => {
  const { picture } = mapped([patient, gnet, { resourceType: 'DiagnosticReport', id: 'r', status: 'final', subject: SUBJECT, effectiveDateTime: '2026-05-01', code: loinc('60568-3'), conclusion }]);
  expect(picture.proliferation).toEqual([]);
  expect(picture.notices).toMatchObject([{ code: 'narrative-not-used', facts: ['ki67'] }]);
});

describe('gastrin', () => {
  const gastrin = (code: unknown) => mapped([patient, gnet, observation('x', code, { valueQuantity: { value: 500, unit: 'pg/mL' }, referenceRange: [{ high: { value: 100, unit: 'pg/mL' } }] })]);
  test.each(['Gastrin', 'Fasting gastrin', '血清胃泌素', '促胃液素'])('"%s" names it', (text) => expect(gastrin({ text }).picture.gastrin.class).toBe('elevated'));
  test.each(['Gastrin-17', 'Gastrin 17', 'G-17', 'Big gastrin', '胃泌素17', '胃泌素-17（G-17）', '胃泌素（餐后）', 'Gastrin receptor antibody', 'Gastrin (immunohistochemistry)', 'Gastrin IHC', '胃泌素（免疫组化）'])('"%s" is another analyte', (text) => {
    expect(gastrin({ text })).toMatchObject({ picture: { gastrin: { class: 'unknown' } }, rejected: [{ why: 'other-analyte' }] });
  });
  test('a stain of the tissue leaves the blood test as it is', () => {
    const serum = observation('s', loinc('2333-3'), { valueQuantity: { value: 500, unit: 'pg/mL' }, referenceRange: [{ high: { value: 100, unit: 'pg/mL' } }] }, { effectiveDateTime: '2026-01-01' });
    expect(mapped([patient, gnet, serum, observation('i', { text: 'Gastrin (immunohistochemistry)' }, { valueString: 'positive' })]).picture.gastrin.class).toBe('elevated');
    expect(mapped([patient, gnet, observation('i', { text: 'Chromogranin A (IHC)' }, { valueString: 'positive' })]).evidence).toContainEqual(expect.objectContaining({ fact: 'markers.cga', textMatch: true }));
    expect(mapped([patient, gnet, observation('i', { text: 'Chromogranin A (IHC)' }, { valueQuantity: { value: 90, unit: '%' } })]).picture.labs.cga).toBeNull();
  });
  test('the code of gastrin under the name of a fragment is a conflict', () => expect(gastrin(loinc('2333-3', '胃泌素17')).rejected).toEqual([{ resource: 'Observation/x', why: 'code-text-conflict' }]));
});

test.each([
  [{ low: { value: 2, unit: '%' }, high: { value: 5, unit: '%' } }, '2-5 %'], [{ low: { value: 5, unit: '%' } }, '≥5 %'], [{ high: { value: 2, unit: '%' } }, '≤2 %'],
])('the evidence of a Range %j is "%s"', (valueRange, value) => {
  expect(mapped([patient, gnet, observation('x', loinc('29593-1'), { valueRange })]).evidence.find(({ fact }) => fact === 'ki67')?.value).toBe(value);
});

test.each([
  ['68Ga-DOTATATE PET/CT', 'sstr-imaging'], ['Somatostatin receptor scintigraphy', 'sstr-imaging'], ['生长抑素受体显像', 'sstr-imaging'], ['SSTR-PET', 'sstr-imaging'], ['生长抑素受体2', 'sstr2'], ['SSTR2', 'sstr2'], ['68Ga-PSMA PET/CT', null], ['177Lu-DOTATATE therapy', null],
])('"%s" is %s', (text, marker) => {
  const { evidence } = mapped([patient, gnet, observation('x', { text }, { valueString: '阳性' })]);
  expect(evidence.filter(({ resource }) => resource === 'Observation/x').map(({ fact }) => fact)).toEqual(marker === null ? [] : [`markers.${marker}`]);
});

test.each([
  ['正常值：13~115', 'elevated'], ['参考区间 0～200', 'normal'], ['正常范围：<100', 'elevated'], ['Adults: <100 pg/mL', 'elevated'], ['Normal <100, borderline 100-200', 'unclassified'],
])('gastrin of 150 against the limits "%s" is %s', (text, expected) => {
  const result = observation('x', loinc('2333-3'), { valueQuantity: { value: 150, unit: 'pg/mL' }, referenceRange: [{ text }] });
  expect(mapped([patient, gnet, result]).picture.gastrin.class).toBe(expected);
});
