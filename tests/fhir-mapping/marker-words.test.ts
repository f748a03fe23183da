/** Genes, stains and repair proteins in words: what is denied, asked or excluded is not what the words begin with. @see rules.md DX-3, DX-4, MN-6 */
import { fact, gnet, loinc, mapped, observation, patient } from './records-of';

const picture = (code: unknown, valueString: string) => mapped([patient, gnet, observation('x', code, { valueString })]).picture;
const rb1 = (text: string) => picture(fact('rb1-ihc'), text).genes.rb1;
const tp53 = (text: string) => picture(fact('tp53-gene'), text).genes.tp53;

test.each([
  ['lost', 'altered'], ['Loss of expression', 'altered'], ['缺失', 'altered'], ['negative', 'altered'], ['阴性', 'altered'], ['no expression', 'altered'], ['无表达', 'altered'], ['null (no staining)', 'altered'],
  ['retained', 'intact'], ['retained (not lost)', 'intact'], ['no loss', 'intact'], ['No loss of expression', 'intact'], ['not lost', 'intact'], ['无缺失', 'intact'], ['未见缺失', 'intact'], ['未缺失', 'intact'], ['表达保留', 'intact'], ['positive', 'intact'],
  ['no overexpression', 'unknown'], ['lost?', 'unknown'], ['loss excluded', 'unknown'], ['部分缺失', 'unknown'], ['可疑缺失', 'unknown'],
])('RB1 "%s" is %s', (text, expected) => expect(rb1(text)).toBe(expected));

test.each([
  ['mutated', 'altered'], ['mutation detected', 'altered'], ['突变', 'altered'], ['mutation, exon 5', 'altered'],
  ['mutation not detected', 'intact'], ['not mutated', 'intact'], ['no mutation', 'intact'], ['未突变', 'intact'], ['未检测到突变', 'intact'], ['wild-type', 'intact'],
  ['mutation excluded', 'unknown'], ['mutation pending', 'unknown'], ['突变？', 'unknown'], ['突变待查', 'unknown'], ['wild-type not confirmed', 'unknown'],
])('TP53 "%s" is %s', (text, expected) => expect(tp53(text)).toBe(expected));

test.each([
  ['lost', 'deficient'], ['缺失', 'deficient'], ['negative', 'deficient'], ['no staining', 'deficient'], ['no loss', 'unknown'], ['无缺失', 'unknown'], ['no mutation', 'unknown'], ['lost?', 'unknown'], ['retained', 'unknown'],
])('one repair protein "%s": the repair is %s', (text, expected) => expect(picture(loinc('81691-8'), text).mmrMsi).toBe(expected));

test('four proteins without loss are a proficient repair', () => {
  const proteins = ['81691-8', '81692-6', '81693-4', '81694-2'].map((code) => observation(code, loinc(code), { valueString: code === '81691-8' ? 'no loss' : '无缺失' }));
  expect(mapped([patient, gnet, ...proteins]).picture.mmrMsi).toBe('proficient');
});

test.each([['MSI-H', 'deficient'], ['MSS', 'proficient'], ['MSI-H?', 'unknown'], ['MSI-high excluded', 'unknown'], ['MSI-H待查', 'unknown']])('MSI "%s" is %s', (text, expected) => expect(picture(fact('msi'), text).mmrMsi).toBe(expected));
test.each([['dMMR', 'deficient'], ['pMMR', 'proficient'], ['dMMR?', 'unknown'], ['dMMR ruled out', 'unknown']])('MMR "%s" is %s', (text, expected) => expect(picture(fact('mmr'), text).mmrMsi).toBe(expected));
test.each([['TMB-H', 'high'], ['high?', 'unknown'], ['TMB-H excluded', 'unknown'], ['low', 'low']])('TMB "%s" is %s', (text, expected) => expect(picture(fact('tmb'), text).tmb).toBe(expected));
