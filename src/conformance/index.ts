/** The conformance checks' only door: what CDS Hooks asks of any service, and the invariants that any test may use. */
export { anonymous, bearer, type Signing, signing } from './authorization';
export { feedbackFindings, requestFindings } from './client-invariants';
export { discoveryFindings } from './discovery-invariants';
export { type Authorize, baseOf, type Exchange, exchange, spokenOf, type Target } from './exchange';
export type { Finding } from './finding';
export { responseFindings } from './response-invariants';
export { conformanceOf, type Report } from './run';
export { sampleRequest, type Service, servicesIn } from './sample-requests';
