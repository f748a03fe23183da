import { escaped, plain } from '../../../src/hooks/cards/markdown';
import { spokenName } from '../../../src/hooks/cards/named';
import { LONGEST_SUMMARY, summaryLine } from '../../../src/hooks/cards/summary-line';
import { capitalised } from '../../../src/hooks/published';
import { wordsFor } from '../../../src/hooks/wording';

describe('the summary line', () => {
  test.each([['en' as const, 'multidisciplinary team discussion, '.repeat(20)], ['zh-CN' as const, '多学科讨论内镜切除'.repeat(30)], ['en' as const, 'x'.repeat(500)], ['en' as const, '😀'.repeat(200)]])('in %s never exceeds 139 UTF-16 units and ends with an ellipsis', (language, text) => {
    const line = summaryLine(text, language);
    expect(line.length).toBeLessThanOrEqual(LONGEST_SUMMARY);
    expect(line.endsWith('…')).toBe(true);
    expect(line).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });
  test('is cut where a word ends', () => {
    expect(summaryLine(`${'word '.repeat(27)}endlessly long`, 'en')).toBe(`${'word '.repeat(27).trim()}…`);
  });
  test('keeps exactly 139 units whole', () => {
    expect(summaryLine('a'.repeat(139), 'en')).toBe('a'.repeat(139));
  });
});

describe('text of the record', () => {
  test.each([
    ['<img src=x>', '\\<img src=x\\>'], ['*b* _i_ `c`', '\\*b\\* \\_i\\_ \\`c\\`'], ['[a](b)', '\\[a\\](b)'], ['# h', '\\# h'], ['- item', '\\- item'], ['1. item', '1\\. item'], ['a\u202eb', 'a b'],
  ])('%s is escaped', (text, expected) => { expect(escaped(text)).toBe(expected); });
  test.each(['https://evil.example', 'www.evil.example', 'a@evil.example', 'mailto:a@evil.example'])('%s is no link', (text) => {
    expect(escaped(text)).not.toMatch(/:\/\/|www\.|@evil/);
    expect(plain(text)).not.toMatch(/:\/\/|www\.|@evil/);
  });
  test('loses its markup where there is no Markdown, and its excess length', () => {
    expect(plain('<b>Omeprazole</b> [20 mg]')).toBe('b Omeprazole /b 20 mg');
    expect(escaped('y'.repeat(5000)).length).toBeLessThan(400);
  });
  test.each(['G1', 'markers.sstr-imaging', '2026-05-01', 'M1-3'])('a code such as %s stays as it is', (code) => { expect(escaped(code)).toBe(code); });
});

describe('what an order is called', () => {
  test.each<[string, string, string[], string]>([
    ['by its own name', 'Lutathera', ['prrt', 'prrt'], 'Lutathera'], ['by what its bare code stands for, once', 'V10XX04', ['prrt', 'prrt'], 'PRRT'],
    ['by two meanings', '123', ['prrt', 'cisplatin'], 'PRRT and cisplatin'], ['by a code nobody knows', 'X99', [], 'X99'],
  ])('%s', (_title, name, meanings, expected) => { expect(spokenName(name, meanings, wordsFor('en'))).toBe(expected); });
  test.each([['endoscopic follow-up', 'Endoscopic follow-up'], ['α干扰素', 'α干扰素'], ['', '']])('%s begins a sentence as %s', (text, expected) => { expect(capitalised(text)).toBe(expected); });
});
