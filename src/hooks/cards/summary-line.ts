/** The one line a clinician is sure to read: at most 139 UTF-16 units, cut where a word ends. */
import type { Language } from '../wording';

/** CDS Hooks wants fewer than 140 characters. */
export const LONGEST_SUMMARY = 139;

const SEGMENTERS: Record<Language, Intl.Segmenter> = {
  en: new Intl.Segmenter('en', { granularity: 'word' }),
  'zh-CN': new Intl.Segmenter('zh-CN', { granularity: 'word' }),
};

/** Where the word of plain letters that the limit falls into begins, when a space stands before it: a border in every language, and no dictionary is needed for it. */
function plainBorder(line: string): number | null {
  let at = LONGEST_SUMMARY - 1;
  while (at > 0 && /[A-Za-z]/.test(line[at] ?? '')) at -= 1;
  return line[at] === ' ' && at < LONGEST_SUMMARY - 1 ? at + 1 : null;
}

export function summaryLine(text: string, language: Language): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= LONGEST_SUMMARY) return line;
  // Only the word that the limit falls into is looked at: it goes, with the space before it.
  const end = plainBorder(line) ?? SEGMENTERS[language].segment(line.slice(0, LONGEST_SUMMARY + 100)).containing(LONGEST_SUMMARY - 1)?.index ?? 0;
  // One endless word has no border: cut it without splitting a surrogate pair.
  const head = end === 0 ? line.slice(0, LONGEST_SUMMARY - 1).replace(/[\ud800-\udbff]$/, '') : line.slice(0, end);
  return `${head.replace(/[\s,;:，；：、(（]+$/, '')}…`;
}
