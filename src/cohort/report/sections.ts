/** The summary in the order in which it is read: the same sections for the table, the CSV and the page. */
import { type Counts, ranked } from '../counts';
import { missingPartitions, type Summary } from '../summary';

export interface Section { title: string; counts: readonly (readonly [label: string, count: number])[]; of: number }

/** What a reader must know before the numbers. */
export function cautionsOf(summary: Summary): string[] {
  const missing = missingPartitions(summary);
  return [
    ...(missing.length === 0 ? [] : [`Not the whole cohort: missing ${missing.length === 1 ? 'is part' : 'are parts'} ${missing.join(', ')}.`]),
    ...(summary.badLines === 0 ? [] : ['Some lines or files could not be used (listed below). Records may lack what they held, and a patient may read as outside of the rules for that reason.']),
  ];
}

const GRADE_ORDER = ['G1', 'G2', 'G3', 'provisional', 'indeterminate', 'as-reported', 'contradictory', 'not-graded', 'missing'];

export function sectionsOf(summary: Summary): Section[] {
  const { applicable, patients } = summary;
  const section = (title: string, counts: Counts, of: number): Section => ({ title, counts: ranked(counts), of });
  const sections: Section[] = [
    { title: 'Patients', of: patients, counts: [['assessed', patients], ['with a gastric neuroendocrine neoplasm', applicable], ['outside of the rules', patients - applicable]] },
    { title: 'Input', of: 0, counts: [['bad lines', summary.badLines]] },
    section('Kind', summary.kinds, applicable),
    { title: 'Type and grade', of: applicable, counts: typeAndGradeRows(summary.typeAndGrade) },
    section('Certainty of the type', summary.typeCertainty, applicable),
    section('Certainty of the grade', summary.gradeCertainty, applicable),
    section('Stage group', summary.stages, applicable),
    section('Surveillance', summary.surveillance, applicable),
    section('Overdue for', summary.overdueFor, summary.surveillance['overdue'] ?? 0),
    section('Missing data', summary.missing, applicable),
    section('Contradictions, by rule', summary.conflicts, applicable),
    section('Recommendations', Object.fromEntries(Object.entries(summary.recommendations).map(([key, count]) => [key.replace('|', ': '), count])), applicable),
    section('Notices', summary.notices, applicable),
    section('Results not used, patients by reason', summary.rejected, patients),
    section('Outside of the rules, by rule', summary.notApplicable, patients),
  ];
  return sections.filter((each) => each.counts.length > 0);
}

/** Rows of the type-by-grade matrix: classes as rows, grades as columns in their order. */
export function typeByGrade(counts: Counts): { classes: string[]; grades: string[]; at(of: string, grade: string): number } {
  const parts = Object.keys(counts).map((key) => key.split('|'));
  const classes = [...new Set(parts.map(([name]) => name ?? ''))].sort();
  const grades = [...new Set(parts.map(([, grade]) => grade ?? ''))].sort((a, b) => GRADE_ORDER.indexOf(a) - GRADE_ORDER.indexOf(b));
  return { classes, grades, at: (of, grade) => counts[`${of}|${grade}`] ?? 0 };
}

function typeAndGradeRows(counts: Counts): [string, number][] {
  const { classes, grades, at } = typeByGrade(counts);
  return classes.flatMap((name) => grades.map((grade): [string, number] => [`${name}, ${grade}`, at(name, grade)])).filter(([, number]) => number > 0);
}

export const share = (number: number, of: number): string => (of === 0 ? '' : `${((100 * number) / of).toFixed(1)} %`);
