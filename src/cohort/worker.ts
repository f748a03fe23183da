/** A thread of the pool: sets itself up once from its workerData, then does unit after unit. */
import { workerData } from 'piscina';
import { makeUnitWork } from './unit';
import type { Assessed, Setup, Sorted, Unit } from './work';

const work = makeUnitWork(workerData as Setup); // sound: `makeWorkers` is the only one to start this file

export default (unit: Unit): Assessed | Sorted => work(unit);
