/** One synthetic patient: the mixture of a registry of gastric neuroendocrine neoplasms, gaps in the record included. */
import { type Chance, chanceFor } from './chance';
import { CM0, CM1, CODES, FACTS, RecordOf, type Resource } from './resources';

export interface SyntheticOptions {
  seed: number;
  /** Least size of a patient's record in kilobytes of JSON: reached with ordinary laboratory results. 0 adds none. */
  kilobytes: number;
}

const SORTS = [[62, 'type I'], [5, 'type II'], [16, 'type III'], [8, 'NEC'], [2, 'MiNEN'], [7, 'no neoplasm']] as const;

/** The resources of patient `number` (from 1); the Patient comes first. Depends on seed and number only, so any part of a cohort can be made alone. */
export function syntheticPatient(number: number, { seed, kilobytes }: SyntheticOptions): Resource[] {
  const chance = chanceFor(seed, number);
  const record = new RecordOf(`synthetic-${seed}-${number}`);
  const sort = chance.oneOf(SORTS);
  record.patient(number, chance.happens(0.55) ? 'female' : 'male', day(chance, 1938, 1988));
  const diagnosis = day(chance, 2018, 2025);
  if (sort === 'no neoplasm') record.condition(CODES.hypertension, diagnosis);
  else neoplasm(sort, diagnosis, record, chance);
  if (kilobytes > 0) ordinaryResults(record, kilobytes * 1000, chance);
  return record.resources;
}

function neoplasm(sort: Exclude<(typeof SORTS)[number][1], 'no neoplasm'>, diagnosis: string, record: RecordOf, chance: Chance): void {
  const poor = sort === 'NEC';
  record.condition(poor ? CODES.gastricNec : sort === 'MiNEN' ? CODES.gastricNen : CODES.gastricNet, diagnosis);
  proliferation(sort, diagnosis, record, chance);
  if (chance.happens(0.9)) record.quantity(CODES.size, diagnosis, sort === 'type I' ? chance.whole(2, 14) : chance.whole(5, 45), 'mm', 'mm');
  if (sort === 'type I') background(CODES.atrophicGastritis, 160, 1400, diagnosis, record, chance);
  if (sort === 'type II') background(CODES.gastrinoma, 300, 4000, diagnosis, record, chance);
  if (sort === 'type III' && chance.happens(0.8)) record.quantity(CODES.gastrin, diagnosis, chance.whole(20, 95), 'pg/mL', 'pg/mL', 100);
  if (sort !== 'NEC' && chance.happens(0.8)) record.fact('lesion-count', chance.happens(sort === 'type III' ? 0.9 : 0.25) ? 'solitary' : 'multiple', diagnosis);
  if (sort === 'MiNEN') {
    const share = chance.whole(20, 80);
    record.quantity({ system: FACTS, code: 'neuroendocrine-component' }, diagnosis, share, '%', '%');
    record.quantity({ system: FACTS, code: 'non-neuroendocrine-component' }, diagnosis, 100 - share, '%', '%');
    record.fact('non-neuroendocrine-histology', 'adenocarcinoma', diagnosis);
  }
  extent(sort, diagnosis, record, chance);
  course(sort, diagnosis, record, chance);
}

function proliferation(sort: string, date: string, record: RecordOf, chance: Chance): void {
  const high = sort === 'NEC' || (sort === 'MiNEN' && chance.happens(0.7)) || (sort === 'type III' && chance.happens(0.2));
  const ki67 = high ? chance.whole(22, 95) : chance.happens(sort === 'type I' ? 0.75 : 0.4) ? chance.whole(1, 2) : chance.whole(3, 20);
  if (chance.happens(0.92)) record.quantity(CODES.ki67, date, ki67, '%', '%');
  if (chance.happens(0.8)) record.quantity(CODES.mitoses, date, high ? chance.whole(15, 60) : chance.whole(0, ki67 < 3 ? 1 : 8), '/10 HPF', '/(10.[HPF])');
  if (chance.happens(0.9)) record.fact('differentiation', sort === 'NEC' || (sort === 'MiNEN' && high) ? 'poor' : 'well', date);
}

function background(code: (typeof CODES)['atrophicGastritis' | 'gastrinoma'], low: number, high: number, date: string, record: RecordOf, chance: Chance): void {
  if (chance.happens(0.9)) record.condition(code, date);
  // A small share of normal values: records contradict themselves, and a cohort is where that is looked for.
  if (chance.happens(0.85)) record.quantity(CODES.gastrin, date, chance.happens(0.03) ? 60 : chance.whole(low, high), 'pg/mL', 'pg/mL', 100);
}

function extent(sort: string, date: string, record: RecordOf, chance: Chance): void {
  const metastatic = chance.happens(sort === 'NEC' ? 0.5 : sort === 'type III' ? 0.25 : sort === 'MiNEN' ? 0.3 : 0.02);
  if (metastatic) {
    record.condition(CODES.liverMetastasis, date);
    record.coded(CODES.mCategory, CM1, date);
    record.fact('metastasis-extent', chance.happens(0.8) ? 'liver-only' : 'liver-and-extrahepatic', date);
  } else if (chance.happens(0.75)) record.coded(CODES.mCategory, CM0, date);
  if (chance.happens(0.5)) record.fact('depth-of-invasion', chance.oneOf([[6, 'submucosa'], [3, 'mucosa'], [sort === 'type I' ? 0.3 : 4, 'muscularis-propria']]), date);
  if (chance.happens(0.5)) record.fact('eus-nodes', chance.happens(sort === 'type I' ? 0.02 : 0.2) ? 'positive' : 'negative', date);
}

function course(sort: string, diagnosis: string, record: RecordOf, chance: Chance): void {
  const treated = later(diagnosis, chance.whole(10, 90));
  if (sort === 'type I' && chance.happens(0.4)) record.procedure(CODES.endoscopicResection, treated);
  if ((sort === 'type III' || sort === 'NEC') && chance.happens(0.55)) {
    record.procedure(CODES.totalGastrectomy, treated);
    if (chance.happens(0.8)) record.fact('resection-margin', chance.happens(0.9) ? 'R0' : 'R1', treated);
  }
  let visit = diagnosis;
  for (let count = chance.whole(0, 4); count > 0; count -= 1) {
    visit = later(visit, chance.whole(150, 420));
    if (visit < '2026-07-01') record.procedure(CODES.gastroscopy, visit);
  }
  if (chance.happens(sort === 'type II' ? 0.9 : 0.2)) record.prescription(CODES.omeprazole, treated);
}

function ordinaryResults(record: RecordOf, bytes: number, chance: Chance): void {
  let held = JSON.stringify(record.resources).length;
  for (let counted = record.resources.length; held < bytes; counted += 1) {
    record.quantity(CODES.sodium, day(chance, 2019, 2025), chance.whole(132, 147), 'mmol/L', 'mmol/L', 145);
    held += JSON.stringify(record.resources[counted]).length + 1;
  }
}

const day = (chance: Chance, from: number, to: number): string => `${chance.whole(from, to)}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`;
const two = (number: number): string => String(number).padStart(2, '0');
const later = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
