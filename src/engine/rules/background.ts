/** Each background condition as it stands: the newest dated finding, or a contradiction (TY-6). */
import type { Conflict } from '../assessment';
import type { Classified } from '../classification';
import { addMonths, compareWindows } from '../dates';
import { conflict } from '../findings';
import type { BackgroundFinding, ClinicalPicture, DateWindow, Presence } from '../picture';
import { BACKGROUNDS } from '../vocabulary';

/** Findings of both kinds this many months apart or nearer contradict each other. */
const CONTRADICTORY_WITHIN_MONTHS = 12;

export interface Backgrounds { standing: Classified['background']; /** Atrophic gastritis recorded both present and absent within 12 months. */ atrophicBoth: boolean; conflicts: Conflict[] }

/** May these two dates lie 12 months apart or less? A missing date may. */
function mayBeWithin(older: DateWindow | null, newer: DateWindow | null): boolean {
  return older === null || newer === null || addMonths(older.last, CONTRADICTORY_WITHIN_MONTHS) >= newer.first;
}

const mayBeSameDay = (a: DateWindow | null, b: DateWindow | null): boolean => (a === null || b === null ? a === b : a.first <= b.last && b.first <= a.last);

function newestOf(findings: readonly BackgroundFinding[]): BackgroundFinding | null {
  let newest: BackgroundFinding | null = null;
  for (const finding of findings) if (newest === null || compareWindows(finding.date, newest.date) > 0) newest = finding;
  return newest;
}

function standing(findings: readonly BackgroundFinding[], contradict: (older: DateWindow | null, newer: DateWindow | null) => boolean): Presence | 'both' {
  const newest = newestOf(findings);
  if (newest === null) return 'unknown';
  return findings.some((f) => f.state !== newest.state && contradict(f.date, newest.date)) ? 'both' : newest.state;
}

/** TY-6, last limb, and the state of every other background: a statement and its opposite of one day leave it unknown. */
export function backgroundsOf(picture: ClinicalPicture): Backgrounds {
  const found: Backgrounds = { standing: { ...NONE_KNOWN }, atrophicBoth: false, conflicts: [] };
  for (const background of BACKGROUNDS) {
    const state = standing(picture.background[background], background === 'atrophic-gastritis' ? mayBeWithin : mayBeSameDay);
    if (state !== 'both') { found.standing[background] = state; continue; }
    if (background === 'atrophic-gastritis') found.atrophicBoth = true;
    found.conflicts.push(conflict(background === 'atrophic-gastritis' ? 'background-both' : 'same-day-fact-differs', 'TY-6', [`background.${background}`], background === 'atrophic-gastritis' ? { background } : { fact: `background.${background}`, first: 'present', second: 'absent' }));
  }
  return found;
}

const NONE_KNOWN: Classified['background'] = {
  'atrophic-gastritis': 'unknown', 'pernicious-anaemia': 'unknown', gastrinoma: 'unknown', zes: 'unknown', men1: 'unknown', 'h-pylori': 'unknown', 'autoimmune-thyroid': 'unknown', 'renal-failure': 'unknown',
};
