/** `npm run rulebook`: renews the committed copies of the rulebook, docs/rulebook.md and docs/rulebook.zh-CN.md. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulebookMarkdown } from './pages';

const folder = join(__dirname, '..', 'docs');
writeFileSync(join(folder, 'rulebook.md'), rulebookMarkdown('en'));
writeFileSync(join(folder, 'rulebook.zh-CN.md'), rulebookMarkdown('zh-CN'));
