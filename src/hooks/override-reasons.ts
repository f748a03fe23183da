/** Why a clinician may set a card aside: our own small CodeSystem, and the HL7 non-adherence codes where they say the same. */

export const OVERRIDE_REASONS = [
  'specialist-decision', 'benefit-outweighs-risk', 'other-indication', 'already-done', 'data-wrong', 'patient-preference', 'evidence-disputed',
] as const;
export type OverrideReason = (typeof OVERRIDE_REASONS)[number];

export const OWN_OVERRIDE_SYSTEM = 'https://gnen-cds.org/fhir/CodeSystem/override-reasons';
/** @see the CDS Hooks 3.0 ballot, CodeSystem "Non-Adherence Reason Codes" */
export const NON_ADHERENCE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';

/** Code and system of each reason; the display is in the wording. */
export const OVERRIDE_CODINGS: Record<OverrideReason, { code: string; system: string }> = {
  'specialist-decision': { code: 'specialist-decision', system: OWN_OVERRIDE_SYSTEM },
  'benefit-outweighs-risk': { code: 'benefit-outweighs-risk', system: OWN_OVERRIDE_SYSTEM },
  'other-indication': { code: 'other-indication', system: OWN_OVERRIDE_SYSTEM },
  'data-wrong': { code: 'data-wrong', system: OWN_OVERRIDE_SYSTEM },
  'patient-preference': { code: 'patient-preference', system: OWN_OVERRIDE_SYSTEM },
  'already-done': { code: 'action-completed', system: NON_ADHERENCE_SYSTEM },
  'evidence-disputed': { code: 'recipient-disagrees-evidence', system: NON_ADHERENCE_SYSTEM },
};
