/** Threads for the work: a pool over all cores, or this thread alone when none are wanted. */
import { join } from 'node:path';
import Piscina from 'piscina';
import { makeUnitWork } from './unit';
import type { Assessed, Setup, Sorted, Unit } from './work';

export interface Workers {
  readonly count: number;
  assess(unit: Exclude<Unit, { kind: 'sort' }>): Promise<Assessed>;
  sort(unit: Extract<Unit, { kind: 'sort' }>): Promise<Sorted>;
  close(): Promise<void>;
}

/** @param count 0 works in this thread. */
export function makeWorkers(count: number, setup: Setup): Workers {
  const run = count === 0 ? inThisThread(setup) : inPool(count, setup);
  return {
    count: Math.max(1, count),
    // Casts: a unit's kind decides what comes back.
    assess: async (unit) => (await run.do(unit)) as Assessed,
    sort: async (unit) => (await run.do(unit)) as Sorted,
    close: run.close,
  };
}

interface Runner { do(unit: Unit): Promise<Assessed | Sorted>; close(): Promise<void> }

function inThisThread(setup: Setup): Runner {
  const work = makeUnitWork(setup);
  return { do: (unit) => Promise.resolve(work(unit)), close: () => Promise.resolve() };
}

function inPool(count: number, setup: Setup): Runner {
  const pool = new Piscina<Unit, Assessed | Sorted>({ filename: join(__dirname, 'worker.js'), minThreads: count, maxThreads: count, idleTimeout: Number.POSITIVE_INFINITY, workerData: setup, resourceLimits: { maxYoungGenerationSizeMb: 96, maxOldGenerationSizeMb: 1024 } });
  return {
    // Bytes move into the worker instead of being copied.
    do: (unit) => pool.run(unit, 'bytes' in unit ? { transferList: [unit.bytes.buffer as ArrayBuffer] } : {}), // sound: pieces are cut into buffers of their own
    close: () => pool.destroy(),
  };
}
