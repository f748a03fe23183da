/** The terminology: which concept a code, a site's code or a name means. */
export { type Concept, conceptOf, type FactCode, type Trap, trapOf } from './concepts';
export { conceptNamedIn, namesOtherAnalyte, proliferationNamedIn } from './names';
export { type CodeReading, conceptsOf, readCode, standardCodes } from './read-code';
export { NO_SITE_CODES, type SiteCodes, siteCodesFrom, type StandardCode } from './site-codes';
export { canonicalSystem } from './systems';
export { FACTS_CODE_SYSTEM } from './valuesets';
