import { CONFLICT_CODES, NEWER_NOTES, NOTICE_CODES, RULES } from '../../../src/engine';
import { LANGUAGES, RULE_IDS, wordsFor } from '../../../src/hooks/wording';
import { NEWER_NOTE_IDS } from '../../../src/hooks/wording/rule-ids';
import { ruleText } from '../../../src/hooks/wording/rule-text';
import { sentencesIn } from '../../../src/hooks/wording/sentence';

const s = sentencesIn(String);
const everyText = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'function' ? [String((value as (about: object) => string)({}))] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(everyText) : []);

describe('a sentence with gaps', () => {
  test.each([
    ['all known', { a: 'x', b: 2 }, 'x and 2 (x)'], ['an optional part without its value', { b: 2 }, '… and 2'], ['an own member only', Object.create({ a: 'inherited' }) as Record<string, string>, '… and …'],
  ])('%s', (_what, about, expected) => { expect(s('{a} and {b}[ ({a})]')(about)).toBe(expected); });
});

describe('the words', () => {
  test('the rule ids with words of their own are those of the rulebook', () => {
    expect([...RULE_IDS].sort()).toEqual(RULES.map((rule) => rule.id).sort());
    expect([...NEWER_NOTE_IDS].sort()).toEqual(NEWER_NOTES.map((note) => note.id).sort());
  });
  test.each(LANGUAGES)('every rule can be told in %s', (language) => {
    for (const id of RULE_IDS) for (const text of Object.values(ruleText(language, id) ?? { missing: '' })) expect(`${id} ${text}`.length).toBeGreaterThan(id.length + 2);
    expect(ruleText(language, 'XX-1')).toBeNull();
  });
  test.each(LANGUAGES)('an operation that an order check can speak of without a name of its own has words in %s', (language) => {
    const { value } = wordsFor(language);
    for (const act of ['endoscopic-resection', 'local-excision', 'radical-gastrectomy', 'surgery-unspecified', 'prrt']) expect(value(act)).not.toBe(act);
  });
  test.each(LANGUAGES)('no text of %s is empty or holds HTML', (language) => {
    const { frame, conclusion, orders, overrideReasons, services } = wordsFor(language);
    for (const text of everyText({ frame, conclusion, orders, overrideReasons, services })) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/<[A-Za-z/!?]/);
    }
  });
  test('every Chinese sentence is Chinese, with full-width punctuation', () => {
    const { conclusion, orders, frame } = wordsFor('zh-CN');
    for (const text of everyText({ notices: conclusion.notices, conflicts: conclusion.conflicts, orders, sections: frame.sections })) {
      expect(text).toMatch(/[\u4e00-\u9fff]/);
      expect(text).not.toMatch(/[\u4e00-\u9fff][,:;.]|[,:;][\u4e00-\u9fff]/);
    }
  });
  test('English writes no Chinese', () => {
    const { codes, conclusion, orders, frame, porch, services, rulebook, overrideReasons } = wordsFor('en');
    for (const text of everyText({ codes, conclusion, orders, frame, porch, services, rulebook, overrideReasons })) expect(text).not.toMatch(/[\u4e00-\u9fff]/);
  });
  test('a value is written as each language writes it', () => {
    expect(wordsFor('en').value('background.men1')).toBe('MEN1');
    expect(wordsFor('zh-CN').value('ki67-above-10 sstr-negative')).toBe('Ki-67 > 10%和SSTR阴性');
    expect(wordsFor('zh-CN').value('2026-05-01')).toBe('2026年5月1日');
    expect(wordsFor('zh-CN').date('2026-05')).toBe('2026年5月');
    expect(wordsFor('en').value('2026-05-01')).toBe('2026-05-01');
  });
  test('each notice and contradiction has words of its own', () => {
    const { notices, conflicts } = wordsFor('zh-CN').conclusion;
    expect(new Set([...NOTICE_CODES.map((code) => notices[code]({})), ...CONFLICT_CODES.map((code) => conflicts[code]({}))]).size).toBe(NOTICE_CODES.length + CONFLICT_CODES.length);
  });
});
