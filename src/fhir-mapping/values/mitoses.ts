/** Mitotic counts per 10 high-power fields (= 2 mm²), from the denominators laboratories write. */
import type { Measured } from '../../engine';
import { wordsOf } from '../records/elements';
import { type Amount, amountOf, isInterval, scaled } from './amounts';
import { labelledAmount } from './labels';
import type { ValueReading } from './reading';
import { nfkc } from './plain';

/** Names a count may begin with and still be only the result. */
const LABELS = ['核分裂象', '核分裂像', '核分裂', '计数', '数', 'mitotic count', 'mitotic rate', 'mitotic index', 'mitotic figures', 'mitoses', 'mitosis', 'count'];

/**
 * The count per 10 HPF of an Observation or component coded (or named) as mitoses. `/HPF` × 10, `/mm²` × 2, `/2 mm²` and `/10 HPF` as they are, `/50 HPF` ÷ 5.
 * Without a denominator the count is taken per 10 HPF, `unitUnverified`; `denominatorInCode` (SNOMED 406094009) makes it verified,
 * reads a bare `/HPF` as per 10 HPF, unverified, and obeys any other area. Area and fields are never converted into each other beyond that. @see rules.md GR-2
 */
export function readMitosesPerTenHpf(holder: unknown, denominatorInCode: boolean): ValueReading {
  const amount = labelledAmount(holder, LABELS) ?? amountOf(holder);
  if (amount.kind !== 'amount') return amount;
  if (!isInterval(amount.value) || amount.value.low < 0) return { kind: 'invalid-value' };
  const stated = areaOf(amount);
  const area = stated === 'none' && !denominatorInCode ? areaInName(holder) : stated;
  if (area === null) return { kind: 'unknown-unit' };
  if (area === 'none') return { kind: 'value', value: amount.value, text: amount.text, unitUnverified: !denominatorInCode };
  if (denominatorInCode && area.fields === 1 && area.perTenHpf === 10) return { kind: 'value', value: amount.value, text: amount.text, unitUnverified: true };
  const value: Measured = area.perTenHpf === 1 ? amount.value : scaled(amount.value, area.perTenHpf);
  return { kind: 'value', value, text: amount.text, unitUnverified: false };
}

/** `核分裂象（个/50HPF）`, `Mitoses per 2 mm2`: a name may hold the denominator that the value leaves out. */
function areaInName(holder: unknown): Area | 'none' {
  for (const words of wordsOf(typeof holder === 'object' && holder !== null ? (holder as Record<string, unknown>)['code'] : null)) { // sound: any object may be asked for a name
    const written = /(?:\/|per |每)\s?\(?\d{0,3}[ .]?个?(?:\[?hpfs?\]?|high[- ]power fields?|高倍(?:镜)?(?:视野)?|mm\^?2|mm²|平方毫米)/.exec(plain(words))?.[0];
    const area = written === undefined ? null : writtenArea(written);
    if (area !== null && area !== 'none') return area;
  }
  return 'none';
}

interface Area { fields: number; perTenHpf: number }

/** The area a count was made on; `none` where no denominator is recorded, null where it is not one of mitoses. */
function areaOf(amount: Amount): Area | 'none' | null {
  if (amount.per !== null) {
    const unit = areaUnitOf(plain(amount.per.unit ?? ''));
    return unit === null ? null : area(amount.per.value, unit);
  }
  const text = plain(amount.unit ?? '');
  const fromText = text === '' ? 'none' : writtenArea(text);
  if (fromText !== null && fromText !== 'none') return fromText;
  const code = plain(amount.code ?? '');
  const fromCode = code === '' ? 'none' : writtenArea(code);
  // A unit text that cannot be read ("per big field") is not overruled by an empty code; a code that says an area is.
  if (fromCode !== null && fromCode !== 'none') return fromCode;
  return fromText === null || fromCode === null ? null : 'none';
}

const plain = (unit: string): string => (unit.length > 80 ? '?' : nfkc(unit).toLowerCase());

/** Words for what is counted: they say nothing about the area. */
const COUNTED = ['{mitoses}', '{mitosis}', '{mitotic figures}', '{count}', '{#}', '{number}', 'mitotic figures', 'mitotic figure', 'mitoses', 'mitosis', 'figures', 'counts', 'count', '核分裂象', '核分裂像', '核分裂', '个', '#', '1'];
const PER = ['/', 'per', '每', 'in', 'x'];

/** `/10 HPF`, `个/10HPF`, `{mitoses}/(2.mm2)`, `per 10 HPF`, `/10个高倍视野`, `/[HPF]`, `10 HPF`. */
function writtenArea(unit: string): Area | 'none' | null {
  let rest = unit.trim();
  let counted = false;
  for (let step = 0; step < 3; step += 1) {
    const word = COUNTED.find((name) => rest.startsWith(name) && !(name === '1' && /^1[0-9.]/.test(rest)));
    if (word === undefined) break;
    counted = true;
    rest = rest.slice(word.length).trim();
  }
  if (rest === '') return counted ? 'none' : null;
  const per = PER.find((name) => rest.startsWith(name));
  if (per !== undefined) rest = rest.slice(per.length).trim();
  rest = rest.replaceAll('(', '').replaceAll(')', '').replaceAll('.mm', 'mm').replaceAll('.[', '[').replaceAll('.{', '{').trim();
  const digits = /^(\d{1,4}(?:\.\d{1,4})?)?[\s*x·]*/.exec(rest);
  const number = digits?.[1];
  rest = rest.slice(digits?.[0].length ?? 0).replaceAll('个', '').trim();
  const kind = areaUnitOf(rest);
  if (kind === null) return null;
  // Without "per" a bare `{HPF}` is only an annotation: it says fields, not how many.
  if (per === undefined && number === undefined) return rest.startsWith('{') ? 'none' : area(1, kind);
  return area(number === undefined ? 1 : Number(number), kind);
}

function area(number: number, kind: 'hpf' | 'mm2'): Area | null {
  if (!(number > 0) || number > 1000) return null;
  return kind === 'hpf' ? { fields: number, perTenHpf: 10 / number } : { fields: 0, perTenHpf: 2 / number };
}

const FIELDS = new Set(['hpf', 'hpfs', '[hpf]', '{hpf}', 'hp', 'hpf.', 'high power field', 'high power fields', 'high-power field', 'high-power fields', '高倍视野', '高倍镜视野', '高倍镜', '高倍', 'hf']);
const SQUARE_MM = new Set(['mm2', 'mm^2', 'mm²', 'mm*2', 'sq mm', 'sqmm', 'square mm', 'square millimetre', 'square millimetres', 'square millimeter', 'square millimeters', '平方毫米', 'mm 2']);

function areaUnitOf(unit: string): 'hpf' | 'mm2' | null {
  const trimmed = unit.trim();
  return FIELDS.has(trimmed) ? 'hpf' : SQUARE_MM.has(trimmed) ? 'mm2' : null;
}
