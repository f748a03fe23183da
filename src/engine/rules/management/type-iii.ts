/** Type III without distant metastasis (clinical rules, section 8.3): radical surgery by depth and nodes, less only for what is proved small. */
import type { Fact, RecommendationCode } from '../../vocabulary';
import { isDone } from './acts-on-record';
import { beyond, review, row } from './row';
import type { Row } from './row';
import { gradeIs, gradeIsUnknown, isDeep, isNodeFreeOnBoth, sizeBelow, sizeUpTo } from './situation';
import type { Situation } from './situation';
import { NO, all, any, opposite, verdictOf, waitsFor, when } from './verdict';
import type { Verdict } from './verdict';

const topic = 'management-type-iii';

/** Which of the two examinations of the nodes has no result. */
const nodesWaitFor = ({ picture: { nodes } }: Situation): readonly Fact[] =>
  [...(nodes.eus === null ? (['nodes.eus'] as const) : []), ...(nodes.imaging === null ? (['nodes.imaging'] as const) : [])];

/** Resections that adequate staging has to come before. */
const LIMITED: readonly RecommendationCode[] = ['endoscopic-resection', 'local-gastrectomy'];

/** M3-1: one limb known positive settles it. */
export const needsRadicalSurgery = (s: Situation): Verdict => any(isDeep(s), verdictOf(s.classified.nodesPositive, ...nodesWaitFor(s)));

/** M3-2: all four limits of the Chinese guideline. */
export const allowsEndoscopicResection = (s: Situation): Verdict =>
  all(sizeBelow(s, 10), opposite(isDeep(s)), gradeIs(s, 'G1'), isNodeFreeOnBoth(s));

/** M3-5: something about depth or nodes has not been looked at. */
export function needsStagingFirst(s: Situation): Verdict {
  if (needsRadicalSurgery(s).tri === 'yes') return NO;
  const { eus, imaging } = s.picture.nodes;
  return when(isDeep(s).tri === 'unknown' || eus === null || imaging === null);
}

/** M3-6: everything is known and it is beyond the limits of M3-2. */
export function isBeyondEndoscopicLimits(s: Situation): Verdict {
  const settled = s.picture.sizeMm !== null && needsRadicalSurgery(s).tri === 'no' && needsStagingFirst(s).tri === 'no' && allowsEndoscopicResection(s).tri === 'no';
  return !settled || gradeIsUnknown(s) && gradeIs(s, 'G1', 'G2').tri !== 'yes' ? NO : gradeIs(s, 'G1', 'G2');
}

/** Radical surgery is on record and at least one node count may be too low. */
function hasTooFewNodes(s: Situation): Verdict {
  if (!s.picture.acts.some(({ act }) => act === 'radical-gastrectomy')) return NO;
  const { examined } = s.picture.nodes;
  return examined === null ? waitsFor('nodes.examined') : when(examined < 15);
}

export const TYPE_III_ROWS: readonly Row[] = [
  row({
    id: 'M3-1', topic, when: 'The muscularis propria or deeper is reached, or regional nodes are positive.', holds: needsRadicalSurgery,
    codes: [
      { code: 'radical-gastrectomy', strength: 'recommended', about: () => ({ level: 'I' }) },
      { code: 'lymphadenectomy', strength: 'recommended', about: () => ({ level: 'I', nodesAtLeast: 15 }) },
    ],
    because: review('§6.3 R110 R111 R112', 'Invasion of the muscle layer or nodal spread calls for a radical operation with at least 15 regional nodes, to the extent used for adenocarcinoma.', 'CSCO 2021'),
  }),
  row({
    id: 'M3-2', topic, when: 'Under 10 mm, not into the muscularis propria, G1, no nodes on endoscopic ultrasound and none on other imaging.',
    holds: allowsEndoscopicResection, codes: [{ code: 'endoscopic-resection', strength: 'consider' }],
    because: review('§6.3 R114', 'Only a superficial G1 lesion under 1 cm without nodes may be taken out endoscopically.', 'CSCO 2021'),
  }),
  row({
    id: 'M3-3', topic, when: 'Up to 10 mm, localised, G1 or G2, and not M3-1: the other guideline\'s preference, beside M3-2.',
    holds: (s) => all(sizeUpTo(s, 10), gradeIs(s, 'G1', 'G2'), opposite(needsRadicalSurgery(s))),
    codes: [{ code: 'radical-gastrectomy', strength: 'consider' }, { code: 'lymphadenectomy', strength: 'consider' }],
    because: review('§6.3 R115', 'For a localised low-grade lesion up to 1 cm this guideline leans towards surgery with nodes.', 'NCCN 2021'),
  }),
  row({
    id: 'M3-4', topic, when: 'Not M3-1, and full endoscopic ultrasound and imaging show no nodes.',
    // G3 has no rule in the review (M3-8), so a grade known to be G3 is not offered a limited resection here.
    holds: (s) => (gradeIs(s, 'G3').tri === 'yes' ? NO : all(opposite(needsRadicalSurgery(s)), isNodeFreeOnBoth(s))),
    codes: [{ code: 'local-gastrectomy', strength: 'consider' }],
    because: review('§6.3 R113', 'With nodes excluded by ultrasound and imaging a local gastric resection may be considered.', 'CSCO 2021'),
  }),
  row({
    id: 'M3-5', topic, when: 'Not M3-1, and the depth, or the nodes on endoscopic ultrasound or on imaging, are unknown: staging comes first.',
    holds: needsStagingFirst,
    codes: [{ code: 'eus-staging', strength: 'recommended' }, { code: 'cross-sectional-imaging', strength: 'recommended' }],
    asks: (s) => {
      const waiting = LIMITED.filter((code) => isDone(s, code).tri !== 'yes');
      return waiting.length === 0 ? [] : [...isDeep(s).needs, ...nodesWaitFor(s)].map((fact) => ({ fact, for: waiting }));
    },
    because: review('§6.3 R113 R114', 'Limited resection rests on adequate ultrasound and imaging, so these come first.'),
  }),
  row({
    id: 'M3-6', topic, when: 'Size, depth, grade and nodes are known, G1 or G2, and neither M3-1 nor M3-2 is met.', holds: isBeyondEndoscopicLimits,
    codes: [{ code: 'surgical-resection', strength: 'recommended' }, { code: 'endoscopic-resection', strength: 'not-recommended' }],
    because: review('§6.3 R114 R116', 'What is beyond the limits for endoscopic resection is resected surgically, locally or radically by its stage.'),
  }),
  row({
    id: 'M3-7', topic, when: 'A radical operation is on record with fewer than 15 nodes examined.', then: 'Notice: nodal staging is inadequate.', holds: hasTooFewNodes,
    notices: [{
      code: 'staging-inadequate', severity: 'warning', facts: ['nodes.examined'],
      if: (s) => hasTooFewNodes(s).tri === 'yes', about: (s) => ({ examined: String(s.picture.nodes.examined), nodesAtLeast: 15 }),
    }],
    asks: (s) => (hasTooFewNodes(s).tri === 'unknown' ? [{ fact: 'nodes.examined', for: ['lymphadenectomy'] }] : []),
    because: review('§6.3 R112', 'Fewer than 15 examined regional nodes do not stage the tumour.', 'CSCO 2021'),
  }),
  row({
    id: 'M3-8', topic, when: 'NET G3 and not M3-1.',
    holds: (s) => all(gradeIs(s, 'G3'), opposite(needsRadicalSurgery(s))),
    codes: [{ code: 'mdt-discussion', strength: 'recommended' }],
    notices: [{ code: 'no-rule-net-g3-type-iii', severity: 'info', facts: ['ki67', 'mitoses'], if: (s) => gradeIs(s, 'G3').tri === 'yes' && needsRadicalSurgery(s).tri !== 'yes' }],
    because: beyond('§6.3 R116', 'The review has no rule for a localised NET G3 of type III; a high Ki-67 alone never makes it an etoposide–platinum case.'),
  }),
];
