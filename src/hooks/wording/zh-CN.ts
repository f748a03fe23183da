/** Chinese as pathologists and oncologists in mainland China write it. */
import { codes } from './zh-codes';
import { conclusionIn } from './zh-conclusion';
import { frameIn, overrideReasonsIn, porchIn, rulebookIn, servicesIn } from './zh-frame';
import { ordersIn } from './zh-orders';
import { sentencesIn } from './sentence';
import { valueTextIn } from './value-text';
import type { Words } from './words';

const UNITS = ['年', '月', '日'] as const;
const date = (iso: string): string => (/^\d{4}(-\d{2}){0,2}$/.test(iso) ? iso.split('-').map((part, index) => `${Number(part)}${UNITS[index] ?? ''}`).join('') : iso);
const list = (items: readonly string[]): string => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join('、')}和${items.at(-1)}`);
const value = valueTextIn(codes, date, list);
const s = sentencesIn(value);

export const zhCN: Words = {
  language: 'zh-CN',
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
  join: (sentences) => sentences.join(''),
  labelled: (label, text) => `${label}：${text}`,
  parenthesis: (text) => `（${text}）`,
};
