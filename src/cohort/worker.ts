/** A thread of the pool: sets itself up once from its workerData, then does unit after unit. */
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import { makeUnitWork } from './unit';
import type { Assessed, Setup, Sorted, Unit } from './work';

const work = makeUnitWork(workerData as Setup); // sound: `makeWorkers` is the only one to start this file

/** Bytes move out of the thread instead of being copied. */
export default (unit: Unit): unknown => {
  const done: Assessed | Sorted = work(unit);
  const bytes = done.kind === 'sorted' ? [done.shared, ...done.shards.map((each) => each.bytes)] : [done.text];
  // A small Buffer lies in memory that others use too: that is copied.
  const alone = bytes.filter((each) => each.byteLength > 0 && each.byteLength === each.buffer.byteLength).map((each) => each.buffer as ArrayBuffer); // sound: nothing here is shared memory
  return move({ [transferableSymbol]: alone, [valueSymbol]: done });
};
