/** What an order or a drug is called where a clinician reads it. */
import type { Words } from '../wording';

const BARE_CODE = /^(?=.*\d)[\dA-Z.-]+$/;

/** The record's own name; a bare code says nothing to a reader, then what it stands for is named. */
export function spokenName(name: string, meanings: readonly string[], words: Words): string {
  if (name !== '' && !BARE_CODE.test(name)) return name;
  return meanings.length === 0 ? name : words.list([...new Set(meanings.map((code) => words.value(code)))]);
}
