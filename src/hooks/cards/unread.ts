/** What a card may not say because the part of the record that would tell was asked for and did not come. */
import type { RecommendationCode, RecordPart } from '../../engine';
import type { Gathered } from '../gathered';
import type { PrefetchKey } from '../wire';

const RECORD: readonly PrefetchKey[] = ['conditions', 'observations', 'procedures', 'medications', 'statements', 'reports'];
/** Work-up that stands in the record as a procedure. */
const DONE_AS_PROCEDURE: ReadonlySet<RecommendationCode> = new Set(['background-histology', 'gastrinoma-workup', 'gastrinoma-localisation', 'eus-staging', 'cross-sectional-imaging', 'sstr-imaging'] as const);

/** Asked for, and failed or came in part; a key that nobody could ask for is not meant. */
export const didNotArrive = ({ byKey }: Gathered, key: PrefetchKey): boolean => byKey[key].state === 'failed' || byKey[key].state === 'incomplete';

/** Whether something that is not at hand may still be on record. */
export const isRecordPartial = ({ byKey }: Gathered): boolean => RECORD.some((key) => byKey[key].state !== 'complete');

/** Whether this work-up may be on record already, among what did not arrive: then it is not asked for. */
export const mayBeOnRecord = (code: RecommendationCode, gathered: Gathered): boolean =>
  didNotArrive(gathered, 'observations') || (DONE_AS_PROCEDURE.has(code) && didNotArrive(gathered, 'procedures'));

/** The parts from whose silence the rules may conclude nothing. */
export function partlyRead(gathered: Gathered): RecordPart[] {
  const parts: RecordPart[] = [];
  if (gathered.byKey.conditions.state !== 'complete') parts.push('conditions');
  if (didNotArrive(gathered, 'procedures')) parts.push('acts');
  return parts;
}
