/** The code of an entry's resource, read once however many questions are asked of it. */
import { meaningsOf } from '../terminology';
import { textOf } from './elements';
import type { RecordEntry, Said } from './entries';

export function saidBy(entry: RecordEntry): Said {
  entry.said ??= { meanings: meaningsOf(entry.resource['code']), text: textOf(entry.resource['code']) };
  return entry.said;
}
