/** Type II (clinical rules, section 8.2): the gastrinoma is found and treated first. */
import type { Fact } from '../../vocabulary';
import { review, row } from './row';
import type { Row } from './row';
import { hasHypersecretion, hasNodes, isDeep, isResectable, isUnresectable } from './situation';
import type { Situation } from './situation';
import { YES, any, verdictOf, when } from './verdict';

const topic = 'management-type-ii';

/** The review names size, depth and nodes and gives no limits: which of them are not known. */
const lesionFacts = (s: Situation): readonly Fact[] => [...(s.picture.sizeMm === null ? (['size'] as const) : []), ...isDeep(s).needs, ...hasNodes(s).needs];

export const TYPE_II_ROWS: readonly Row[] = [
  row({
    id: 'M2-1', topic, when: 'Always, before any treatment.', holds: () => YES,
    codes: [{ code: 'gastrinoma-localisation', strength: 'recommended' }, { code: 'eus-staging', strength: 'recommended' }],
    because: review('§6.2 R100', 'Before treatment the gastrinoma is located and the gastric lesions are measured and staged.'),
  }),
  row({
    id: 'M2-2', topic, when: 'The gastrinoma is resectable.', holds: isResectable,
    codes: [{ code: 'gastrinoma-resection', strength: 'recommended' }],
    because: review('§6.2 R101', 'A resectable gastrinoma is removed together with other resectable tumours.'),
  }),
  row({
    id: 'M2-3', topic, when: 'Gastric lesions, by their size, depth and nodes (no limits are given).', holds: () => YES,
    codes: (['endoscopic-resection', 'local-gastrectomy', 'partial-gastrectomy', 'lymphadenectomy'] as const).map((code) => ({ code, strength: 'consider' as const, alwaysConditional: lesionFacts })),
    because: review('§6.2 R102', 'The gastric lesions themselves are removed by endoscope or operation, with or without nodes, as size, depth and nodes suggest.'),
  }),
  row({
    id: 'M2-4', topic, when: 'Unresectable, or surgery declined.',
    holds: (s) => any(isUnresectable(s), verdictOf(s.picture.surgeryDeclined, 'surgeryDeclined')),
    codes: [{ code: 'somatostatin-analogue', strength: 'recommended' }, { code: 'ppi-acid-control', strength: 'recommended' }],
    because: review('§6.2 R103', 'Without an operation the gastrinoma is held down with a somatostatin analogue and the acid with a PPI.'),
  }),
  row({
    id: 'M2-5', topic, when: 'MEN1 is not recorded absent.', holds: (s) => when(s.classified.background.men1 !== 'absent'),
    codes: [{ code: 'men1-screening', strength: 'recommended' }],
    because: review('§6.2 R104', 'MEN1 is looked for in parathyroid, pituitary and adrenal glands.'),
  }),
  row({
    id: 'M2-6', topic, when: 'Always.', holds: () => YES, codes: [{ code: 'mdt-discussion', strength: 'recommended' }],
    because: review('§6.2 R105', 'The plan is fixed only after a multidisciplinary discussion.'),
  }),
  row({
    id: 'M2-7', topic, when: 'The gastrinoma hypersecretes.', holds: hasHypersecretion,
    codes: [{ code: 'ppi-high-dose', strength: 'recommended' }, { code: 'somatostatin-analogue', strength: 'consider' }],
    because: review('§6.5b R106', 'Gastrinoma hyperacidity needs a high PPI dose, usually in two daily portions, and may be helped by a somatostatin analogue.'),
  }),
];
