/** Text from a record on its way into a card: nothing in it may become markup, a link, a heading or HTML. */
import type { About } from '../../engine';

const LONGEST_VALUE = 300;
// Bidirectional overrides and other controls can make a reader see another text than the one stored.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g;
const MARKDOWN = /[\\`*_[\]<>#|~&!{}]/g;
// A zero-width space keeps renderers from turning an address into a link; a backslash does not stop all of them.
const LINKS = /:(?=\/\/)|@|(?<=\bwww)(?=\.)|(?<=\b(?:mailto|xmpp))(?=:)/gi;

const tidied = (text: string): string => {
  const short = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return short.replace(CONTROLS, ' ').replace(/ {2,}/g, ' ').trim();
};

/** Record-derived text for `detail`: every Markdown character escaped by a backslash. */
export const escaped = (text: string): string => (isHarmless(text) ? text : escapedInFull(text));

/** Words and numbers that none of the replacements below would touch: most values are, and one look is cheaper than six. */
const isHarmless = (text: string): boolean => text.length <= LONGEST_VALUE && !/[^A-Za-z0-9 ,;/%-]| {2}|^[ -]| $/.test(text);

const escapedInFull = (text: string): string =>
  tidied(text).replace(MARKDOWN, '\\$&').replace(LINKS, '$&\u200b').replace(/^([-+=])/, '\\$1').replace(/^(\d+)([.)])/, '$1\\$2');

/** Record-derived text for `summary`, a label or a description, which are no Markdown: markup characters are left out. */
export const plain = (text: string): string => tidied(text).replace(/[\\`*_[\]<>#|~]+/g, ' ').replace(LINKS, '$&\u200b').replace(/ {2,}/g, ' ').trim();

/** The values of a sentence, escaped; codes are made of letters, digits and hyphens and stay as they are. */
export const escapedAbout = (about: About): About => mapped(about, escaped);
export const plainAbout = (about: About): About => mapped(about, plain);

function mapped(about: About, change: (text: string) => string): About {
  const result: About = {};
  for (const [key, value] of Object.entries(about)) result[key] = typeof value === 'string' ? change(value) : value;
  return result;
}
