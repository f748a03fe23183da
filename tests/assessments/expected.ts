/** What a case says of an assessment, in few words, compared with what came out. */
import { NO_SITE_CODES } from '../../src/fhir-mapping';
import { assessBundle } from '../../src/hooks/assess-bundle';
import type { Assessment } from '../../src/hooks/assessment-schema';
import { bundle, patient, type Resource } from './a-record';

export const AS_OF = '2026-11-22';
const DEPS = { siteCodes: NO_SITE_CODES, gastrinUpperLimit: null };

/** Lists are of what must be there; the same list under `no` is of what must not be. Each entry is matched as written, by rule, code or fact. */
interface Lists {
  /** `rule`, `code`, `rule code` or `rule code strength`, `?` behind it when conditional. */
  recommendations?: string[];
  /** `rule`, `code` or a fact that it names. */
  notices?: string[];
  /** `fact`, `fact rule` or `fact for`. */
  missing?: string[];
  /** `rule`, or `rule fact fact`. */
  conflicts?: string[];
  /** `Type/id why`. */
  rejected?: string[];
  /** `fact resource`. */
  evidence?: string[];
}

export interface Expected extends Lists {
  applicable?: boolean;
  /** kind, with the subtype after a comma. */
  kind?: string;
  /** value, or `-`, and status. */
  grade?: string;
  /** every grade still possible, with blanks between. */
  candidates?: string;
  /** grade by Ki-67 `/` grade by mitoses, `-` for none. */
  by?: string;
  discordant?: boolean;
  /** value, or `-`, and status. */
  type?: string;
  /** `null`, or what is favoured. */
  differential?: string;
  clues?: string[];
  notDone?: string[];
  noClues?: string[];
  /** T N M group basis, `-` for none. */
  stage?: string;
  depth?: string;
  /** rules named by a part, `grade GR-1`, and those that are not. */
  rules?: string[];
  noRules?: string[];
  /** how many entries a list has. */
  count?: Partial<Record<keyof Lists, number>>;
  no?: Lists;
}

export type Case = [says: string, record: Resource[], expected: Expected, asOf?: string];

export const assessed = (record: readonly Resource[], asOf = AS_OF): Assessment => assessBundle(bundle(record.some(({ resourceType }) => resourceType === 'Patient') ? record : [patient(), ...record]), { asOf, language: 'en' }, DEPS);

/** What differs, each in a sentence; empty when the case holds. */
export function differences(record: readonly Resource[], { no = {}, noRules = [], noClues = [], count = {}, ...expected }: Expected, asOf?: string): string[] {
  const found = said(assessed(record, asOf));
  const wrong: string[] = [];
  for (const [member, wanted] of Object.entries(expected)) {
    const got = found[member];
    if (Array.isArray(wanted) && member !== 'notDone') { for (const each of wanted as string[]) if (!(got as string[]).some((one) => matches(one, each))) wrong.push(`${member}: ${each} is not among ${JSON.stringify(got)}`); continue; }
    if (JSON.stringify(got) !== JSON.stringify(wanted)) wrong.push(`${member}: ${JSON.stringify(wanted)} was expected, ${JSON.stringify(got)} came`);
  }
  for (const [member, unwanted] of Object.entries({ ...no, rules: noRules, clues: noClues })) {
    for (const each of unwanted) if (listed(found, member).some((one) => matches(one, each))) wrong.push(`${member}: ${each} must not be there (${JSON.stringify(found[member])})`);
  }
  for (const [member, size] of Object.entries(count)) if (listed(found, member).length !== size) wrong.push(`${member}: ${size} were expected, ${JSON.stringify(found[member])} came`);
  return wrong;
}

const listed = (found: Record<string, unknown>, member: string): string[] => (found[member] ?? []) as string[]; // sound: only lists are asked for

/** Every word of the wanted is among the words of the line. */
const matches = (line: string, wanted: string): boolean => { const among = line.split(' '); return wanted.split(' ').every((word) => among.includes(word)); };

function said(a: Assessment): Record<string, unknown> {
  const rejected = a.rejected.map(({ resource, why }) => `${resource} ${why}`);
  if (!a.applicable) return { applicable: false, rules: a.rules.map((rule) => `assessment ${rule}`), rejected };
  const named = (part: string, rules: readonly string[]): string[] => rules.map((rule) => `${part} ${rule}`);
  return {
    applicable: true,
    kind: a.neoplasm.kind + (a.neoplasm.subtype === null ? '' : `, ${a.neoplasm.subtype}`),
    grade: `${a.grade.value ?? '-'} ${a.grade.status}`, candidates: a.grade.candidates.join(' '), by: `${a.grade.by.ki67 ?? '-'}/${a.grade.by.mitoses ?? '-'}`, discordant: a.grade.discordant,
    type: `${a.type.value ?? '-'} ${a.type.status}`,
    differential: a.differential === null ? 'null' : a.differential.favours,
    clues: a.differential?.clues.map(({ rule, favours }) => `${rule} ${favours}`) ?? [], notDone: a.differential?.notDone ?? [],
    stage: [a.stage.t, a.stage.n, a.stage.m, a.stage.group, a.stage.basis].map((each) => each ?? '-').join(' '), depth: a.stage.depth ?? '-',
    rules: [...named('assessment', a.rules), ...named('neoplasm', a.neoplasm.rules), ...named('grade', a.grade.rules), ...named('type', a.type.rules), ...named('stage', a.stage.rules)],
    recommendations: a.recommendations.map((one) => `${one.rule} ${one.code} ${one.strength}${one.conditional ? ' ?' : ''}`),
    notices: a.notices.map((one) => [one.rule, one.code, one.severity, ...one.facts].join(' ')),
    missing: a.missing.map((one) => [one.fact, ...one.for, one.rule].join(' ')),
    conflicts: a.conflicts.map((one) => [one.rule, ...one.facts].join(' ')),
    rejected, evidence: a.evidence.map((one) => `${one.fact} ${one.resource} ${one.value}`),
  };
}
