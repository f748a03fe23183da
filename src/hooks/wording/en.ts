/** English. */
import { codes } from './en-codes';
import { conclusionIn } from './en-conclusion';
import { frameIn, overrideReasonsIn, porchIn, rulebookIn, servicesIn } from './en-frame';
import { ordersIn } from './en-orders';
import { sentencesIn } from './sentence';
import { valueTextIn } from './value-text';
import type { Words } from './words';

// Dates are written YYYY-MM-DD: the one order of day and month that English readers everywhere read alike.
const date = (iso: string): string => iso;
const list = (items: readonly string[]): string => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`);
const value = valueTextIn(codes, date, list);
const s = sentencesIn(value);

export const en: Words = {
  language: 'en',
  codes,
  conclusion: conclusionIn(s),
  orders: ordersIn(s),
  frame: frameIn(s),
  services: servicesIn,
  porch: porchIn(s),
  rulebook: rulebookIn,
  overrideReasons: overrideReasonsIn,
  value,
  date,
  list,
  join: (sentences) => sentences.join(' '),
  labelled: (label, text) => `${label}: ${text}`,
  parenthesis: (text) => ` (${text})`,
};
