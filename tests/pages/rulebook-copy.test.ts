/** What is committed for reading says what the rules say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulebookMarkdown } from '../../src/pages';

describe('the committed rulebook', () => {
  it.each([['en', 'rulebook.md'], ['zh-CN', 'rulebook.zh-CN.md']] as const)('in %s is in step with the rules (npm run rulebook renews it)', (language, file) => {
    expect(readFileSync(join(__dirname, '..', '..', 'docs', file), 'utf8')).toBe(rulebookMarkdown(language));
  });
});
