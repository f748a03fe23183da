/** Type I without distant metastasis (clinical rules, section 8.1): mostly watched, rarely operated on. */
import { beyond, remark, review, row } from './row';
import type { Row } from './row';
import { hasM14Feature, sizeAtLeast, sizeBelow } from './situation';
import type { Situation } from './situation';
import { NO, YES, all, any, opposite, verdictOf, waitsFor, when } from './verdict';
import type { Verdict } from './verdict';

const topic = 'management-type-i';
const noFeature = (s: Situation): Verdict => opposite(hasM14Feature(s));

/** A small lesion counts as featureless for M1-5 until its depth or nodes are known; a large one waits. */
export function surgeryIsNotDue(s: Situation): Verdict {
  const feature = hasM14Feature(s);
  if (feature.tri === 'yes') return NO;
  if (s.picture.sizeMm === null) return waitsFor('size', ...feature.needs);
  if (feature.tri === 'no') return YES;
  const small = sizeBelow(s, 10);
  return small.tri === 'yes' ? YES : waitsFor(...small.needs, ...feature.needs);
}

/** Undecided is left to M1-5 where M1-5 stands: only a known feature brings surgery up for a small lesion. */
const surgeryIsConsidered = (s: Situation): Verdict => {
  const feature = hasM14Feature(s);
  return feature.tri === 'unknown' && surgeryIsNotDue(s).tri === 'yes' ? NO : feature;
};

export const TYPE_I_ROWS: readonly Row[] = [
  row({
    id: 'M1-1', topic, when: 'Neither the muscularis propria nor a regional node is reached.',
    holds: noFeature, codes: [{ code: 'endoscopic-follow-up', strength: 'recommended' }],
    because: review('§6.1 R080', 'Small type I lesions are followed with the endoscope before anything else.'),
  }),
  row({
    id: 'M1-2', topic, when: 'The largest lesion is under 10 mm and neither muscularis propria nor nodes are reached.',
    holds: (s) => all(sizeBelow(s, 10), noFeature(s)),
    codes: [{ code: 'endoscopic-surveillance', strength: 'recommended' }, { code: 'endoscopic-resection', strength: 'consider' }],
    because: review('§6.1 R081', 'Lesions under 1 cm may simply be observed by endoscopy.', 'Chinese consensus'),
  }),
  row({
    id: 'M1-3', topic, when: 'The largest lesion is 10 mm or more and neither muscularis propria nor nodes are reached.',
    holds: (s) => all(sizeAtLeast(s, 10), noFeature(s)),
    codes: [{ code: 'eus-staging', strength: 'recommended' }, { code: 'endoscopic-resection', strength: 'recommended' }],
    because: review('§6.1 R082 R083', 'From 1 cm on the lesion is staged by endoscopic ultrasound and then removed endoscopically; the consensus says above 1 cm, ENETS from 1 cm.', 'Chinese consensus', 'ENETS 2016'),
  }),
  row({
    id: 'M1-4', topic, when: 'The muscularis propria or deeper is reached, or regional nodes are positive.',
    holds: surgeryIsConsidered, codes: [{ code: 'surgical-resection', strength: 'consider' }],
    because: review('§6.1 R084', 'Surgery comes into question only for invasion of the muscle layer or nodal spread.'),
  }),
  row({
    id: 'M1-5', topic, when: 'Neither muscularis propria nor nodes are reached; under 10 mm this stands while they are unknown.',
    holds: surgeryIsNotDue, codes: [{ code: 'surgical-resection', strength: 'not-recommended' }],
    because: review('§6.1 R080', 'Conventional surgery is not advised for the usual small type I lesion.'),
  }),
  row({
    id: 'M1-6', topic, when: 'Several lesions that cannot be cleared, or recurrence after endoscopic treatment.',
    holds: (s) => any(
      all(s.picture.lesions === 'unknown' ? waitsFor('lesions') : when(s.picture.lesions === 'multiple'), verdictOf(s.picture.incompleteEndoscopicClearance, 'incompleteEndoscopicClearance')),
      verdictOf(s.picture.recurrenceAfterEndoscopy, 'recurrenceAfterEndoscopy'),
    ),
    codes: [{ code: 'somatostatin-analogue', strength: 'consider' }],
    because: review('§6.1 R085', 'Octreotide or lanreotide may be tried for scattered lesions that cannot be cleared or that keep coming back.'),
  }),
  remark({
    id: 'M1-7', topic, when: 'The size is not known.', then: 'What M1-2, M1-3 and M1-5 say is conditional, and the size is asked for.',
    because: beyond('§6.1', 'The review divides type I by size, so an unknown size leaves both halves open.'),
  }),
];
