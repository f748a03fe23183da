/** Coded and worded results as the one word the picture uses, English and Chinese. */
import { asObject, codingsOf, stringAt, wordsOf } from '../records/elements';

const POSITIVE_CODES = new Set(['10828004', '260373001', '52101004', 'LA6576-8', 'LA9633-4', 'POS', 'DET']);
const NEGATIVE_CODES = new Set(['260385009', '260415000', '2667000', 'LA6577-6', 'LA9634-2', 'NEG', 'ND']);

const POSITIVE_WORDS = ['positive', 'pos', 'present', 'detected', 'identified', 'yes', 'true', 'strongly positive', 'weakly positive', 'focally positive', 'diffusely positive', 'partly positive', '+', '++', '+++', '(+)', '阳性', '强阳性', '弱阳性', '部分阳性', '局灶阳性', '弥漫阳性', '有', '可见', '见', '检出', '存在', '是'];
const NEGATIVE_WORDS = ['negative', 'neg', 'absent', 'not detected', 'not identified', 'not seen', 'not present', 'none', 'no', 'false', '-', '(-)', '阴性', '未见', '未检出', '未发现', '无', '没有', '不存在', '否'];
const WELL_WORDS = ['well', 'well differentiated', 'well-differentiated', 'high differentiation', '高分化', '分化好', '分化良好'];
const POOR_WORDS = ['poor', 'poorly', 'poorly differentiated', 'poorly-differentiated', 'undifferentiated', '低分化', '分化差', '未分化'];
const SOLITARY_WORDS = ['solitary', 'single', 'unifocal', 'one', '单发', '单个', '单灶', '孤立'];
const MULTIPLE_WORDS = ['multiple', 'multifocal', 'several', 'many', '多发', '多个', '多灶'];

const WORDS: ReadonlyMap<string, 'positive' | 'negative'> = new Map([...POSITIVE_WORDS.map((word) => [word, 'positive'] as const), ...NEGATIVE_WORDS.map((word) => [word, 'negative'] as const)]);

/** Positive (present, yes) or negative (absent, no) of a coded, worded or boolean value; null for neither, for both, and for anything longer than a result. */
export function polarityOf(holder: unknown): 'positive' | 'negative' | null {
  const result = asObject(holder);
  if (result === null) return null;
  if (typeof result['valueBoolean'] === 'boolean') return result['valueBoolean'] ? 'positive' : 'negative';
  const said = new Set<'positive' | 'negative'>();
  const concept = result['valueCodeableConcept'];
  for (const coding of codingsOf(concept)) {
    const code = stringAt(coding, 'code') ?? '';
    if (POSITIVE_CODES.has(code)) said.add('positive');
    if (NEGATIVE_CODES.has(code)) said.add('negative');
  }
  for (const word of wordsOfValue(result)) {
    const meant = WORDS.get(withoutKind(word));
    if (meant !== undefined) said.add(meant);
  }
  const [only] = said;
  return said.size === 1 && only !== undefined ? only : null;
}

/** Well or poor differentiation in words; moderate differentiation is neither. */
export function differentiationIn(text: string): 'well' | 'poor' | null {
  return listed(text, WELL_WORDS, 'well', POOR_WORDS, 'poor');
}

/** Solitary or multiple in words. */
export function lesionCountIn(text: string): 'solitary' | 'multiple' | null {
  return listed(text, SOLITARY_WORDS, 'solitary', MULTIPLE_WORDS, 'multiple');
}

function listed<A extends string, B extends string>(text: string, first: readonly string[], a: A, second: readonly string[], b: B): A | B | null {
  const word = withoutKind(plainWord(text));
  return first.includes(word) ? a : second.includes(word) ? b : null;
}

/** The short words of a value, plain: the text and displays of a concept, and the string. */
export function wordsOfValue(holder: unknown): string[] {
  const result = asObject(holder);
  if (result === null) return [];
  const words = wordsOf(result['valueCodeableConcept']);
  const string = stringAt(result, 'valueString');
  if (string !== null) words.push(string);
  return words.filter((word) => word.length <= 200).map(plainWord).filter((word) => word !== '');
}

const plainWord = (text: string): string => (text.length > 200 ? '' : text.normalize('NFKC').trim().toLowerCase());

/** `Positive (qualifier value)` is `positive`. */
function withoutKind(word: string): string {
  for (const kind of [' (qualifier value)', ' (finding)', '。', '.']) if (word.endsWith(kind)) return word.slice(0, -kind.length).trim();
  return word;
}
