/** The summary as CSV (RFC 4180): section, item, patients, share of. */
import type { Summary } from '../summary';
import { sectionsOf } from './sections';

export function csvOf(summary: Summary): string {
  const rows: (string | number)[][] = [['section', 'item', 'patients', 'of']];
  for (const { title, counts, of } of sectionsOf(summary)) for (const [label, count] of counts) rows.push([title, label, count, of]);
  for (const { source, line, why } of summary.bad) rows.push(['Bad line', `${source}${line === null ? '' : `, line ${line}`}: ${why}`, 1, summary.badLines]);
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  const text = String(value);
  // A spreadsheet computes what begins like a formula; a file name may.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
