/** What a record is once it has been gone through: its entries by type, each with its date, and how one refers to another. */
import type { DateWindow } from '../../engine';
import type { AnyResource } from '../mapped-picture';
import { objectsAt } from './elements';
import type { Meaning } from '../terminology';

/** What the code of a resource says: by its codings, and in words (its text and displays with a bar between them). */
export interface Said { meanings: ReadonlySet<Meaning>; text: string }

/** A resource that counts (or, `shown`, is named only). `reference` is `Type/id`, or the fullUrl of a resource without an id. */
export interface RecordEntry {
  resource: AnyResource;
  reference: string;
  date: DateWindow | null;
  /** The date as it was recorded: `2026`, `2026-05`, `2026-05-01`. */
  recordedDate: string | null;
  /** What its code says, once someone has asked (`saidBy`). */
  said: Said | null;
}

export interface ClinicalRecord {
  patientId: string | null;
  patient: AnyResource | null;
  conditions: RecordEntry[];
  refuted: RecordEntry[];
  observations: RecordEntry[];
  /** Preliminary results: shown, never decisive. */
  preliminary: RecordEntry[];
  reports: RecordEntry[];
  procedures: RecordEntry[];
  medicationRequests: RecordEntry[];
  medicationStatements: RecordEntry[];
  medicationAdministrations: RecordEntry[];
  /** Resolves a Reference element of a resource: in the resource itself, then in the record. */
  find(reference: unknown, holder: AnyResource): AnyResource | null;
  /** `Type/id` of what a Reference element points to, whether or not it is at hand; null for nonsense. */
  keyOf(reference: unknown, holder: AnyResource): string | null;
}

/** The first reference of a repeating or single element, as `Type/id`s. */
export function keysAt(entry: RecordEntry, name: string, record: ClinicalRecord): string[] {
  const keys: string[] = [];
  for (const reference of objectsAt(entry.resource, name)) {
    const key = record.keyOf(reference, entry.resource);
    if (key !== null) keys.push(key);
  }
  return keys;
}

