/** Patients of section 8 as pictures, and what management says of them in one line per recommendation. */
import { classify } from '../../../src/engine/classify';
import type { Recommendation } from '../../../src/engine/assessment';
import type { ClinicalPicture, DoneAct } from '../../../src/engine/picture';
import { manage } from '../../../src/engine/rules/management';
import type { Managed } from '../../../src/engine/rules/management';
import type { Act } from '../../../src/engine/vocabulary';
import { TODAY, aPicture, absent, background, count, gastrinElevated, gastrinNormal, mm, on, percent, present, set } from '../a-picture';

type Given = Partial<ClinicalPicture>;

/** Established grades by Ki-67 and mitoses of one specimen. */
export const G1 = { proliferation: [set({ ki67: percent(1), mitoses: count(1) })], differentiation: 'well' } satisfies Given;
export const G2 = { proliferation: [set({ ki67: percent(10), mitoses: count(5) })], differentiation: 'well' } satisfies Given;
export const G3 = { proliferation: [set({ ki67: percent(30), mitoses: count(25) })], differentiation: 'well' } satisfies Given;
export const ki67 = (value: number) => ({ proliferation: [set({ ki67: percent(value), mitoses: count(value > 20 ? 25 : 1) })] }) satisfies Given;

const M0 = { category: 'M0', sites: [], extent: null, liverPattern: null, originRecorded: true } satisfies ClinicalPicture['metastasis'];
const NO_NODES = { category: 'N0', eus: 'negative', imaging: 'negative', examined: null, positive: null, metastasisRecorded: false } satisfies ClinicalPicture['nodes'];

/** A fully staged small type I without any feature; override what a test is about. */
export const typeI = (more: Given = {}): ClinicalPicture =>
  aPicture({
    ...G1, gastrin: gastrinElevated, background: background({ 'atrophic-gastritis': present() }), sizeMm: mm(6), depth: 'submucosa', nodes: NO_NODES, metastasis: M0,
    lesions: 'solitary', recurrenceAfterEndoscopy: 'no', incompleteEndoscopicClearance: 'no', ...more,
  });

export const typeII = (more: Given = {}): ClinicalPicture =>
  aPicture({ ...G1, gastrin: gastrinElevated, background: background({ gastrinoma: present(), 'atrophic-gastritis': absent() }), sizeMm: mm(8), depth: 'submucosa', nodes: NO_NODES, metastasis: M0, ...more });

export const typeIII = (more: Given = {}): ClinicalPicture =>
  aPicture({ ...G1, gastrin: gastrinNormal, background: background({ 'atrophic-gastritis': absent() }), sizeMm: mm(8), depth: 'submucosa', nodes: NO_NODES, metastasis: M0, lesions: 'solitary', ...more });

export const nec = (more: Given = {}): ClinicalPicture =>
  aPicture({ proliferation: [set({ ki67: percent(80), mitoses: count(40) })], differentiation: 'poor', histology: { kind: 'NEC', subtype: 'large-cell' }, depth: 'submucosa', nodes: NO_NODES, metastasis: M0, ...more });

/** Distant disease of the gastric tumour. */
export const spread = (more: Partial<ClinicalPicture['metastasis']> = {}): ClinicalPicture['metastasis'] =>
  ({ category: 'M1', sites: ['liver'], extent: 'liver-only', liverPattern: 'single', originRecorded: true, ...more });

export const functioning = (more: Partial<ClinicalPicture['function']>): ClinicalPicture['function'] => ({ carcinoidSyndrome: 'unknown', gastrinomaHypersecretion: 'unknown', nonFunctioning: 'unknown', ...more });
export const nonFunctioning = functioning({ carcinoidSyndrome: 'no', gastrinomaHypersecretion: 'no', nonFunctioning: 'yes' });

/** A type III with resectable single liver metastasis of which everything is known. */
export const metastatic = (more: Given = {}): ClinicalPicture =>
  typeIII({
    ...G2, metastasis: spread(), unresectable: 'no', course: 'slow', function: nonFunctioning, priorSystemic: ['other'],
    markers: { ...aPicture().markers, 'sstr-imaging': 'positive', sstr2: 'positive' }, ...more,
  });

export const act = (kind: Act, day: string | null = '2026-06-01', more: Partial<DoneAct> = {}): DoneAct =>
  ({ act: kind, date: day === null ? null : on(day), resource: `Procedure/${kind}`, margin: null, intent: null, ...more });

export const managed = (picture: ClinicalPicture, asOf = TODAY): Managed => manage(picture, classify(picture), asOf);

const line = (r: Recommendation): string => `${r.rule} ${r.code} ${r.strength}${r.conditional ? ' (conditional)' : ''}`;

/** Recommendations as `rule code strength (conditional)`, optionally only those whose rule starts so. */
export const advice = (picture: ClinicalPicture, prefix = ''): string[] => managed(picture).recommendations.filter((r) => r.rule.startsWith(prefix)).map(line);

/** Facts one rule asks for. */
export const askedBy = (picture: ClinicalPicture, rule: string): string[] => managed(picture).missing.filter((m) => m.rule === rule).map((m) => m.fact).sort();

export const noticed = (picture: ClinicalPicture): string[] => managed(picture).notices.map((n) => `${n.rule} ${n.code}`);

export { TODAY, absent, background, count, mm, on, percent, present };
