import { languageOf } from '../../../src/hooks/language';

describe('the language of an answer', () => {
  test.each([
    [undefined, undefined, 'en'], ['zh', undefined, 'zh-CN'], ['zh-TW', undefined, 'zh-CN'], ['ZH-hans-CN', undefined, 'zh-CN'], ['fr', undefined, 'en'], ['', undefined, 'en'],
    ['en;q=0.5, zh;q=0.8', undefined, 'zh-CN'], ['zh;q=0.2, en-GB', undefined, 'en'], ['zh;q=0, fr', undefined, 'en'], ['fr, zh;q=0.1', undefined, 'zh-CN'], ['*', undefined, 'en'], ['zh;q=nonsense', undefined, 'en'], ['zh, en', undefined, 'zh-CN'],
    ['zh', 'en', 'en'], ['en', 'zh-CN', 'zh-CN'], ['zh', 'klingon', 'en'], ['zh', '', 'zh-CN'],
  ] as const)('Accept-Language %p and lang %p give %s', (header, lang, expected) => { expect(languageOf(header, lang, 'en')).toBe(expected); });
  test('an undecided caller gets the configured language', () => {
    expect(languageOf('fr', undefined, 'zh-CN')).toBe('zh-CN');
    expect(languageOf(undefined, 'fr', 'zh-CN')).toBe('zh-CN');
  });
});
