/** Which stains are required and missing, and which are suggested here (IH-1, IH-2). */
import { lacking, nothingSaid, workUp } from '../findings';
import type { Findings } from '../findings';
import { above, below } from '../measured';
import type { ClinicalPicture, Measured, Tri } from '../picture';
import { or, triOf } from '../tri';
import type { Fact, Kind } from '../vocabulary';

/** Below this Ki-67 (percent) temozolomide is an option in metastatic NEC (MN-4). */
const TEMOZOLOMIDE_IN_NEC_BELOW_PERCENT = 55;
/** Above this Ki-67 (percent) chemotherapy is an option in metastatic NET (MT-13). */
const CHEMOTHERAPY_IN_NET_ABOVE_PERCENT = 10;

export interface Circumstances { kind: Kind; metastatic: Tri; ki67Percent: Measured | null; /** GR-4 or GR-5 asks for a Ki-67 count already. */ ki67Asked: boolean }

/** IH-1 and IH-2. */
export function immunohistochemistryOf(picture: ClinicalPicture, at: Circumstances): Findings {
  const said = nothingSaid();
  if (picture.pathologyOnRecord) basicPanel(picture, at, said);
  suggestions(picture, at, said);
  return said;
}

/** IH-1: an epithelial marker, CgA, Syn and Ki-67. */
function basicPanel(picture: ClinicalPicture, at: Circumstances, said: Findings): void {
  const stains: Fact[] = (['ck', 'cga', 'syn'] as const).filter((m) => picture.markers[m] === 'unknown').map((m): Fact => `markers.${m}`);
  const ki67Missing = at.ki67Percent === null;
  for (const fact of ki67Missing ? [...stains, 'ki67' as const] : stains) said.missing.push(lacking(fact, 'IH-1', 'immunohistochemistry'));
  if (stains.length > 0 || (ki67Missing && !at.ki67Asked)) said.recommendations.push(workUp('basic-ihc', 'IH-1'));
}

/** IH-2, each where it would change what is done. */
function suggestions(picture: ClinicalPicture, at: Circumstances, said: Findings): void {
  const { markers } = picture;
  const net = at.kind === 'NET' && at.metastatic === 'yes';
  if (net && markers.sstr2 === 'unknown' && markers['sstr-imaging'] === 'unknown') said.recommendations.push(workUp('sstr2-stain', 'IH-2'));
  if (markers.mgmt === 'unknown' && isTemozolomideAnOption(picture, at, net)) said.recommendations.push(workUp('mgmt-test', 'IH-2'));
  if (markers.cga === 'negative' && markers.syn === 'negative' && markers.insm1 === 'unknown') said.recommendations.push(workUp('insm1-stain', 'IH-2'));
}

function isTemozolomideAnOption(picture: ClinicalPicture, at: Circumstances, metastaticNet: boolean): boolean {
  if (metastaticNet) return or(triOf(picture.priorSystemic.length > 0 || picture.course === 'progressive'), above(at.ki67Percent, CHEMOTHERAPY_IN_NET_ABOVE_PERCENT)) === 'yes';
  return at.kind === 'NEC' && or(at.metastatic, picture.unresectable) === 'yes' && below(at.ki67Percent, TEMOZOLOMIDE_IN_NEC_BELOW_PERCENT) !== 'no';
}
