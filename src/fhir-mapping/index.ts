/**
 * The mapping's only door: FHIR R4 resources in, a clinical picture (and orders) out.
 * No network, no clock, no environment; the day is a parameter.
 */
export type { MappedPicture, MappingOptions, EvidenceLine, RejectedResource, AnyResource } from './mapped-picture';
export { clinicalPictureFrom } from './clinical-picture';
export { hasModifier } from './records/standing';
export { appointmentDaysOf, orderFactsFrom, type OrdersRead } from './orders';
export { siteCodesFrom, type SiteCodes, NO_SITE_CODES } from './terminology';
export { shippedTerminology, type ShippedResource } from './terminology/shipped';
