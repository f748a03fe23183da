/** The deepest layer in Chinese words: the whole of them says it, not how they begin. */
import { fact, gnet, mapped, observation, patient } from './records-of';

const depth = (valueString: string) => mapped([patient, gnet, observation('x', fact('depth-of-invasion'), { valueString })]);

test.each([
  ['黏膜', 'mucosa'], ['粘膜层', 'mucosa'], ['黏膜肌层', 'mucosa'], ['黏膜固有层', 'mucosa'], ['黏膜下层', 'submucosa'], ['粘膜下', 'submucosa'], ['固有肌层', 'muscularis-propria'], ['肌层', 'muscularis-propria'], ['浆膜下层', 'subserosa'], ['浆膜', 'serosa'],
  ['侵及固有肌层', 'muscularis-propria'], ['浸润至黏膜下层', 'submucosa'], ['固有肌层受侵', 'muscularis-propria'], ['黏膜下层（sm1）', 'submucosa'], ['黏膜下层，未侵及固有肌层', 'submucosa'], ['黏膜层(无黏膜下层浸润)', 'mucosa'],
])('"%s" is %s', (text, expected) => {
  expect(depth(text).picture.depth).toBe(expected);
});

test.each(['固有肌层未受累', '肌层未侵犯', '浆膜未受累', '浆膜面光滑', '未侵及固有肌层', '黏膜至黏膜下层', '黏膜层，黏膜下层', '黏膜层，侵及固有肌层，未侵及浆膜', '固有肌层？', '固有肌层可疑受侵', '黏膜层或黏膜下层', '肌层及浆膜'])('"%s" is no single layer reached: named, and used for nothing', (text) => {
  const { picture, rejected } = depth(text);
  expect(picture.depth).toBeNull();
  expect(rejected).toEqual([{ resource: 'Observation/x', why: 'unreadable' }]);
});
