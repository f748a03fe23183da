/** The part of the knowledge base that sections 8 to 14 hold, as the rulebook gathers it: rules by question, and newer notes. */
export { MANAGEMENT_RULES } from './management';
export { NEWER_NOTES, newerBeside } from './newer-notes';
export type { NewerNoteRecord } from './newer-notes';
export { ORDER_RULES } from './orders';
export { PROGNOSIS_RULES } from './prognosis';
export { SUPPORTIVE_RULES } from './supportive';
export { SURVEILLANCE_RULES } from './surveillance';
