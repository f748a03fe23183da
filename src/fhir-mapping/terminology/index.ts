/** The terminology: which concept a code, a site's code or a name means. */
export { type Concept, conceptOf, type FactCode, icdCode, type Meaning, meaningOf, type Trap, trapOf } from './concepts';
export { conceptNamedIn, stainNamedIn, stainOfGene } from './names';
export { type CodeReading, meaningsOf, readCode } from './read-code';
export { NO_SITE_CODES, type SiteCodes, siteCodesFrom, type StandardCode, withStandardCodes } from './site-codes';
export { canonicalSystem, FACTS, ICD_10, ICD_10_CM, ICD_O_3, SNOMED_CT } from './systems';
