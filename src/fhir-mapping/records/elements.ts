/** Reading JSON that claims to be FHIR: any element may be missing, null, of another type, huge or repeated; nothing here throws or coerces. */

export type Element = Record<string, unknown>;

/** The element when it is a JSON object (no array), else null. */
export function objectAt(holder: unknown, name: string): Element | null {
  return asObject(asObject(holder)?.[name]);
}

export function asObject(value: unknown): Element | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Element) : null; // sound: just narrowed to a plain JSON object
}

/** The objects of a repeating element; one object where a list belongs (older FHIR, real clients) is a list of one. */
export function objectsAt(holder: unknown, name: string): Element[] {
  const value = asObject(holder)?.[name];
  if (Array.isArray(value)) return objectsAmong(value);
  const single = asObject(value);
  return single === null ? [] : [single];
}

/** The list itself where it holds objects only, as nearly every list does: nobody changes it. */
function objectsAmong(list: readonly unknown[]): Element[] {
  for (let at = 0; at < list.length; at += 1) if (asObject(list[at]) === null) return list.map(asObject).filter((member) => member !== null);
  return list as Element[]; // sound: every member was just seen to be an object
}

/** A non-empty string, or null. */
export function stringAt(holder: unknown, name: string): string | null {
  const value = asObject(holder)?.[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The codings of a CodeableConcept, of a bare Coding, or of a list of either. */
export function codingsOf(concept: unknown): Element[] {
  if (Array.isArray(concept)) return concept.flatMap((member) => (asObject(member) === null ? [] : codingsOf(member)));
  const object = asObject(concept);
  if (object === null) return [];
  if ('coding' in object) return objectsAt(object, 'coding');
  return typeof object['code'] === 'string' ? [object] : [];
}

/** Whether a coding of the concept has this code (for the required bindings of FHIR, whose codes are unmistakable); a bare string counts (older FHIR). */
export function codeOf(concept: unknown): string | null {
  if (typeof concept === 'string' && concept !== '') return concept;
  for (const coding of codingsOf(concept)) {
    const code = stringAt(coding, 'code');
    if (code !== null) return code;
  }
  return null;
}

/** The words of a concept as one text: what `wordsOf` gives, with a bar between them; a display that only repeats the text adds nothing. */
export function textOf(concept: unknown): string {
  const own = stringAt(concept, 'text');
  let text = own ?? '';
  for (const coding of codingsOf(concept)) {
    const display = stringAt(coding, 'display');
    if (display !== null && display !== own) text = text === '' ? display : `${text} | ${display}`;
  }
  return text;
}

/** Every word a concept brings: its text and the displays of its codings, in that order. */
export function wordsOf(concept: unknown): string[] {
  const words: string[] = [];
  const text = stringAt(concept, 'text');
  if (text !== null) words.push(text);
  for (const coding of codingsOf(concept)) {
    const display = stringAt(coding, 'display');
    if (display !== null) words.push(display);
  }
  return words;
}
