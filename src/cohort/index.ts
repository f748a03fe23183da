/** The cohort's only door: many patients in, a line each and one summary out. Nothing here reads the environment. */
export type { Partition, Setup } from './work';
export { type CohortOutlets, type CohortRun, Interrupted, OutputIsInput, runCohort, textsOf } from './run';
export { OtherRun } from './journal';
export { type BadLine, mergedSummaries, missingPartitions, type Summary } from './summary';
export { briefAssessment } from './brief';
export { tableOf } from './report/table';
export { csvOf } from './report/csv';
export { pageOf } from './report/page';
export { namedAsExport, STANDARD_INPUT } from './sources/kind';
export { downloadCohort } from './sources/fhir-server';
export { type ServerSource, UnusableServer } from './sources/server-calls';
