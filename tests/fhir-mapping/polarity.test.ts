/** Yes and no as laboratories write them; what says neither is read as neither. */
import { gnet, loinc, mapped, observation, patient, sct } from './records-of';

const breath = (value: Record<string, unknown>) => mapped([patient, gnet, observation('x', loinc('29891-9'), value)]);
const word = (text: string) => breath({ valueString: text }).picture.background['h-pylori'][0]?.state ?? 'unknown';

test.each(['Positive', 'positive (qualifier value)', 'Present', 'Detected', '+', '(+)', '+++', '阳性', '弱阳性', '（+）', '检出', 'yes', '是'])('"%s" is present', (text) => expect(word(text)).toBe('present'));
test.each(['positive (90%)', '阳性（10%）', '阳性（内对照阳性）', 'positive in 1.5 %'])('"%s" is present all the same', (text) => expect(word(text)).toBe('present'));
test('a share of nothing beside a no is the no', () => expect(word('Negative (0%)')).toBe('absent'));
test.each(['Negative', 'Absent', 'Not detected', 'None', 'No', '-', '（-）', '阴性', '未检出', '未见', '无', '否'])('"%s" is absent', (text) => expect(word(text)).toBe('absent'));
test.each(['No result', 'No specimen received', 'no data', '无法判断', '无结果', '有待复查', '是否阳性待查', '检出限以下', 'see report', '见报告', 'equivocal', '±', 'pending', '', 'positive?', '阳性？', 'negative?', '+/-', 'positive/negative', '阴性/阳性', '阳性对照成立', 'Negative control adequate', '阳性率0%', '阳性率<1%', 'positive: 0 %'])('"%s" is neither', (text) => {
  expect(word(text)).toBe('unknown');
  expect(breath({ valueString: text }).rejected).toEqual([{ resource: 'Observation/x', why: 'unreadable' }]);
});

describe('the finding whose name holds its answer', () => {
  const detected = (value: Record<string, unknown>) => mapped([patient, gnet, observation('x', sct('168385006'), value)]).picture.background['h-pylori'][0]?.state ?? 'unknown';
  test.each([
    ['alone', {}, 'present'], ['with a yes', { valueBoolean: true }, 'present'], ['with a no', { valueString: 'Negative' }, 'absent'],
    ['with a value that answers nothing', { valueString: 'see report' }, 'unknown'], ['with the reason why there is no answer', { dataAbsentReason: { text: 'not performed' } }, 'unknown'],
  ])('%s', (_title, value, expected) => expect(detected(value)).toBe(expected));
});
