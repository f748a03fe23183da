/** The store's only door: feedback, shown cards and used token ids, in PostgreSQL or in the embedded database that speaks the same SQL. Never patient data. */
export type { FeedbackEntry, FeedbackRecord, RuleReportRow, ShownCard, Store } from './contents';
export { StoreAway } from './database';
export { migrateStore, openStore, type StoreLog } from './open';
export { reportTable } from './report';
