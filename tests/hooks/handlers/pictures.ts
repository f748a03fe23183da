/** Pictures for the hooks: the engine's builder, with a background and active drugs named in one word. */
import type { ClinicalPicture, Drug } from '../../../src/engine';
import { aPicture as plainPicture, background as backgrounds, gastrinElevated, percent, present, set } from '../../engine/a-picture';

/** A well-differentiated tumour with Ki-67 and mitoses counted and gastrin raised. */
export const aPicture = (over: Partial<ClinicalPicture> = {}): ClinicalPicture => plainPicture({
  proliferation: [set({ ki67: percent(2), mitoses: percent(1) })], differentiation: 'well', codedKind: 'NET', gastrin: gastrinElevated, ...over,
});
export const background = (which: 'atrophic-gastritis' | 'gastrinoma'): Partial<ClinicalPicture> => ({ background: backgrounds({ [which]: present() }) });
export const drugs = (...list: Drug[]): Partial<ClinicalPicture> => ({ activeDrugs: list.map((drug) => ({ drug, resource: `MedicationRequest/${drug}`, name: drug, textMatch: false })) });
