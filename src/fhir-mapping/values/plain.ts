/** Compatibility forms made plain (Unicode NFKC), which most texts are already: full-width digits, ligatures, `㎜`. */

const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** Asking is several times cheaper than normalising, and ASCII is its own normal form. */
export const nfkc = (text: string): string => (BEYOND_ASCII.test(text) ? text.normalize('NFKC') : text);
