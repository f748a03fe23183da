/**
 * The engine's only door. Pure: no clock, no I/O, no FHIR; the same picture and day give the same conclusion.
 */
export * from './vocabulary';
export * from './picture';
export * from './assessment';
export * from './citation';
export { assess } from './assess';
export { checkOrders } from './rules/orders';
export { RULES, NEWER_NOTES, KNOWLEDGE } from './rulebook';
