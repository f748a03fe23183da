/** The threads themselves; loaded when the first large body comes. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import Piscina from 'piscina';
import type { Reply, Setup, Unit } from './crossing';

const IDLE_MS = 30_000;
const MOST_THREADS = 2;
/** While one waits for a FHIR server a thread works on others. */
const AT_ONCE = 4;
const MOST_HEAP_MEGABYTES = 512;
/** Nearly three times the default: what a body of 5 MB is parsed into lives until it is answered, and is moved about again and again where it does not fit. Costs some 100 MB while a thread is there, and saves half of the time. */
const YOUNG_HEAP_MEGABYTES = 128;

export type Pool = Piscina<Unit, Reply>;

export const poolOf = (setup: Setup): Pool => new Piscina<Unit, Reply>({
  filename: join(__dirname, 'thread.js'), workerData: setup, minThreads: 0, maxThreads: Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1)), concurrentTasksPerWorker: AT_ONCE,
  idleTimeout: IDLE_MS, recordTiming: false, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_HEAP_MEGABYTES, maxOldGenerationSizeMb: MOST_HEAP_MEGABYTES },
});
