/** The summary as plain text for a terminal or a mail. */
import type { Summary } from '../summary';
import { cautionsOf, sectionsOf, share } from './sections';

export function tableOf(summary: Summary): string {
  const lines = [`Cohort as of ${summary.asOf}, knowledge ${summary.knowledge}${summary.parts > 1 ? `, ${summary.parts} parts` : ''}`, ...cautionsOf(summary)];
  for (const { title, counts, of } of sectionsOf(summary)) {
    const width = Math.max(...counts.map(([label]) => label.length));
    lines.push('', title, ...counts.map(([label, count]) => `  ${label.padEnd(width)}  ${String(count).padStart(9)}  ${share(count, of).padStart(7)}`.trimEnd()));
  }
  if (summary.bad.length > 0) lines.push('', `Bad lines (${summary.bad.length} of ${summary.badLines} listed)`, ...summary.bad.map(({ source, line, why }) => `  ${printable(source)}${line === null ? '' : `, line ${line}`}: ${printable(why)}`));
  return `${lines.join('\n')}\n`;
}

// A terminal obeys control characters; a file name must not reach it with any.
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, ' ');
