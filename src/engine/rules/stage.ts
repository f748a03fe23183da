/** Stage: recorded categories as recorded, evidence of spread above a recorded M0 or N0, and derivation for the NET only (ST-1 to ST-4). */
import type { StagePart } from '../assessment';
import type { Answer, Classified } from '../classification';
import { conflict, lacking, nothingSaid, notice } from '../findings';
import type { Findings } from '../findings';
import { upTo } from '../measured';
import type { ClinicalPicture, Tri } from '../picture';
import { or, triOf } from '../tri';
import { DEPTHS, M_CATEGORIES, N_CATEGORIES, T_CATEGORIES } from '../vocabulary';
import type { Depth, Fact, Kind, MCategory, NCategory, StageGroup, TCategory } from '../vocabulary';
import { GROUP_TABLE, T_TABLE } from './stage-table';

/** AJCC 8's size limb of T1 and T2, mm. */
const T1_MM = 10;

export interface StageAnswer extends Answer<StagePart>, Pick<Classified, 'metastatic' | 'nodesPositive' | 'depth' | 'muscularisOrDeeper'> {}

/** ST-1 to ST-4. */
export function stageOf(picture: ClinicalPicture, kind: Kind): StageAnswer {
  const said = nothingSaid();
  const spread = spreadOf(picture, kind, said);
  const depth = picture.depth ?? depthOfCategory(picture);
  const ts = kind === 'NET' || picture.recorded.t !== null ? possibleT(picture) : T_CATEGORIES;
  const t = ts.length === 1 ? ts[0]! : null;
  const group = groupOf(picture, kind, ts, spread);
  const rules = new Set<string>();
  if (anyRecorded(picture) || spread.n !== null || spread.m !== null) rules.add('ST-1');
  if ((t !== null && picture.recorded.t === null) || group.derived || (spread.m === null && spread.metastatic === 'yes')) rules.add('ST-2');
  if (depth !== null || isT2PerhapsBySize(picture)) rules.add('ST-3');
  if (said.conflicts.some(({ rule }) => rule === 'ST-4')) rules.add('ST-4');
  const derived = (t !== null && picture.recorded.t === null) || group.derived;
  const recorded = t !== null || spread.n !== null || spread.m !== null || group.value !== null;
  const part: StagePart = { t, n: spread.n, m: spread.m, group: group.value, basis: derived ? 'derived' : recorded ? 'recorded' : null, depth, rules: [...rules].sort() };
  groupConflict(picture, kind, ts, spread, said);
  depthSayings(picture, part, said);
  whatIsMissing(picture, kind, part, ts, spread, said);
  return { part, ...said, metastatic: spread.metastatic, nodesPositive: spread.nodesPositive, depth, muscularisOrDeeper: or(atOrBelow(depth), spread.nodesPositive) };
}

interface Spread { n: NCategory | null; m: MCategory | null; nodesPositive: Tri; metastatic: Tri; overruled: boolean }

const anyRecorded = ({ recorded, nodes, metastasis }: ClinicalPicture): boolean => [recorded.t, recorded.n, recorded.m, recorded.group, nodes.category, metastasis.category].some((c) => c !== null);

/** ST-4: the higher of what is recorded and what there is evidence of. */
function spreadOf(picture: ClinicalPicture, kind: Kind, said: Findings): Spread {
  const { nodes, metastasis, recorded } = picture;
  const nEvidence: Fact[] = [];
  if (nodes.eus === 'positive') nEvidence.push('nodes.eus');
  if (nodes.imaging === 'positive') nEvidence.push('nodes.imaging');
  if (nodes.positive !== null && nodes.positive > 0) nEvidence.push('nodes.positive');
  const recordedN = higherN(nodes.category, recorded.n);
  const nPositive = recordedN === 'N1' || nEvidence.length > 0 || nodes.metastasisRecorded;
  const nAgainst: Fact[] = [];
  if (nodes.eus === 'negative') nAgainst.push('nodes.eus');
  if (nodes.imaging === 'negative') nAgainst.push('nodes.imaging');
  if (nodes.positive === 0 && nodes.examined !== null && nodes.examined > 0) nAgainst.push('nodes.examined');
  const nNegative = recordedN === 'N0' || nAgainst.length > 0;
  const recordedM = higherM(metastasis.category, recorded.m);
  const mEvidence: Fact[] = [];
  if (metastasis.sites.length > 0) mEvidence.push('metastasis.sites');
  if (metastasis.extent !== null) mEvidence.push('metastasis.extent');
  if (metastasis.liverPattern !== null) mEvidence.push('metastasis.liver-pattern');
  const overruledN = recordedN === 'N0' && nPositive;
  const sites = metastasis.sites.filter((site) => site !== 'unstated');
  const overruledM = recordedM === 'M0' && mEvidence.length > 0;
  // A negative examination that a positive finding overrules is shown as a recorded N0 would be.
  if (!overruledN && nPositive && nAgainst.length > 0) said.conflicts.push(conflict('negative-nodes-overruled', 'ST-4', ['nodes', ...nAgainst, ...nEvidence]));
  if (overruledN) said.conflicts.push(conflict('recorded-n0-evidence-n1', 'ST-4', ['nodes', ...nEvidence]));
  if (overruledM) said.conflicts.push(conflict('recorded-m0-evidence-m1', 'ST-4', ['metastasis', ...mEvidence], sites.length > 0 ? { evidence: sites.sort().join(', ') } : {}));
  const m: MCategory | null = recordedM === 'M1' || mEvidence.length > 0 ? 'M1' : recordedM;
  // Of a NET the group says it too, where nothing else says anything; of a carcinoma group IV can be local.
  const byGroup = kind === 'NET' && m === null && recorded.group === 'IV';
  if (byGroup) said.notices.push(notice('metastasis-by-recorded-group', 'ST-2', 'info', ['recordedStage', 'metastasis']));
  const metastatic: Tri = m === 'M1' || byGroup ? 'yes' : m === 'M0' ? 'no' : 'unknown';
  return {
    n: nPositive ? 'N1' : nNegative ? 'N0' : null, m,
    nodesPositive: nPositive ? 'yes' : nNegative ? 'no' : 'unknown', metastatic, overruled: overruledN || overruledM,
  };
}

const higherN = (a: NCategory | null, b: NCategory | null): NCategory | null => (a === 'N1' || b === 'N1' ? 'N1' : (a ?? b));
const higherM = (a: MCategory | null, b: MCategory | null): MCategory | null => (a === 'M1' || b === 'M1' ? 'M1' : (a ?? b));

/** Size alone, above 10 mm, may be why the lesion is called T2 (ST-2's size limb). */
const isT2PerhapsBySize = ({ recorded, sizeMm }: ClinicalPicture): boolean => recorded.t === 'T2' && sizeMm !== null && upTo(sizeMm, T1_MM) !== 'yes';

/** The depth a recorded T stands for where no depth is recorded: the deepest layer of T1, the first of the others; none for a T2 that the size explains. */
function depthOfCategory(picture: ClinicalPicture): Depth | null {
  const { t } = picture.recorded;
  if (t === null || isT2PerhapsBySize(picture)) return null;
  return ({ T1: 'submucosa', T2: 'muscularis-propria', T3: 'subserosa', T4: 'serosa' } as const)[t];
}

const isMuscularisOrDeeper = (depth: Depth): boolean => DEPTHS.indexOf(depth) >= DEPTHS.indexOf('muscularis-propria');
const atOrBelow = (depth: Depth | null): Tri => (depth === null ? 'unknown' : triOf(isMuscularisOrDeeper(depth)));

const LAYER = { mucosa: 'within submucosa', submucosa: 'within submucosa', 'muscularis-propria': 'muscularis propria', subserosa: 'subserosa', serosa: 'serosa or beyond', 'adjacent-structures': 'serosa or beyond' } as const;

/** Every T that what is known leaves possible; the recorded one alone where there is one. */
function possibleT(picture: ClinicalPicture): readonly TCategory[] {
  if (picture.recorded.t !== null) return [picture.recorded.t];
  const layers = picture.depth === null ? T_TABLE.dimensions.depth : [LAYER[picture.depth]];
  const small = upTo(picture.sizeMm, T1_MM);
  const sizes = T_TABLE.dimensions.size.filter((s) => (s === 'up to 10 mm' ? small !== 'no' : small !== 'yes'));
  const possible = new Set(layers.flatMap((depth) => sizes.map((size) => T_TABLE.decide({ depth, size }).then)));
  return T_CATEGORIES.filter((t) => possible.has(t));
}

/** Every group that the possible categories leave open. */
function possibleGroups(ts: readonly TCategory[], spread: Spread): StageGroup[] {
  const ns = spread.n === null ? N_CATEGORIES : [spread.n];
  const ms = spread.m === null ? M_CATEGORIES : [spread.m];
  const groups: StageGroup[] = [];
  for (const t of ts) for (const n of ns) for (const m of ms) {
    const group = GROUP_TABLE.decide({ t, n, m }).then;
    if (!groups.includes(group)) groups.push(group);
  }
  return groups;
}

function groupOf(picture: ClinicalPicture, kind: Kind, ts: readonly TCategory[], spread: Spread): { value: StageGroup | null; derived: boolean } {
  const reported = picture.recorded.group;
  const groups = possibleGroups(ts, spread);
  // A group recorded beside a category that evidence has overruled is as old as that category.
  const overtaken = spread.overruled && reported !== null && !groups.includes(reported);
  if (reported !== null && !overtaken) return { value: reported, derived: false };
  if (kind !== 'NET' || groups.length !== 1) return { value: null, derived: false };
  return { value: groups[0]!, derived: true };
}

/** ST-1: for a NET by the whole table; for other kinds, whose table is another, only by M1 being group IV. */
function groupConflict(picture: ClinicalPicture, kind: Kind, ts: readonly TCategory[], spread: Spread, said: Findings): void {
  const reported = picture.recorded.group;
  if (reported === null) return;
  const known = picture.recorded.t === null ? T_CATEGORIES : ts;
  const possible = kind === 'NET' ? possibleGroups(known, spread) : spread.m === 'M1' ? ['IV' as const] : [];
  if (possible.length === 0 || possible.includes(reported)) return;
  said.conflicts.push(conflict('recorded-group-differs', 'ST-1', ['recordedStage', ...(picture.recorded.t === null ? [] : ['invasion' as const]), ...(spread.n === null ? [] : ['nodes' as const]), ...(spread.m === null ? [] : ['metastasis' as const])],
    { recorded: reported, ...(possible.length === 1 ? { derived: possible[0]! } : {}) }));
}

/** ST-3: T2 by size alone is said, known or possible; a recorded T that the recorded depth contradicts is a conflict, and depth counts. */
function depthSayings(picture: ClinicalPicture, part: StagePart, said: Findings): void {
  if (picture.depth === null) {
    if (isT2PerhapsBySize(picture)) said.notices.push(notice('t2-by-size-only', 'ST-3', 'info', ['invasion', 'size']));
    return;
  }
  const shallow = !isMuscularisOrDeeper(picture.depth);
  if (part.t === 'T2' && shallow) said.notices.push(notice('t2-by-size-only', 'ST-3', 'info', ['invasion', 'size']));
  const t = picture.recorded.t;
  if (t === null || (t === 'T2' && shallow && upTo(picture.sizeMm, T1_MM) !== 'yes')) return;
  const byDepth = T_TABLE.decide({ depth: LAYER[picture.depth], size: 'up to 10 mm' }).then;
  if (byDepth !== t) said.conflicts.push(conflict('depth-against-category', 'ST-3', ['invasion'], { category: t, depth: picture.depth }));
}

function whatIsMissing(picture: ClinicalPicture, kind: Kind, part: StagePart, ts: readonly TCategory[], spread: Spread, said: Findings): void {
  if (part.group !== null) return;
  if (kind !== 'NET') {
    if (kind !== 'NET-or-NEC') said.notices.push(notice('stage-not-derived', 'ST-2', 'info', ['recordedStage']));
    return;
  }
  if (spread.m === null) said.missing.push(lacking('metastasis', 'ST-2', 'stage'));
  if (spread.n === null) said.missing.push(lacking('nodes', 'ST-2', 'stage'));
  if (ts.length === 1) return;
  if (picture.depth === null) said.missing.push(lacking('invasion', 'ST-2', 'stage'));
  if (picture.sizeMm === null) said.missing.push(lacking('size', 'ST-2', 'stage'));
}
