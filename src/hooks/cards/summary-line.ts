/** The one line a clinician is sure to read: at most 139 UTF-16 units, cut where a word ends. */
import type { Language } from '../wording';

/** CDS Hooks wants fewer than 140 characters. */
export const LONGEST_SUMMARY = 139;

const SEGMENTERS: Record<Language, Intl.Segmenter> = {
  en: new Intl.Segmenter('en', { granularity: 'word' }),
  'zh-CN': new Intl.Segmenter('zh-CN', { granularity: 'word' }),
};

/** Where the word of plain letters that the limit falls into begins, when a space stands before it: a border in every language, and no dictionary is needed for it. */
function plainBorder(line: string, longest: number): number | null {
  let at = longest - 1;
  while (at > 0 && /[A-Za-z]/.test(line[at] ?? '')) at -= 1;
  return line[at] === ' ' && at < longest - 1 ? at + 1 : null;
}

/** A name within the line: as much of it as leaves room for what is said about it. */
export const briefly = (name: string, language: Language): string => summaryLine(name, language, LONGEST_NAME);
const LONGEST_NAME = 48;

export function summaryLine(text: string, language: Language, longest = LONGEST_SUMMARY): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= longest) return line;
  // Only the word that the limit falls into is looked at: it goes, with the space before it.
  const end = plainBorder(line, longest) ?? SEGMENTERS[language].segment(line.slice(0, longest + 100)).containing(longest - 1)?.index ?? 0;
  // One endless word has no border: cut it without splitting a surrogate pair.
  const head = end === 0 ? line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '') : line.slice(0, end);
  return `${head.replace(/[\s,;:，；：、(（]+$/, '')}…`;
}
