/** Lines that depend on the rules and the language alone are written once and kept. Nothing that a record says may be part of a key. */
import type { Words } from './words';

/** More than the rules can ask for; past it lines are written anew each time, so that memory stays bounded whatever comes. */
const MOST_KEPT = 5000;

type KeyPart = string | boolean;
/** A place in the tree of keys: what was written for the key that ends here, and the longer keys. */
interface Place<Made> { made: Made | undefined; longer: Map<KeyPart, Place<Made>> | null }

/**
 * A writer whose results are kept per language.
 * @param keyOf everything that the result depends on beside the language, part by part (putting the parts together would cost more than the line is worth); lists of any length but the last end in `''`; null for what must not be kept
 * @param write makes the result; an object is frozen, because every later answer holds the same one
 */
export function kept<Of, Made>(keyOf: (of: Of) => readonly KeyPart[] | null, write: (of: Of, words: Words) => Made): (of: Of, words: Words) => Made {
  const roots: { words: Words; root: Place<Made>; held: number }[] = [];
  const treeOf = (words: Words): (typeof roots)[number] => {
    for (const tree of roots) if (tree.words === words) return tree;
    const tree = { words, root: { made: undefined, longer: null }, held: 0 };
    roots.push(tree);
    return tree;
  };
  return (of, words) => {
    const key = keyOf(of);
    if (key === null) return write(of, words);
    const tree = treeOf(words);
    let place: Place<Made> | undefined = tree.root;
    for (const part of key) {
      place = place.longer?.get(part);
      if (place === undefined) break;
    }
    if (place?.made !== undefined) return place.made;
    const fresh = write(of, words);
    if (typeof fresh === 'object') Object.freeze(fresh);
    if (tree.held < MOST_KEPT) {
      tree.held += 1;
      placeFor(key, tree.root).made = fresh;
    }
    return fresh;
  };
}

function placeFor<Made>(key: readonly KeyPart[], root: Place<Made>): Place<Made> {
  let place = root;
  for (const part of key) {
    place.longer ??= new Map();
    let next = place.longer.get(part);
    if (next === undefined) { next = { made: undefined, longer: null }; place.longer.set(part, next); }
    place = next;
  }
  return place;
}
