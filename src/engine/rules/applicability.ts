/** Whether the service has anything to say about this patient (AP-1 to AP-4). */
import { notice } from '../findings';
import type { Notice } from '../assessment';
import type { ClinicalPicture } from '../picture';
import type { Fact } from '../vocabulary';
import { mixtureOf } from './minen';

export interface Applicability { applicable: boolean; rules: string[]; notices: Notice[] }

/** AP-1 to AP-4; when it does not apply, `rules` says why. */
export function applicability(picture: ClinicalPicture): Applicability {
  if (!picture.evidenceOfGastricNen) return { applicable: false, rules: [picture.otherPrimaryOnly ? 'AP-2' : 'AP-1'], notices: [] };
  if (picture.patient.deceased === 'yes') return { applicable: false, rules: ['AP-3'], notices: [] };
  const facts: Fact[] = [...(picture.adenocarcinomaBeside ? ['neoplasm' as const] : []), ...(isAdenocarcinomaInSpecimen(picture) ? ['otherComponent' as const] : [])];
  if (facts.length === 0) return { applicable: true, rules: ['AP-1'], notices: [] };
  return { applicable: true, rules: ['AP-1', 'AP-4'], notices: [notice('adenocarcinoma-beside', 'AP-4', 'warning', facts)] };
}

/** An adenocarcinoma in the specimen is one beside the NEN unless the two are one MiNEN. */
const isAdenocarcinomaInSpecimen = (picture: ClinicalPicture): boolean => picture.otherComponent === 'adenocarcinoma' && mixtureOf(picture).mixture === 'pure';
