/** The report by rule as a table for a terminal. */
import type { RuleReportRow } from './contents';

/** Columns: rule, shown, accepted, overridden, reasons (code × count). */
export function reportTable(rows: readonly RuleReportRow[]): string {
  const lines = [['rule', 'shown', 'accepted', 'overridden', 'override reasons'], ...rows.map((row) => [row.rule, String(row.shown), String(row.accepted), String(row.overridden), row.reasons.map((reason) => `${reason.code} × ${reason.count}`).join(', ')])];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => line.map((cell, column) => (column === 4 ? cell : column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd()).join('\n');
}
