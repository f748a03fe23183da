/** The lesion itself: its size, their number, how deep it goes, and the regional nodes. */
import { type ClinicalPicture, DEPTHS, type Measured } from '../../engine';
import { compareDates } from '../records/date-order';
import { codeOf, objectsAt } from '../records/elements';
import type { Ledger } from '../records/ledger';
import { readCount } from '../values/counts';
import { readLengthMm } from '../values/lengths';
import type { ValueReading } from '../values/reading';
import { oneOf, polarityOf, shortened, valueAsRecorded, valueWords } from './fact-values';
import { newestOf, statementsIn, type Stated } from './newest';
import type { Result, ResultsByConcept } from './results';
import { stageGroupIn, mCategoryIn, nCategoryIn, tCategoryIn } from './stage-words';

/** Records why a number is left out; null unless it is one. */
function numberOrReject(read: ValueReading, result: Result, ledger: Ledger): Measured | null {
  if (read.kind === 'value') return read.value;
  if (read.kind === 'invalid-value' || read.kind === 'unknown-unit') ledger.reject(result.resource, read.kind);
  return null;
}

export interface Sizes { largest: Measured | null; statements: Stated<Measured>[]; sameDayLesions: number }

/** The largest lesion of the newest day that measured any, in mm. */
export function sizesOf(results: ResultsByConcept, ledger: Ledger): Sizes {
  const statements = (['tumour-size-max', 'tumour-size-panel'] as const).flatMap((concept) => statementsIn(results.get(concept), 'size', ledger, (result) =>
    result.origin === 'metastasis' || (concept === 'tumour-size-panel' && objectsAt(result.holder, 'component').length > 0 && !('valueQuantity' in result.holder) && !('valueString' in result.holder))
      ? null : numberOrReject(readLengthMm(result.holder), result, ledger)));
  let newest: Stated<Measured>[] = [];
  for (const statement of statements) {
    const order = newest[0] === undefined ? 1 : compareDates(statement.date, newest[0].date);
    if (order > 0) newest = [statement];
    else if (order === 0) newest.push(statement);
  }
  const unread = ledger.newestUnread(new Set(['tumour-size-max', 'tumour-size-panel'] as const));
  if (unread !== null && newest[0] !== undefined && compareDates(unread.date, newest[0].date) > 0) {
    ledger.notice('newer-result-unreadable', 'GR-13', 'warning', ['size'], { resource: unread.resource });
    newest = [];
  }
  const largest = newest.reduce<Measured | null>((best, { value }) => (best === null || value.high > best.high || (value.high === best.high && value.low > best.low) ? value : best), null);
  // Sizes of one examination are of several lesions; those of two examinations may be two looks at one.
  const perLook = new Map<string, Set<string>>();
  for (const { result, resource } of newest) {
    const look = result?.report ?? result?.partOf[0] ?? codeOf(result?.entry.resource['method']) ?? '';
    perLook.set(look, (perLook.get(look) ?? new Set()).add(resource));
  }
  return { largest, statements, sameDayLesions: Math.max(0, ...[...perLook.values()].map((lesions) => lesions.size)) };
}

export function lesionCountOf(results: ResultsByConcept, sizes: Sizes, ledger: Ledger): { lesions: ClinicalPicture['lesions']; statements: Stated<number>[] } {
  const statements = statementsIn(results.get('lesion-count'), 'lesions', ledger, (result) => {
    const word = valueWords(result.holder).map((said) => (/^(?:solitary|single|one|单发|单个)$/.test(said) ? 1 : /^(?:multiple|multifocal|多发|多个)$/.test(said) ? Infinity : 0)).find((count) => count > 0);
    if (word !== undefined) return word;
    const count = numberOrReject(readCount(result.holder), result, ledger);
    return count === null || count.low < 1 ? null : count.low > 1 ? count.low : count.high === 1 ? 1 : null;
  });
  statements.push(...statementsIn(results.get('multifocality'), 'lesions', ledger, ({ holder }) => {
    const polarity = polarityOf(holder);
    return polarity === null ? null : polarity === 'positive' ? Infinity : 1;
  }));
  const newest = newestOf(statements.map((statement) => ({ ...statement, value: statement.value > 1 ? ('multiple' as const) : ('solitary' as const) })), 'lesions', ledger, 'GR-6');
  const count = newest === null ? null : (statements.find((statement) => statement.resource === newest.resource)?.value ?? null);
  if (sizes.sameDayLesions > 1 && count !== null && count < sizes.sameDayLesions) {
    ledger.conflict('lesion-count-differs', 'GR-6', ['lesions', 'size'], { count: count, sizes: sizes.sameDayLesions });
    return { lesions: 'multiple', statements };
  }
  if (newest !== null) return { lesions: newest.value, statements };
  // Two sizes of one day may be two looks at one lesion: without a recorded count nothing is inferred.
  return { lesions: 'unknown', statements };
}

export function depthOf(results: ResultsByConcept, ledger: Ledger): { depth: ClinicalPicture['depth']; statements: Stated<unknown>[] } {
  const statements = statementsIn(results.get('depth-of-invasion'), 'invasion', ledger, ({ holder, origin }) => (origin === 'metastasis' ? null : (oneOf(holder, DEPTHS) ?? depthInWords(valueWords(holder)))));
  return { depth: newestOf(statements, 'invasion', ledger)?.value ?? null, statements };
}

/** A layer, said to be reached, and what may follow it: a remark that names no further layer, or denies it. */
const LAYERS: readonly [NonNullable<ClinicalPicture['depth']>, string][] = [
  ['submucosa', '[黏粘]膜下层?'], ['mucosa', '[黏粘]膜(?:固有层|肌层|层)?'], ['muscularis-propria', '(?:固有)?肌层'], ['subserosa', '浆膜下层?'], ['serosa', '浆膜层?'],
];
const ANY_LAYER = /[黏粘]膜|肌层|浆膜/;
const DENIED_LAYER = /^[^,;。]{0,2}(?:未|无|没有)[^,;。]*$/;
const REACHED: readonly [NonNullable<ClinicalPicture['depth']>, RegExp][] = LAYERS.map(([depth, layer]) => [depth, new RegExp(`^(?:侵及|侵犯|累及|浸润(?:至|到)?|达)?${layer}(?:内|受侵|受累|浸润)?(?:\\s*[(,;。](.*))?$`)]);

function depthInWords(words: readonly string[]): ClinicalPicture['depth'] {
  const said = new Set<NonNullable<ClinicalPicture['depth']>>();
  for (const word of words) {
    for (const [depth, pattern] of REACHED) {
      const match = pattern.exec(word.slice(0, 100));
      if (match === null) continue;
      const rest = match[1] ?? '';
      if (!ANY_LAYER.test(rest) || DENIED_LAYER.test(rest)) said.add(depth);
    }
  }
  return said.size === 1 ? ([...said][0] ?? null) : null;
}

export interface StageFindings { t: ClinicalPicture['recorded']['t']; n: ClinicalPicture['recorded']['n']; m: ClinicalPicture['recorded']['m']; group: ClinicalPicture['recorded']['group']; mStatement: Stated<unknown> | null }

/** Recorded categories: from Observations, else from the stage of the gastric Condition. */
export function stageOf(results: ResultsByConcept, conditionStages: { words: string[]; result: Stated<null> }[], ledger: Ledger): StageFindings {
  const own = <V>(concept: 't-category' | 'n-category' | 'm-category' | 'stage-group', fact: Fact2, read: (words: readonly string[]) => V | null): Stated<V> | null => {
    const saysOnlyOthers = (words: readonly string[]): boolean => read(words) === null && (tCategoryIn(words) ?? nCategoryIn(words) ?? mCategoryIn(words)) !== null;
    const statements = statementsIn(results.get(concept)?.filter(({ holder }) => !isNotAssessed(holder) && !saysOnlyOthers(valueWordsWithCodes(holder))), fact, ledger, ({ holder }) => read(valueWordsWithCodes(holder)));
    if (statements.length === 0) {
      // A whole `T2N0M0` under the code of one category, or of the stage group, says the others too.
      for (const other of STAGE_CONCEPTS) {
        if (other === concept) continue;
        for (const result of results.get(other) ?? []) {
          const value = result.origin === 'elsewhere' || concept === 'stage-group' ? null : read(valueWordsWithCodes(result.holder));
          if (value === null) continue;
          statements.push({ value, date: result.date, resource: result.resource, result });
          ledger.used({ fact, value: shortened(valueAsRecorded(result.holder)), resource: result.resource, date: result.recordedDate, textMatch: result.textMatch });
        }
      }
    }
    if (statements.length === 0) {
      for (const { words, result } of conditionStages) {
        const value = read(words);
        if (value !== null) statements.push({ ...result, value });
      }
    }
    return newestOf(statements, fact, ledger, 'ST-1');
  };
  const m = own('m-category', 'metastasis', mCategoryIn);
  return {
    t: own('t-category', 'invasion', tCategoryIn)?.value ?? null, n: own('n-category', 'nodes', nCategoryIn)?.value ?? null,
    m: m?.value ?? null, group: own('stage-group', 'recordedStage', stageGroupIn)?.value ?? null, mStatement: m,
  };
}

const STAGE_CONCEPTS = ['t-category', 'n-category', 'm-category', 'stage-group'] as const;

/** `TX`, `pNX`: not assessed, which says nothing and hides nothing. */
function isNotAssessed(holder: Parameters<typeof valueWords>[0]): boolean {
  return valueWordsWithCodes(holder).some((word) => /^[cpyrau]{0,3}[tnm]x\b/i.test(word));
}

type Fact2 = 'invasion' | 'nodes' | 'metastasis' | 'recordedStage';

/** Stage values often carry the category in the code of a system that is no terminology of ours. */
function valueWordsWithCodes(holder: Parameters<typeof valueWords>[0]): string[] {
  const concept = holder['valueCodeableConcept'];
  const codes = objectsAt(concept, 'coding').flatMap((coding) => (typeof coding['code'] === 'string' && !/^\d{6,}$/.test(coding['code']) ? [coding['code']] : []));
  return [...valueWords(holder), ...codes];
}

export function nodesOf(results: ResultsByConcept, category: ClinicalPicture['nodes']['category'], metastasisRecorded: boolean, ledger: Ledger): { nodes: ClinicalPicture['nodes']; statements: Stated<unknown>[] } {
  const eus = statementsIn(results.get('eus-nodes'), 'nodes.eus', ledger, ({ holder }) => polarityOf(holder));
  const imaging = statementsIn(results.get('imaging-nodes'), 'nodes.imaging', ledger, ({ holder }) => polarityOf(holder));
  const count = (concept: 'nodes-examined' | 'nodes-positive', fact: 'nodes.examined' | 'nodes.positive'): Stated<number> | null => newestOf(statementsIn(results.get(concept), fact, ledger, (result) => {
    const read = numberOrReject(readCount(result.holder), result, ledger);
    return read !== null && read.low === read.high ? read.low : null;
  }), fact, ledger);
  let examined = count('nodes-examined', 'nodes.examined');
  let positive = count('nodes-positive', 'nodes.positive');
  if (examined !== null && positive !== null && positive.value > examined.value) {
    ledger.rejectUsed(examined.resource, 'nodes.examined', 'invalid-value');
    ledger.rejectUsed(positive.resource, 'nodes.positive', 'invalid-value');
    examined = null;
    positive = null;
  }
  return {
    nodes: {
      category, eus: newestOf(eus, 'nodes.eus', ledger)?.value ?? null, imaging: newestOf(imaging, 'nodes.imaging', ledger)?.value ?? null,
      examined: examined?.value ?? null, positive: positive?.value ?? null, metastasisRecorded,
    },
    statements: [...eus, ...imaging],
  };
}

