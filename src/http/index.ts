/** The HTTP room's only door: requests in, answers out, by the rules of the contract; it knows no medicine. */
export { type Answer, json, jsonText, send, text, vary } from './answer';
export { bodyOf, ClientGone, refuseDeclaredLength, refuseMediaType } from './json-body';
export { type LineSink, lineSink } from './line-sink';
export { listen, stopListening } from './listening';
export { type Log, logTo, traceOf } from './log';
export { type Metrics, metricsOf } from './metrics';
export { originList } from './origins';
export { refusal } from './outcome';
export { peerAddress } from './peer';
export { parameter } from './query';
export { rateFor } from './rate';
export { type Call, type Reception, reception, type Route } from './reception';
