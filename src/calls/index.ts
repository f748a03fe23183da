/** The calls' only door: the work of one protected call, in this thread or, when its body is large, in another. */
export { largeBodies, type LargeBodies, LARGE_BODY_BYTES } from './large-bodies';
export type { Beside, Done, DoneOf, Task, Work } from './task';
export { type WorkDeps, workOf } from './work';
export { timed } from './timed';
