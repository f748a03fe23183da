/** The synthetic patients' only door: people who do not exist, the same for the same seed. */
export { type SyntheticOptions, syntheticPatient } from './record';
export { writeBulkFolder, writeBundles } from './written';
