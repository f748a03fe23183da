/** What the code of a resource says, by its codings and in words: read once for an entry, however many questions are asked of it. */
import { type Meaning, meaningsOf } from '../terminology';
import { textOf } from './elements';
import type { RecordEntry } from './entries';

export interface Said {
  meanings: ReadonlySet<Meaning>;
  /** Its text and displays with a bar between them. */
  text: string;
}

export function saidBy(entry: RecordEntry): Said {
  entry.said ??= { meanings: meaningsOf(entry.resource['code']), text: textOf(entry.resource['code']) };
  return entry.said;
}
