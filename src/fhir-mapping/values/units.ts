/** Units of laboratory results: the spellings laboratories send, and conversions that are exact, nominal or refused. */
import { rounded } from './amounts';

/** What is used of the UCUM library, which brings no types. */
interface UcumLhcUtils { convertUnitTo(from: string, value: number, to: string, options: { molecularWeight?: number }): { status?: unknown; toVal?: unknown } }

/** Spelling to UCUM, case-exact: looked up before UCUM is asked, since `Pg/mL` would be petagrams. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['pg/ml', 'pg/mL'], ['Pg/mL', 'pg/mL'], ['PG/ML', 'pg/mL'], ['pg/ML', 'pg/mL'], ['Pg/ml', 'pg/mL'], ['PG/mL', 'pg/mL'], ['皮克/毫升', 'pg/mL'],
  ['ng/l', 'ng/L'], ['NG/L', 'ng/L'], ['Ng/L', 'ng/L'], ['ng/ml', 'ng/mL'], ['NG/ML', 'ng/mL'], ['Ng/mL', 'ng/mL'], ['纳克/毫升', 'ng/mL'],
  ['pmol/l', 'pmol/L'], ['PMOL/L', 'pmol/L'], ['Pmol/L', 'pmol/L'], ['pM', 'pmol/L'], ['fmol/ml', 'fmol/mL'], ['nmol/l', 'nmol/L'], ['NMOL/L', 'nmol/L'], ['umol/l', 'umol/L'], ['UMOL/L', 'umol/L'],
  ['µmol/L', 'umol/L'], ['μmol/L', 'umol/L'], ['µmol/l', 'umol/L'], ['μmol/l', 'umol/L'],
  ['µg/L', 'ug/L'], ['μg/L', 'ug/L'], ['µg/l', 'ug/L'], ['μg/l', 'ug/L'], ['mcg/L', 'ug/L'], ['mcg/l', 'ug/L'], ['ug/l', 'ug/L'], ['UG/L', 'ug/L'],
  ['µg/dL', 'ug/dL'], ['μg/dL', 'ug/dL'], ['µg/dl', 'ug/dL'], ['μg/dl', 'ug/dL'], ['mcg/dL', 'ug/dL'], ['mcg/dl', 'ug/dL'], ['ug/dl', 'ug/dL'], ['UG/DL', 'ug/dL'],
  ['g/l', 'g/L'], ['G/L', 'g/L'], ['g/dl', 'g/dL'], ['G/DL', 'g/dL'], ['mg/l', 'mg/L'], ['mmol/l', 'mmol/L'], ['mg/dl', 'mg/dL'],
  ['mIU/L', 'm[IU]/L'], ['mIU/l', 'm[IU]/L'], ['miu/l', 'm[IU]/L'], ['mU/l', 'mU/L'], ['mIU/ml', 'm[IU]/mL'], ['mIU/mL', 'm[IU]/mL'], ['MIU/L', 'm[IU]/L'],
  ['uIU/mL', 'u[IU]/mL'], ['uIU/ml', 'u[IU]/mL'], ['µIU/mL', 'u[IU]/mL'], ['μIU/mL', 'u[IU]/mL'], ['µIU/ml', 'u[IU]/mL'], ['μIU/ml', 'u[IU]/mL'], ['UIU/ML', 'u[IU]/mL'], ['uU/ml', 'uU/mL'], ['µU/mL', 'uU/mL'], ['μU/mL', 'uU/mL'],
  ['IU/mL', '[IU]/mL'], ['IU/ml', '[IU]/mL'], ['IU/L', '[IU]/L'], ['IU/l', '[IU]/L'],
]);

/** Factor to pg/mL. */
const MASS: ReadonlyMap<string, number> = new Map([['pg/mL', 1], ['ng/L', 1], ['ng/mL', 1e3], ['ug/L', 1e3], ['ng/dL', 10], ['pg/dL', 0.01], ['ug/dL', 1e4], ['ug/mL', 1e6], ['mg/L', 1e6], ['mg/dL', 1e7], ['g/L', 1e9], ['g/dL', 1e10], ['fg/mL', 1e-3]]);
/** Factor to pmol/L. */
const MOLES: ReadonlyMap<string, number> = new Map([['pmol/L', 1], ['fmol/mL', 1], ['nmol/L', 1e3], ['pmol/mL', 1e3], ['umol/L', 1e6], ['mmol/L', 1e9], ['fmol/L', 1e-3]]);
/** Thyrotropin's arbitrary units, which UCUM cannot compare: one to one, as mU/L. */
const THYROTROPIN: ReadonlyMap<string, number> = new Map([['mU/L', 1], ['m[IU]/L', 1], ['u[IU]/mL', 1], ['uU/mL', 1]]);

/** The UCUM code a unit stands for: its code if that is known, else its text. Null where there is none or it is far too long. */
export function ucumOf(unit: string | null, code: string | null): string | null {
  const fromCode = code === null ? null : aliased(code);
  if (fromCode !== null && isKnown(fromCode)) return fromCode;
  const fromUnit = unit === null ? null : aliased(unit);
  if (fromUnit !== null && isKnown(fromUnit)) return fromUnit;
  return fromCode ?? fromUnit;
}

function aliased(unit: string): string | null {
  const trimmed = unit.trim();
  if (trimmed === '' || trimmed.length > 60) return null;
  return ALIASES.get(trimmed) ?? ALIASES.get(trimmed.replaceAll(' ', '')) ?? trimmed;
}

const isKnown = (unit: string): boolean => MASS.has(unit) || MOLES.has(unit) || THYROTROPIN.has(unit);

export const isMassPerVolume = (unit: string): boolean => MASS.has(unit);
export const isMolesPerVolume = (unit: string): boolean => MOLES.has(unit);

/**
 * `number` of one UCUM unit in another, to 6 significant digits; null where the two cannot be compared.
 * Mass and moles need the molecular weight, in g/mol. Arbitrary units (U, IU) are compared with themselves only, thyrotropin's with each other under `thyrotropin`.
 */
export function converted(number: number, from: string, to: string, options: { molecularWeight?: number; thyrotropin?: boolean } = {}): number | null {
  const factor = factorBetween(from, to, options);
  return factor === null ? null : rounded(number * factor);
}

function factorBetween(from: string, to: string, { molecularWeight, thyrotropin = false }: { molecularWeight?: number; thyrotropin?: boolean }): number | null {
  if (from === to) return 1;
  const massFrom = MASS.get(from);
  const massTo = MASS.get(to);
  if (massFrom !== undefined && massTo !== undefined) return massFrom / massTo;
  const molesFrom = MOLES.get(from);
  const molesTo = MOLES.get(to);
  if (molesFrom !== undefined && molesTo !== undefined) return molesFrom / molesTo;
  if (thyrotropin && THYROTROPIN.has(from) && THYROTROPIN.has(to)) return 1;
  // pg/mL divided by g/mol is nmol/L; times 1000, pmol/L.
  if (molecularWeight !== undefined && massFrom !== undefined && molesTo !== undefined) return (massFrom * 1e3) / molecularWeight / molesTo;
  if (molecularWeight !== undefined && molesFrom !== undefined && massTo !== undefined) return (molesFrom * molecularWeight) / 1e3 / massTo;
  if (massFrom !== undefined && massTo !== undefined) return null;
  return byUcum(from, to, molecularWeight);
}

let ucum: UcumLhcUtils | null = null;
const asked = new Map<string, number | null>();
const MOST_REMEMBERED = 500;

/** The library is large: it is loaded when the first unit comes that the tables above do not hold, and every answer is kept. */
function byUcum(from: string, to: string, molecularWeight: number | undefined): number | null {
  const question = `${from} ${to} ${molecularWeight ?? ''}`;
  const known = asked.get(question);
  if (known !== undefined) return known;
  const factor = askUcum(from, to, molecularWeight);
  if (asked.size >= MOST_REMEMBERED) asked.clear();
  asked.set(question, factor);
  return factor;
}

/** The library prints what it cannot parse (a blank, an annotation at a bracket) with the text it was asked about: such text never reaches it. */
function isAskable(unit: string): boolean {
  return /^[!-~]{1,30}$/.test(unit) && !(unit.includes('(') && unit.includes('{'));
}

function askUcum(from: string, to: string, molecularWeight: number | undefined): number | null {
  if (!isAskable(from) || !isAskable(to)) return null;
  try {
    // A late require keeps the library's start-up out of the service's.
    ucum ??= (require('@lhncbc/ucum-lhc') as { UcumLhcUtils: { getInstance(): UcumLhcUtils } }).UcumLhcUtils.getInstance();
    const answer = ucum.convertUnitTo(from, 1, to, molecularWeight === undefined ? {} : { molecularWeight });
    return answer.status === 'succeeded' && typeof answer.toVal === 'number' && Number.isFinite(answer.toVal) && answer.toVal > 0 ? answer.toVal : null;
  } catch {
    return null; // A unit the library cannot parse is a unit that cannot be compared.
  }
}
