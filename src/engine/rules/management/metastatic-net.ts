/** NET with distant metastasis (clinical rules, section 8.5): the local treatment of liver metastases, MT-1 to MT-4, MT-16 and MT-17. */
import type { RecommendationCode } from '../../vocabulary';
import { beyond, review, row } from './row';
import type { Row, RowCode } from './row';
import { gradeIs, gradeIsUnknown, isLiverOnly, isOutsideLiver, isResectable, isUnresectable, liverIsInvolved } from './situation';
import type { Situation } from './situation';
import { NO, YES, all, waitsFor, when } from './verdict';
import type { Verdict } from './verdict';

const topic = 'management-metastatic-net';

/** MT-17: the three liver patterns do not apply; a G3 that is only reported leaves that open (GR-4). */
const isOutsideLiverRules = (s: Situation): Verdict =>
  isOutsideLiver(s) ? YES : gradeIs(s, 'G1', 'G2').tri === 'no' ? gradeIs(s, 'G3') : NO;

/** The grade leaves it open whether the liver patterns apply, and no single grade can be named. */
const gradeIsOpen = (s: Situation): boolean => gradeIsUnknown(s) && gradeIs(s, 'G1', 'G2').tri === 'unknown';

/** MT-16: no class is forced on a pattern or a grade that is not known. */
const isUnclassed = (s: Situation): boolean => {
  const { liverPattern } = s.picture.metastasis;
  return isOutsideLiverRules(s).tri !== 'yes' && (liverPattern === null || liverPattern === 'other' || gradeIsOpen(s));
};

const hasPattern = (wanted: 'single' | 'dominant-with-small-bilobar' | 'diffuse') => (s: Situation): Verdict =>
  s.picture.metastasis.liverPattern !== wanted || gradeIsOpen(s) ? NO : all(isLiverOnly(s), gradeIs(s, 'G1', 'G2'));

/** Resection, or ablation and embolisation where it is recorded impossible; all of them conditionally while that is open. */
const RESECTION_OR_LOCAL: readonly RowCode[] = [
  { code: 'primary-and-metastasis-resection', strength: 'recommended', only: isResectable },
  { code: 'ablation', strength: 'recommended', only: isUnresectable },
  { code: 'tae-tace', strength: 'recommended', only: isUnresectable },
];
const PATTERN_CODES: readonly RecommendationCode[] = ['primary-and-metastasis-resection', 'primary-resection'];

export const LIVER_ROWS: readonly Row[] = [
  row({
    id: 'MT-1', topic, when: 'Liver only, G1 or G2, pattern 1: a single metastasis of any size.', holds: hasPattern('single'), codes: RESECTION_OR_LOCAL,
    because: review('§6.5 R134 R135', 'A single liver metastasis is resected with the primary; where that cannot be done it is ablated or embolised.', 'CSCO 2021'),
  }),
  row({
    id: 'MT-2', topic, when: 'Liver only, G1 or G2, pattern 2: one large metastasis with small ones in both lobes.', holds: hasPattern('dominant-with-small-bilobar'),
    codes: [...RESECTION_OR_LOCAL, { code: 'mdt-discussion', strength: 'recommended' }],
    because: review('§6.5 R136', 'One dominant metastasis with small bilobar ones is resected in one or two stages, and no pattern needs the multidisciplinary team more.', 'CSCO 2021'),
  }),
  row({
    id: 'MT-3', topic, when: 'Liver only, G1 or G2, pattern 3: diffuse.', holds: hasPattern('diffuse'),
    codes: [{ code: 'primary-resection', strength: 'recommended', about: () => ({ level: 'I' }) }],
    because: review('§6.5 R137', 'For diffuse liver metastases resection of the primary is given as a level I recommendation; systemic therapy stands beside it.', 'CSCO 2021'),
  }),
  row({
    id: 'MT-16', topic, when: 'The liver pattern is none of the three or unknown, or the grade is unknown.', holds: (s) => when(isUnclassed(s)),
    codes: [{ code: 'mdt-discussion', strength: 'recommended' }],
    asks: (s) => [
      ...(s.picture.metastasis.liverPattern === null ? [{ fact: 'metastasis.liver-pattern' as const, for: PATTERN_CODES }] : []),
      ...isLiverOnly(s).needs.map((fact) => ({ fact, for: PATTERN_CODES })),
      ...gradeIs(s, 'G1', 'G2').needs.map((fact) => ({ fact, for: PATTERN_CODES })),
    ],
    because: beyond('§6.5 R133', 'The three patterns do not cover every liver; what fits none is discussed, not forced into one.'),
  }),
  row({
    id: 'MT-17', topic, when: 'G3, or metastasis outside the liver.', holds: isOutsideLiverRules,
    codes: [{ code: 'mdt-discussion', strength: 'recommended' }],
    notices: [{ code: 'liver-rules-do-not-apply', severity: 'info', facts: ['metastasis.extent', 'ki67', 'mitoses'], if: (s) => isOutsideLiverRules(s).tri === 'yes' }],
    because: review('§6.5 R139', 'The liver patterns are stated for G1 and G2 tumours with metastases in the liver only.'),
  }),
  row({
    id: 'MT-4', topic, when: 'Liver metastases recorded unresectable.',
    holds: (s) => (s.picture.unresectable !== 'yes' ? NO : liverIsInvolved(s) ? YES : s.picture.metastasis.extent === null && s.picture.metastasis.sites.every((site) => site === 'unstated') ? waitsFor('metastasis.sites') : NO),
    codes: [{ code: 'liver-transplant-evaluation', strength: 'consider' }],
    because: review('§6.5 R138', 'Transplantation is possible for unresectable liver metastases after strict selection by an experienced team.'),
  }),
];
