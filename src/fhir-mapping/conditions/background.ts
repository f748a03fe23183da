/** The background of the stomach and of the patient: each condition with its date, present or absent; a refuted Condition is the record of absence. */
import { type Background, BACKGROUNDS, type BackgroundFinding, type ClinicalPicture } from '../../engine';
import type { Result, ResultsByConcept } from '../observations/results';
import { polarityOf, shortened, valueAsRecorded } from '../observations/fact-values';
import { isGastrinoma } from '../observations/pathology';
import type { ClinicalRecord, RecordEntry } from '../records/entries';
import { compareDates } from '../records/date-order';
import { codeOf, wordsOf } from '../records/elements';
import { byCodeUnit, type Ledger } from '../records/ledger';
import { saidBy } from '../records/said';
import { type Meaning, meaningsOf } from '../terminology';
import { isNegated } from './neoplasm-words';
import { nfkc } from '../values/plain';

const CODED: Readonly<Record<Background, readonly Meaning[]>> = {
  'atrophic-gastritis': ['atrophic-gastritis'], 'pernicious-anaemia': ['pernicious-anaemia'], 'gastrinoma': ['gastrinoma', 'gastrinoma-histology'], 'zes': ['zes', 'gastrin-excess'],
  'men1': ['men1'], 'h-pylori': ['h-pylori-disorder', 'h-pylori-detected'], 'autoimmune-thyroid': ['autoimmune-thyroiditis'], 'renal-failure': ['renal-failure'],
};
const WORDED: Readonly<Record<Background, RegExp>> = {
  'atrophic-gastritis': /(?<!non[- ]?)\batrophic gastritis\b|\bautoimmune (?:metaplastic )?(?:atrophic )?gastritis\b|(?<!非)萎缩性胃炎|(?<!非)自身免疫性胃炎/,
  'pernicious-anaemia': /\bpernicious an(?:a)?emia\b|恶性贫血/,
  'gastrinoma': /\bgastrinoma\b|胃泌素瘤/,
  'zes': /\bzollinger|卓-?艾|佐林格/,
  'men1': /\bmen[- ]?(?:1|i)\b|\bmultiple endocrine neoplasia,? type (?:1|i)\b|多发性内分泌(?:腺)?瘤病?(?:综合征)?(?:1|i)型/,
  'h-pylori': /\bhelicobacter pylori\b|\bh\.? ?pylori\b|幽门螺(?:旋)?杆菌/,
  'autoimmune-thyroid': /\bhashimoto|\bautoimmune thyroid|桥本|自身免疫性甲状腺/,
  'renal-failure': /\brenal failure\b|\bend[- ]stage renal\b|\bkidney failure\b|肾(?:功能)?衰竭|尿毒症/,
};
const ANY_WORDED = new RegExp(Object.values(WORDED).map((pattern) => pattern.source).join('|'));
const LONGEST_READ = 300;
const NONE: { background: Background; textMatch: boolean }[] = [];
/** Words that say of this background that it is not there, or no more; only the infection ends that way. */
const DENIED: Partial<Record<Background, RegExp>> = {
  'h-pylori': /\bpylori[- ](?:infection )?negative\b|\beradicat(?:ed|ion)\b|(?:杆菌|hp)[^,;。、|]{0,6}阴性|根除/,
};
const MERE_EXCESS = /\bhypergastrin|高胃泌素/;
/** Conditions that end: resolved means that they are no more. */
const ENDING: ReadonlySet<Background> = new Set(['h-pylori', 'renal-failure']);
const OVER = new Set(['resolved', 'inactive', 'remission']);

export function backgroundOf(record: ClinicalRecord, results: ResultsByConcept, ledger: Ledger): ClinicalPicture['background'] {
  const found = {} as Record<Background, BackgroundFinding[]>; // sound: one entry per background, from the next line on
  for (const background of BACKGROUNDS) found[background] = [];
  const add = (background: Background, entry: RecordEntry, state: BackgroundFinding['state'], textMatch: boolean): void => {
    found[background].push({ state, date: entry.date, resource: entry.reference });
    ledger.used({ fact: `background.${background}`, value: `${shortened(wordsOf(entry.resource['code'])[0] ?? codeOf(entry.resource['code']) ?? '', 90)} (${state})`, resource: entry.reference, date: entry.recordedDate, textMatch });
    if (textMatch) ledger.textMatched(`background.${background}`);
  };
  for (const entry of record.conditions) {
    for (const { background, textMatch } of backgroundsNamedBy(entry)) {
      const over = ENDING.has(background) && OVER.has(codeOf(entry.resource['clinicalStatus']) ?? '');
      add(background, entry, over ? 'absent' : 'present', textMatch);
    }
  }
  for (const entry of record.refuted) for (const { background, textMatch } of backgroundsNamedBy(entry)) add(background, entry, 'absent', textMatch);
  for (const [concept, background] of [['atrophic-gastritis', 'atrophic-gastritis'], ['h-pylori', 'h-pylori']] as const) {
    for (const result of results.get(concept) ?? []) addResult(result, background, found, ledger);
  }
  for (const result of results.get('histology') ?? []) {
    if (!isGastrinoma(result.holder)) continue;
    const textMatch = !meaningsOf(result.holder['valueCodeableConcept']).has('gastrinoma-histology');
    found.gastrinoma.push({ state: 'present', date: result.date, resource: result.resource });
    ledger.used({ fact: 'background.gastrinoma', value: shortened(valueAsRecorded(result.holder)), resource: result.resource, date: result.recordedDate, textMatch });
    if (textMatch) ledger.textMatched('background.gastrinoma');
  }
  for (const background of BACKGROUNDS) found[background].sort((a, b) => compareDates(a.date, b.date) || byCodeUnit(a.resource, b.resource));
  return found;
}

function addResult(result: Result, background: Background, found: Record<Background, BackgroundFinding[]>, ledger: Ledger): void {
  // The one code whose name holds its answer; a value or a reason beside it that cannot be read takes that back.
  const answers = result.code === '168385006' && !Object.keys(result.holder).some((name) => (name.startsWith('value') || name === 'dataAbsentReason') && (result.holder[name] ?? null) !== null);
  const polarity = polarityOf(result.holder) ?? (answers ? 'positive' : null);
  if (polarity === null) {
    ledger.reject(result.resource, 'unreadable');
    return;
  }
  found[background].push({ state: polarity === 'positive' ? 'present' : 'absent', date: result.date, resource: result.resource });
  ledger.used({ fact: `background.${background}`, value: shortened(valueAsRecorded(result.holder)) || (polarity === 'positive' ? 'present' : 'absent'), resource: result.resource, date: result.recordedDate, textMatch: result.textMatch });
}

function backgroundsNamedBy(entry: RecordEntry): { background: Background; textMatch: boolean }[] {
  const { meanings: ids, text } = saidBy(entry);
  const words = nfkc(text.length > LONGEST_READ ? text.slice(0, LONGEST_READ) : text).toLowerCase();
  if (ids.size === 0 && !ANY_WORDED.test(words)) return NONE;
  const coded = BACKGROUNDS.filter((background) => CODED[background].some((id) => ids.has(id)));
  // The code of gastrin excess covers a raised value too, which any atrophic stomach has: words that say only that say no syndrome.
  if (coded.length === 1 && coded[0] === 'zes' && !ids.has('zes') && MERE_EXCESS.test(words) && !WORDED.zes.test(words)) return [];
  if (coded.length > 0) return coded.map((background) => ({ background, textMatch: false }));
  if ([...ids].some((id) => id.startsWith('trap-'))) return [];
  if (words === '' || isNegated(words) || /\bmen[- ]?(?:2|ii)/.test(words)) return [];
  return BACKGROUNDS.filter((background) => WORDED[background].test(words) && DENIED[background]?.test(words) !== true).map((background) => ({ background, textMatch: true }));
}
