/** The value readers: what a FHIR value says, in the unit each reader names. */
export { amountOf, type Amount, type AmountReading, quantityAmount } from './amounts';
export { readCount } from './counts';
export { dateWindowOf } from './dates';
export { type GastrinNotice, type GastrinReading, readGastrin } from './gastrin';
export { readKi67Percent } from './ki67';
export { type LabReading, readLab } from './labs';
export { readLengthMm } from './lengths';
export { interpretedLevel, levelAgainst, limitsOf } from './limits';
export { isNarrative, measuredTextOf } from './measured-text';
export { readMitosesPerTenHpf } from './mitoses';
export { readPercent } from './percent';
export type { ValueReading } from './reading';
export { stageGroupOf, tnmOf, type TnmReading } from './tnm';
export { converted, ucumOf } from './units';
export { differentiationIn, lesionCountIn, polarityOf, wordsOfValue } from './words';
