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

export type Pool = Piscina<Unit, Reply>;

export const poolOf = (setup: Setup): Pool => new Piscina<Unit, Reply>({
  filename: join(__dirname, 'thread.js'), workerData: setup, minThreads: 0, maxThreads: Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1)), concurrentTasksPerWorker: AT_ONCE,
  idleTimeout: IDLE_MS, recordTiming: false, resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MEGABYTES },
});
