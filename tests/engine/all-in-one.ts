/** Every engine test as one module, for `npm run mutation` alone: a mutant then costs one start, not one for each file. The exhaustive tests come last. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const EXHAUSTIVE = /no-contradiction|properties|audit/;

const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
const inOrder = [...files].sort((a, b) => Number(EXHAUSTIVE.test(a)) - Number(EXHAUSTIVE.test(b)) || (a < b ? -1 : 1));
for (const file of inOrder) require(join(__dirname, file));
