/** Which of the blocks of section 8 a tumour is in, as far as other sections ask. */
import { actionableType } from './situation';
import type { Situation } from './situation';

/** A metastasis in type II whose origin is not recorded may come from the gastrinoma. */
export const isOfUnrecordedOrigin = (s: Situation): boolean =>
  s.classified.metastatic === 'yes' && actionableType(s) === 'II' && !s.picture.metastasis.originRecorded;

/** NEC with distant metastasis or recorded unresectable is section 8.6, any other 8.4. */
export const isAdvancedNec = (s: Situation): boolean => s.classified.neoplasm.kind === 'NEC' && (s.classified.metastatic === 'yes' || s.picture.unresectable === 'yes');
