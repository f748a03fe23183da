/** A whole TNM in one value, under the code of one category or of the stage group: each category is read from it, and it is not called unreadable. */
import { gnet, mapped, observation, patient, sct } from './records-of';

const CODES = { 'T category': '78873005', 'N category': '277206009', 'M category': '277208005', 'stage group': '399390009' };
const read = (code: string, valueString: string) => {
  const { picture, rejected } = mapped([patient, gnet, observation('x', sct(code), { valueString })]);
  const { t, n, m, group } = picture.recorded;
  return [t, picture.nodes.category ?? n, picture.metastasis.category ?? m, group, ...rejected.map(({ why }) => why)].map((said) => said ?? '-').join(' ');
};

test.each(Object.entries(CODES))('under the code of the %s', (_name, code) => {
  expect(read(code, 'pT2N1M0')).toBe('T2 N1 M0 -');
  expect(read(code, 'ypT3 ypN0')).toBe('T3 N0 - -');
  expect(read(code, 'see report')).toBe('- - - - unreadable');
});

test('a category of its own stands before one in a string under another code', () => {
  const { picture } = mapped([patient, gnet, observation('t', sct('78873005'), { valueString: 'pT3' }), observation('g', sct('399390009'), { valueString: 'pT2N1M0' })]);
  expect(picture.recorded.t).toBe('T3');
});

test.each([
  ['T1-2', '- - - - unreadable'], ['pT1/2', '- - - - unreadable'], ['T1～2', '- - - - unreadable'], ['T2 or 3', '- - - - unreadable'], ['T1a-2', '- - - - unreadable'], ['≥T2', '- - - - unreadable'], ['at least pT2', '- - - - unreadable'],
  ['至少T2', '- - - - unreadable'], ['T2?', '- - - - unreadable'], ['T2？', '- - - - unreadable'], ['N0-1', '- - - - unreadable'], ['M0/1', '- - - - unreadable'], ['M1?', '- - - - unreadable'], ['≥N1', '- N1 - -'], ['N1-2', '- N1 - -'],
  ['T2N0-1M0', 'T2 - M0 -'], ['T2, 2-3 cm', 'T2 - - -'], ['pT2 (AJCC 8)', 'T2 - - -'], ['T2-N1', 'T2 N1 - -'], ['T1-10', 'T1 - - -'],
])('"%s" states no more than it says', (text, expected) => {
  expect(read('78873005', text)).toBe(expected);
});
