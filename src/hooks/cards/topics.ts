/** Kinds of card: the code a client remembers a card by, the same for every patient. */
export const CARD_TOPICS = [
  'summary', 'contradiction', 'missingData', 'activeAcidSuppressant', 'surveillanceOverdue', 'orderCheck', 'problemWorkUp', 'appointmentWindow', 'dischargeSurveillance',
] as const;
export type CardTopic = (typeof CARD_TOPICS)[number];
export const TOPIC_SYSTEM = 'https://gnen-cds.org/fhir/CodeSystem/topics';
