/** Stains, imaging and genes of the tumour. */
import type { ClinicalPicture, Fact, Gene, Marker } from '../../engine';
import { codingsOf, type Element, objectAt, stringAt } from '../records/elements';
import { compareDates } from '../records/date-order';
import { byCodeUnit, type Ledger } from '../records/ledger';
import { oneOf, polarityOf, shortened, valueAsRecorded, valueWords } from './fact-values';
import { newestOf, type Stated, statementsIn } from './newest';
import type { Concept } from '../terminology';
import type { Result, ResultsByConcept } from './results';
import { amountOf } from '../values/amounts';
import { interpretedLevel } from '../values/limits';

const STAINS: readonly [Marker, Concept][] = [
  ['cga', 'chromogranin-a-ihc'], ['syn', 'synaptophysin-ihc'], ['ck', 'cytokeratin-ihc'], ['insm1', 'insm1-ihc'], ['cd200', 'cd200-ihc'], ['sstr2', 'sstr2-ihc'], ['sstr-imaging', 'sstr-imaging'], ['mgmt', 'mgmt'],
];
const GENES: readonly [Gene, Concept[]][] = [
  ['tp53', ['tp53-gene']], ['p53', ['p53-ihc']], ['rb1', ['rb1-gene', 'rb1-ihc']], ['daxx', ['daxx-gene', 'daxx-ihc']], ['atrx', ['atrx-gene', 'atrx-ihc']], ['men1', ['men1-gene-tumour']],
];
const ALTERED = /^(?:mutated|mutant|mutation(?: detected)?|abnormal|aberrant|lost|loss|loss of expression|altered|pathogenic(?: variant)?|null|overexpress\w*|mutant[- ]type|突变|突变型|缺失|丢失|异常|表达缺失)(?:$|[ ,(])/;
const INTACT = /^(?:wild[- ]?type|wt|retained|intact|normal|no mutation|not detected|preserved|野生型?|保留|未缺失|正常|无突变|未检出突变|no loss(?: of expression)?|not lost|not mutated|unmutated|mutation not detected|(?:无|未见)(?:表达)?(?:缺失|丢失)|表达(?:保留|未缺失)|未突变|未检测到突变)(?:$|[ ,(])/;
/** What takes back the word before it, or leaves it open. */
const TAKEN_BACK = /\?|\b(?:not|no|none|excluded|ruled out|pending|possible)\b|未|排除|除外|可疑|疑似|待/;
/** Something other than the stain itself is denied: no loss is no negative stain. */
const DENIES_OTHER = /^(?:no|without|无|未见)\s?(?!(?:nuclear |protein |any )?(?:expression|stain)|[核]?(?:表达|染色|着色))[^\s|(,]/;

export function markersOf(results: ResultsByConcept, ledger: Ledger): ClinicalPicture['markers'] {
  const markers: ClinicalPicture['markers'] = { 'cga': 'unknown', 'syn': 'unknown', 'ck': 'unknown', 'insm1': 'unknown', 'cd200': 'unknown', 'sstr2': 'unknown', 'sstr-imaging': 'unknown', 'mgmt': 'unknown' };
  for (const [marker, concept] of STAINS) {
    const fact: Fact = `markers.${marker}`;
    if (concept === 'mgmt') {
      // Promoter and protein are two measurements of one question: that it has been asked is what matters, and they cannot contradict each other.
      markers[marker] = statementsIn(results.get(concept), fact, ledger, mgmtOf).sort((a, b) => compareDates(b.date, a.date) || byCodeUnit(a.resource, b.resource))[0]?.value ?? 'unknown';
      continue;
    }
    const newest = newestOf(statementsIn(results.get(concept), fact, ledger, (result) => polarityOf(result.holder)), fact, ledger);
    if (newest !== null) markers[marker] = newest.value;
  }
  return markers;
}

/** What was recorded for MGMT, as it was put: methylated, expressed or not; a methylation score is a result too. */
function mgmtOf(result: Result): 'positive' | 'negative' | null {
  const said = oneOf(result.holder, ['methylated', 'unmethylated', 'positive', 'negative'] as const);
  if (said === 'methylated') return 'positive';
  if (said === 'unmethylated') return 'negative';
  const score = said ?? polarityOf(result.holder);
  return score === null && amountOf(result.holder).kind === 'amount' ? 'positive' : score;
}

export function genesOf(results: ResultsByConcept, ledger: Ledger): ClinicalPicture['genes'] {
  const genes: ClinicalPicture['genes'] = { tp53: 'unknown', p53: 'unknown', rb1: 'unknown', daxx: 'unknown', atrx: 'unknown', men1: 'unknown' };
  for (const [gene, concepts] of GENES) {
    const fact: Fact = `markers.${gene}`;
    const statements = concepts.map((concept) => newestOf(statementsIn(results.get(concept), fact, ledger, (result) => alterationOf(result, gene) ?? reported(result, gene, ledger)), fact, ledger));
    const said = statements.flatMap((statement) => (statement === null ? [] : [statement.value]));
    // A mutation stands whatever the stain shows, and a lost stain whatever the sequence shows.
    if (said.includes('altered')) genes[gene] = 'altered';
    else if (said.includes('intact')) genes[gene] = 'intact';
  }
  return genes;
}

/** A plain "positive" is no alteration: retained proteins stain, and p53 stains in wild type too. */
function alterationOf(result: Result, gene: Gene): 'intact' | 'altered' | null {
  const said = new Set<'intact' | 'altered' | 'open'>();
  for (const words of valueWords(result.holder)) {
    // A remark in brackets or after a comma explains and takes nothing back: null (no staining).
    const head = words.split(/[(,;]/)[0]?.trim() ?? '';
    if (INTACT.test(words)) said.add(TAKEN_BACK.test(head.replace(INTACT, '')) ? 'open' : 'intact');
    else if (ALTERED.test(words)) said.add(TAKEN_BACK.test(head) ? 'open' : 'altered');
    else if (DENIES_OTHER.test(words)) said.add('open');
  }
  if (said.has('open') || said.size > 1) return null;
  if (said.size === 1) return said.has('intact') ? 'intact' : 'altered';
  if (gene === 'p53' || gene === 'tp53' || gene === 'men1' || !result.concept.endsWith('-ihc')) return null;
  const polarity = polarityOf(result.holder);
  return polarity === null ? null : polarity === 'positive' ? 'intact' : 'altered';
}

/** A p53 stain that says neither wild type nor abnormal is quoted, since its words may tell a pathologist which. @see terminology.md section 6, shape 15 */
function reported(result: Result, gene: Gene, ledger: Ledger): null {
  const quote = shortened(valueAsRecorded(result.holder));
  if (gene === 'p53' && quote !== '') ledger.notice('narrative-not-used', 'DX-4', 'info', ['markers.p53'], { resource: result.resource, quote });
  return null;
}

export function mismatchRepairOf(results: ResultsByConcept, ledger: Ledger): ClinicalPicture['mmrMsi'] {
  const fact: Fact = 'markers.mmr-msi';
  const statements = [
    ...statementsIn(results.get('mmr'), fact, ledger, ({ holder }) => {
      const said = certainWords(holder);
      if (said.some((word) => /^(?:deficient|dmmr|mmr deficient|缺陷|错配修复缺陷)/.test(word))) return 'deficient' as const;
      return said.some((word) => /^(?:proficient|pmmr|mmr proficient|intact|完整|错配修复完整)/.test(word)) ? ('proficient' as const) : null;
    }),
    ...statementsIn(results.get('msi'), fact, ledger, ({ holder }) => {
      const said = [...certainWords(holder), ...codingsOf(objectAt(holder, 'valueCodeableConcept')).flatMap((coding) => (stringAt(coding, 'code') ?? '').toLowerCase())];
      if (said.some((word) => /^(?:high|msi-?h|msi-high|microsatellite instability[- ]high|la26203-2|高度不稳定)/.test(word))) return 'deficient' as const;
      return said.some((word) => /^(?:stable|mss|low|msi-?l|la14122-8|la26202-4|微卫星稳定|稳定)/.test(word)) ? ('proficient' as const) : null;
    }),
    ...mismatchProteins(results, ledger),
  ];
  const said = new Set(statements.map((statement) => statement.value));
  if (said.size === 2) {
    const newest = newestOf(statements, fact, ledger);
    return newest?.value ?? 'unknown';
  }
  return [...said][0] ?? 'unknown';
}

/** The words of a value without those that ask or exclude: `MSI-H?`, `MSI-high excluded`. */
const certainWords = (holder: Element): string[] => valueWords(holder).filter((word) => !/\?|\b(?:excluded|ruled out|pending|possible)\b|排除|除外|可疑|疑似|待/.test(word));

const NOT_LOST = /^(?:no loss|not lost|(?:无|未见?)(?:表达)?(?:缺失|丢失)|表达未缺失)/;
const RETAINED = /^(?:retained|intact|present|expressed|preserved|positive|normal|保留|表达|阳性)/;
const LOST = /^(?:lost|loss|absent|not expressed|negative|缺失|表达缺失|阴性)/;
/** The four proteins of a complete examination. */
const FOUR_PROTEINS = 4;

/** One lost protein is a deficient repair; only all four retained are a proficient one. */
function mismatchProteins(results: ResultsByConcept, ledger: Ledger): Stated<'deficient' | 'proficient'>[] {
  const statements = statementsIn(results.get('mmr-ihc'), 'markers.mmr-msi', ledger, ({ holder }) => {
    const said = certainWords(holder);
    if (said.some((word) => NOT_LOST.test(word))) return 'proficient' as const;
    if (said.length < valueWords(holder).length || said.some((word) => DENIES_OTHER.test(word))) return null;
    const polarity = polarityOf(holder);
    if (polarity === 'negative' || said.some((word) => LOST.test(word))) return 'deficient' as const;
    return polarity === 'positive' || said.some((word) => RETAINED.test(word)) ? ('proficient' as const) : null;
  });
  if (statements.some(({ value }) => value === 'deficient')) return statements.filter(({ value }) => value === 'deficient');
  const proteins = new Set(statements.map(({ result }) => result?.code));
  return proteins.size >= FOUR_PROTEINS ? statements : [];
}

/**
 * As the laboratory judges it: high or low. A number of mutations per megabase without its judgement is shown and decides nothing, since the rules name no limit.
 */
export function mutationalBurdenOf(results: ResultsByConcept, ledger: Ledger): ClinicalPicture['tmb'] {
  const fact: Fact = 'markers.tmb';
  const statements = statementsIn(results.get('tmb'), fact, ledger, ({ holder }) => {
    const said = certainWords(holder);
    if (said.some((word) => /^(?:high|tmb-?h|tmb-high|高)/.test(word))) return 'high' as const;
    if (said.some((word) => /^(?:low|tmb-?l|tmb-low|低)/.test(word))) return 'low' as const;
    const judged = interpretedLevel(holder);
    if (judged === 'high') return 'high' as const;
    if (judged === 'low' || judged === 'normal') return 'low' as const;
    const amount = amountOf(holder);
    return amount.kind === 'amount' && amount.value.low >= 0 ? ('unjudged' as const) : null;
  });
  const judged = statements.filter(({ value }) => value !== 'unjudged');
  const newest = newestOf(judged.length > 0 ? judged : statements, fact, ledger)?.value;
  return newest === 'high' || newest === 'low' ? newest : 'unknown';
}
