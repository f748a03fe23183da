/** Sentences with gaps: a template, filled with the plain values a conclusion carries, in the words of one language. */
import type { About } from '../../engine';

/** A sentence as a function of the values it is about. */
export type Sentence = (about: About) => string;

/**
 * Makes a template into a sentence: `{key}` is replaced by the value, a part in `[ … ]` is left out when one of its values is not there.
 * @param valueText how this language writes one value (a code becomes its words, a date is written out)
 */
export function sentencesIn(valueText: (value: string | number) => string): (template: string) => Sentence {
  return (template) => {
    const parts = partsOf(template);
    return (about) => {
      let text = '';
      for (const part of parts) {
        if (part.optional && !part.keys.every((key) => Object.hasOwn(about, key) && about[key] !== '')) continue;
        for (const piece of part.pieces) {
          if (typeof piece === 'string') { text += piece; continue; }
          const value = Object.hasOwn(about, piece.key) ? about[piece.key] : undefined;
          text += value === undefined ? '…' : valueText(value);
        }
      }
      return text;
    };
  };
}

interface Part { optional: boolean; keys: string[]; pieces: (string | { key: string })[] }

function partsOf(template: string): Part[] {
  const parts: Part[] = [];
  for (const [index, outer] of template.split('[').entries()) {
    const close = index === 0 ? -1 : outer.indexOf(']');
    if (close >= 0) parts.push(partFrom(outer.slice(0, close), true));
    const rest = close >= 0 ? outer.slice(close + 1) : outer;
    if (rest !== '') parts.push(partFrom(rest, false));
  }
  return parts;
}

function partFrom(text: string, optional: boolean): Part {
  const pieces: Part['pieces'] = [];
  const keys: string[] = [];
  for (const [index, outer] of text.split('{').entries()) {
    const close = index === 0 ? -1 : outer.indexOf('}');
    if (close >= 0) { const key = outer.slice(0, close); keys.push(key); pieces.push({ key }); }
    const rest = close >= 0 ? outer.slice(close + 1) : outer;
    if (rest !== '') pieces.push(rest);
  }
  return { optional, keys, pieces };
}
