/** Sections 9 to 11 of the clinical rules as a caller of POST /assess sees them; the dates once more through the command line in three time zones. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServiceUnderTest, startedService } from '../fixtures/service-under-test';
import { ATC, METASTATIC_NET, NEC, OPEN_TYPE, RXNORM, type Recorded, SNOMED, TYPE_I, TYPE_II, TYPE_III, bundleOf, condition, fact, laboratory, observation, LOINC, prescribed, procedure, recordOf, share, taken, without } from './a-record';

interface Months { min: number; max: number }
interface Assessed {
  recommendations: { rule: string; code: string; strength: string; conditional: boolean; text: string }[]; missing: { fact: string; rule: string }[]; notices: { rule: string; code: string }[]; prognosis: { rule: string }[]; newerNotes: { id: string }[];
  surveillance: { every: Months | null; forYears: number | null; then: Months | null; phase: string | null; tests: string[]; due: { earliest: string; latest: string; overdue: boolean } | null; basis: string; rules: string[] };
}

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); });
afterAll(async () => { await service.close(); });

async function assessed(said: Recorded, asOf = '2026-06-01'): Promise<Assessed> {
  const { status, body } = await service.post(`/assess?asOf=${asOf}`, bundleOf(recordOf(said)));
  expect(status).toBe(200);
  return body as Assessed; // sound: 200 answers the contract's Assessment, held by demandConformance
}

const scope = (day: string | null, more: Record<string, unknown> = {}) => procedure('scope', '76009000', day, more);
const resected = (day: string | null) => procedure('er', '42527001', day);
const operated = (code: string, day: string) => procedure('op', code, day);
const margin = (value: string) => fact('resection-margin', value, { date: '2026-05-25' });
const RADICAL = operated('26452005', '2026-05-20');
const LOCAL = operated('32327002', '2026-05-20');
const minen: Recorded = { kind: 'NEN', differentiation: 'poor', ki67: 60, m: 'cM0', more: [share('neuroendocrine-component', 50), share('non-neuroendocrine-component', 50), fact('non-neuroendocrine-histology', 'adenocarcinoma')] };

describe('which schedule', () => {
  const OPEN_ENDED = '2-3 open-ended stated';
  const FIVE_YEARS = '3-6 5y 12-12 stated';
  const WATCHED = '6-12 5y 12-12 stated';
  test.each<[string, Recorded, string, string]>([
    ['type I, watched', TYPE_I, 'SU-3 SU-7', WATCHED], ['type I, metastasis unknown', without(TYPE_I, 'm'), 'SU-3 SU-7', WATCHED], ['type I, probable', without(TYPE_I, 'gastrin'), 'SU-3 SU-7', WATCHED],
    ['type I, resected by endoscope', { ...TYPE_I, more: [resected('2026-05-20'), margin('R1')] }, 'SU-3 SU-7', WATCHED],
    ['type I into the muscle, not operated', { ...TYPE_I, depth: 'muscularis-propria' }, 'SU-3 SU-7 M1-4', WATCHED],
    ['type I, unresectable, without a feature', { ...TYPE_I, resectability: 'unresectable' }, 'SU-3 SU-7', WATCHED], ['type I, declined, without a feature', { ...TYPE_I, declined: true }, 'SU-3 SU-7', WATCHED],
    ['type I, unresectable, into the muscle', { ...TYPE_I, resectability: 'unresectable', depth: 'muscularis-propria' }, 'SU-1', OPEN_ENDED], ['type I, declined, with a node', { ...TYPE_I, declined: true, n: 'cN1' }, 'SU-1', OPEN_ENDED],
    ['type I, metastatic', { ...TYPE_I, m: 'cM1' }, 'SU-1', OPEN_ENDED], ['type I after R0 surgery', { ...TYPE_I, more: [LOCAL, margin('R0')] }, 'SU-2', FIVE_YEARS], ['type I after R1 surgery', { ...TYPE_I, more: [RADICAL, margin('R1')] }, 'SU-2', FIVE_YEARS],
    ['type I after R2 surgery', { ...TYPE_I, more: [RADICAL, margin('R2')] }, 'SU-1', OPEN_ENDED], ['type I after a palliative operation', { ...TYPE_I, more: [RADICAL, fact('resection-intent', 'palliative')] }, 'SU-1', OPEN_ENDED],
    ['type I after surgery, margin unknown', { ...TYPE_I, more: [RADICAL] }, 'SU-6', 'none missing'],
    ['type II', TYPE_II, 'SU-5', 'none none-stated'], ['type II, unresectable', { ...TYPE_II, resectability: 'unresectable' }, 'SU-5', 'none none-stated'], ['type II, liver metastasis of unknown origin', { ...without(TYPE_II, 'm'), liver: true }, 'SU-5', 'none none-stated'],
    ['type II, metastasis of the gastric tumour', { ...TYPE_II, m: 'cM1', mBy: { focus: [{ reference: 'Condition/nen' }] } }, 'SU-1', OPEN_ENDED],
    ['type III, untreated as far as known', TYPE_III, 'SU-6', 'none missing'], ['type III, unresectable', { ...TYPE_III, resectability: 'unresectable' }, 'SU-1', OPEN_ENDED], ['type III, surgery declined', { ...TYPE_III, declined: true }, 'SU-1', OPEN_ENDED],
    ['type III after endoscopic resection', { ...TYPE_III, more: [resected('2026-05-20'), margin('R0')] }, 'SU-5', 'none none-stated'], ['type III after local resection, margin unknown', { ...TYPE_III, more: [LOCAL] }, 'SU-5', 'none none-stated'],
    ['type III after local resection R2', { ...TYPE_III, more: [LOCAL, margin('R2')] }, 'SU-1', OPEN_ENDED], ['type III after radical surgery R1', { ...TYPE_III, more: [RADICAL, margin('R1')] }, 'SU-4', '3-6 5y 12-12 extended'],
    ['type III after radical surgery, margin unknown', { ...TYPE_III, more: [RADICAL] }, 'SU-6', 'none missing'], ['type III, once unresectable, then operated R0', { ...TYPE_III, resectability: 'unresectable', more: [RADICAL, margin('R0')] }, 'SU-4', '3-6 5y 12-12 extended'],
    ['type III, metastatic', METASTATIC_NET, 'SU-1', OPEN_ENDED], ['MiNEN', minen, 'SU-5', 'none none-stated'], ['MiNEN, metastatic', { ...minen, m: 'cM1' }, 'SU-1', OPEN_ENDED],
    ['NEC after R0 surgery', { ...NEC, more: [RADICAL, margin('R0')] }, 'SU-2', FIVE_YEARS], ['NEC after local R1 surgery', { ...NEC, more: [LOCAL, margin('R1')] }, 'SU-2', FIVE_YEARS], ['NEC resected by endoscope', { ...NEC, more: [resected('2026-05-20'), margin('R0')] }, 'SU-6', 'none missing'],
    ['NEC, untreated as far as known', NEC, 'SU-6', 'none missing'], ['NEC, unresectable', { ...NEC, resectability: 'unresectable' }, 'SU-1', OPEN_ENDED], ['NEC, metastatic', { ...NEC, m: 'cM1' }, 'SU-1', OPEN_ENDED],
    ['type not settled', OPEN_TYPE, 'SU-6', 'none missing'],
  ])('%s', async (_title, said, rules, schedule) => {
    const { surveillance: { every, forYears, then, phase, basis, rules: named } } = await assessed(said);
    const months = (range: Months | null) => (range === null ? 'none' : `${range.min}-${range.max}`);
    expect([named.join(' '), [months(every), ...(forYears === null ? (phase === null ? [] : [phase]) : [`${forYears}y`, months(then)]), basis].join(' ')]).toEqual([rules, schedule]);
  });

  test.each<[string, Recorded, string[]]>([
    ['SU-3', TYPE_I, ['gastroscopy', 'vitamin-b12', 'thyroid-function']], ['SU-1', { ...NEC, m: 'cM1' }, ['chromogranin-a', 'tumour-hormones', 'nse', 'gastroscopy', 'ct-or-mri']], ['SU-5', TYPE_II, []],
    ['SU-8, NEC', { ...NEC, m: 'cM1', more: [laboratory('cga', '9811-1', 50, 'ng/mL', 0, 100)] }, ['tumour-hormones', 'nse', 'gastroscopy', 'ct-or-mri']], ['SU-8, G2', { ...METASTATIC_NET, more: [laboratory('cga', '9811-1', 50, 'ng/mL', 0, 100)] }, ['tumour-hormones', 'nse', 'gastroscopy', 'ct-or-mri']],
    ['G1 keeps CgA', { ...METASTATIC_NET, ki67: 1, more: [laboratory('cga', '9811-1', 50, 'ng/mL', 0, 100)] }, ['chromogranin-a', 'tumour-hormones', 'nse', 'gastroscopy', 'ct-or-mri']],
    ['a raised CgA is kept', { ...NEC, m: 'cM1', more: [laboratory('cga', '9811-1', 500, 'ng/mL', 0, 100)] }, ['chromogranin-a', 'tumour-hormones', 'nse', 'gastroscopy', 'ct-or-mri']],
  ])('the tests of %s', async (_title, said, tests) => { expect((await assessed(said)).surveillance.tests).toEqual(tests); });

  test.each<[string, Recorded, string]>([
    ['SU-2 in type I is literal', { ...TYPE_I, more: [LOCAL, margin('R0')] }, 'SU-2'], ['SU-4 is extended', { ...TYPE_III, more: [RADICAL, margin('R0')] }, 'SU-4'], ['SU-5 has no interval', TYPE_II, 'SU-5'], ['SU-7 quotes a floor', TYPE_I, 'SU-7'], ['M1-4 is remembered', { ...TYPE_I, depth: 'serosa' }, 'M1-4'],
  ])('%s, and says so', async (_title, said, rule) => { expect((await assessed(said)).notices.map((one) => one.rule)).toContain(rule); });
  test.each<[string, Recorded, string]>([['the margin', { ...TYPE_I, more: [RADICAL] }, 'treatment.margin'], ['the treatment', TYPE_III, 'treatment']])('SU-6 misses %s', async (_title, said, missing) => {
    expect((await assessed(said)).missing).toContainEqual(expect.objectContaining({ fact: missing, rule: 'SU-6' }));
  });
  test('SU-5 asks for the team', async () => { expect((await assessed(TYPE_II)).recommendations).toContainEqual(expect.objectContaining({ rule: 'SU-5', code: 'mdt-discussion', strength: 'recommended' })); });
});

type Dated = [title: string, said: Recorded, asOf: string, due: string];
const watched = (diagnosed: string | null, ...acts: ReturnType<typeof scope>[]): Recorded => ({ ...TYPE_I, diagnosed, more: acts });
const DATED: Dated[] = [
  ['from the diagnosis', watched('2026-01-10'), '2026-06-01', '2026-07-10 2027-01-10 initial'], ['from the last gastroscopy', watched('2025-01-10', scope('2025-11-15')), '2026-06-01', '2026-05-15 2026-11-15 initial'],
  ['the latest day is not overdue', watched('2025-01-10', scope('2025-06-01')), '2026-06-01', '2025-12-01 2026-06-01 initial'], ['the day after is', watched('2025-01-10', scope('2025-05-31')), '2026-06-01', '2025-11-30 2026-05-31 initial overdue'],
  ['a day before five years', watched('2021-06-02', scope('2025-12-01')), '2026-06-01', '2026-06-01 2026-12-01 initial'], ['five years to the day', watched('2021-06-01', scope('2025-12-01')), '2026-06-01', '2026-12-01 2026-12-01 later'],
  ['later and overdue', watched('2015-01-10', scope('2025-05-31')), '2026-06-01', '2026-05-31 2026-05-31 later overdue'], ['five years of a 29 February', watched('2024-02-29', scope('2028-12-01')), '2029-02-28', '2029-12-01 2029-12-01 later'],
  ['31 August', watched('2025-01-10', scope('2026-08-31')), '2026-12-01', '2027-02-28 2027-08-31 initial'], ['31 August before a leap year', watched('2025-01-10', scope('2027-08-31')), '2027-12-01', '2028-02-29 2028-08-31 initial'],
  ['29 February', watched('2027-01-10', scope('2028-02-29')), '2028-06-01', '2028-08-29 2029-02-28 initial'], ['31 December', watched('2026-01-10', scope('2026-12-31')), '2027-01-01', '2027-06-30 2027-12-31 initial'],
  ['a gastroscopy of that year', watched('2024-01-10', scope('2025')), '2026-06-01', '2025-07-01 2026-12-31 initial'], ['a gastroscopy of that month', watched('2025-01-10', scope('2025-08')), '2026-06-01', '2026-02-01 2026-08-31 initial'], ['a diagnosis of that year', watched('2025'), '2026-06-01', '2025-07-01 2026-12-31 initial'],
  ['the year of the diagnosis reaches past its gastroscopy', watched('2025', scope('2025-03-01')), '2026-06-01', '2025-09-01 2026-12-31 initial'],
  ['no date at all', watched(null), '2026-06-01', 'none'], ['a gastroscopy not done', watched('2026-01-10', scope('2026-05-01', { status: 'not-done' })), '2026-06-01', '2026-07-10 2027-01-10 initial'], ['a gastroscopy still to come', watched('2026-01-10', scope('2026-08-01')), '2026-06-01', '2026-07-10 2027-01-10 initial'],
  ['a resection is a gastroscopy', watched('2024-01-10', resected('2026-02-10')), '2026-06-01', '2026-08-10 2027-02-10 initial'], ['one before it does not count', watched('2024-01-10', scope('2025-12-10'), resected('2026-02-10')), '2026-06-01', '2026-08-10 2027-02-10 initial'],
  ['one after it does', watched('2024-01-10', scope('2026-04-10'), resected('2026-02-10')), '2026-06-01', '2026-10-10 2027-04-10 initial'], ['the five years run from the resection', watched('2019-01-10', resected('2022-02-10')), '2026-06-01', '2022-08-10 2023-02-10 initial overdue'],
  ['after R0 surgery', { ...TYPE_I, diagnosed: '2025-01-10', more: [operated('32327002', '2026-01-20'), margin('R0')] }, '2026-06-01', '2026-04-20 2026-07-20 initial'],
  ['a radical operation of a type III', { ...TYPE_III, more: [RADICAL, margin('R0')] }, '2026-06-01', '2026-08-20 2026-11-20 initial'],
  ['metastatic, from the last imaging', { ...NEC, m: 'cM1', diagnosed: '2025-10-20', more: [scope('2026-01-05'), procedure('ct', 'CT of the abdomen', '2026-03-10')] }, '2026-06-01', '2026-05-10 2026-06-10 open-ended'],
  ['metastatic, from a report of the imaging', { ...NEC, m: 'cM1', diagnosed: '2025-10-20', more: [{ resourceType: 'DiagnosticReport', id: 'ct', status: 'final', code: { text: '腹部增强CT' }, subject: { reference: 'Patient/p' }, effectiveDateTime: '2026-03-10' }] }, '2026-06-01', '2026-05-10 2026-06-10 open-ended'],
  ['imaging is nothing to SU-3', watched('2026-01-10', procedure('ct', 'CT of the abdomen', '2026-05-10')), '2026-06-01', '2026-07-10 2027-01-10 initial'],
];
const dueOf = ({ due, phase }: Assessed['surveillance']): string => (due === null ? 'none' : [due.earliest, due.latest, phase, ...(due.overdue ? ['overdue'] : [])].join(' '));

describe('when the next visit is due', () => {
  test.each(DATED)('%s', async (_title, said, asOf, due) => { expect(dueOf((await assessed(said, asOf)).surveillance)).toBe(due); });
  test('without any date the date is missing', async () => { expect((await assessed(watched(null))).missing).toContainEqual(expect.objectContaining({ fact: 'dates.diagnosis', rule: 'SU-3' })); });

  test.each(['UTC', 'Asia/Shanghai', 'America/Los_Angeles'])('the same in %s, by the command line', (zone) => {
    const folder = mkdtempSync(join(tmpdir(), 'gnen-zones-'));
    try {
      for (const asOf of new Set(DATED.map(([, , day]) => day))) {
        const cases = DATED.filter(([, , day]) => day === asOf);
        const file = join(folder, `${asOf}.ndjson`);
        writeFileSync(file, cases.map(([, said]) => JSON.stringify(bundleOf(recordOf(said)))).join('\n'));
        const { stdout, status } = spawnSync(process.execPath, [join(__dirname, '../../dist/cli.js'), '--json', '--as-of', asOf, file], { encoding: 'utf8', env: { ...process.env, TZ: zone } });
        expect(status).toBe(0);
        const answers = stdout.trim().split('\n').map((line) => (JSON.parse(line) as { assessment?: Assessed } & Assessed));
        expect(answers.map((answer) => dueOf((answer.assessment ?? answer).surveillance))).toEqual(cases.map(([, , , due]) => due));
      }
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });
});

describe('supportive care', () => {
  const OMEPRAZOLE = [RXNORM, '7646'] as const;
  const b12 = (value: number) => laboratory('b12', '2132-9', value, 'pg/mL', 200, 900);
  const ferritin = (value: number) => laboratory('ferritin', '2276-4', value, 'ug/L', 15, 150);
  const tsh = laboratory('tsh', '3016-3', 2, 'mU/L', 0.4, 4);
  const pylori = (code: string, text: string) => observation('hp', LOINC, code, { valueCodeableConcept: { text } });
  const is = async (said: Recorded, code: string) => (await assessed(said)).recommendations.filter((one) => one.code === code).map(({ rule, strength, conditional }) => `${rule} ${strength}${conditional ? '?' : ''}`).join();

  test.each<[string, Recorded, boolean]>([
    ['an active prescription', { ...TYPE_I, more: [prescribed(OMEPRAZOLE)] }, true], ['in a probable type I', { ...without(TYPE_I, 'gastrin'), more: [prescribed(OMEPRAZOLE)] }, true], ['vonoprazan', { ...TYPE_I, more: [prescribed([ATC, 'A02BC08'])] }, true], ['famotidine', { ...TYPE_I, more: [prescribed([ATC, 'A02BA03'])] }, false],
    ['in Chinese words', { ...TYPE_I, more: [prescribed('奥美拉唑肠溶胶囊')] }, true], ['in English words', { ...TYPE_I, more: [prescribed('Esomeprazole 40 mg')] }, true], ['a substance code', { ...TYPE_I, more: [prescribed([SNOMED, '396047003'])] }, true], ['only planned', { ...TYPE_I, more: [prescribed(OMEPRAZOLE, { intent: 'plan' })] }, false],
    ...['on-hold', 'completed', 'stopped', 'cancelled', 'entered-in-error', 'draft', 'unknown'].map((status): [string, Recorded, boolean] => [`a prescription that is ${status}`, { ...TYPE_I, more: [prescribed(OMEPRAZOLE, { status })] }, false]),
    ['taken', { ...TYPE_I, more: [taken(OMEPRAZOLE)] }, true], ...['intended', 'completed', 'stopped', 'not-taken', 'on-hold', 'entered-in-error', 'unknown'].map((status): [string, Recorded, boolean] => [`a statement that is ${status}`, { ...TYPE_I, more: [taken(OMEPRAZOLE, { status })] }, false]),
    ['type III', { ...TYPE_III, more: [prescribed(OMEPRAZOLE)] }, false], ['SC-6: type II', { ...TYPE_II, more: [prescribed(OMEPRAZOLE)] }, false], ['a type not settled', { ...OPEN_TYPE, more: [prescribed(OMEPRAZOLE)] }, false], ['NEC', { ...NEC, more: [prescribed(OMEPRAZOLE)] }, false],
  ])('SC-1, a PPI: %s', async (_title, said, against) => { expect(await is(said, 'avoid-ppi')).toBe(against ? 'SC-1 contraindicated' : ''); });

  test.each<[string, string, Recorded, string]>([
    ['SC-2', 'B12 low', { ...TYPE_I, more: [b12(100)] }, 'vitamin-b12'], ['SC-2', 'pernicious anaemia', { ...TYPE_I, perniciousAnaemia: true }, 'vitamin-b12'], ['SC-2', 'megaloblastic anaemia in words', { ...TYPE_I, more: [condition('a', SNOMED, '0', { text: 'Megaloblastic anaemia', code: { text: 'Megaloblastic anaemia' } })] }, 'vitamin-b12'],
    ['SC-3', 'iron deficiency anaemia', { ...TYPE_I, more: [condition('a', SNOMED, '87522002')] }, 'iron'], ['SC-3', 'ferritin low', { ...TYPE_I, more: [ferritin(5)] }, 'iron'],
    ['SC-4', 'H. pylori in the breath test', { ...TYPE_I, more: [pylori('29891-9', 'positive')] }, 'h-pylori-eradication'], ['SC-4', 'H. pylori in an atrophic stomach of whatever type', { ...TYPE_III, gastritis: 'present', more: [fact('h-pylori', 'positive')] }, 'h-pylori-eradication'],
    ['SC-5', 'no TSH', TYPE_I, 'thyroid-function-test'], ['SC-7', 'no B12', TYPE_I, 'vitamin-b12-test'], ['SC-7', 'no ferritin', TYPE_I, 'iron-studies'], ['SC-8', 'a PPI before the type is settled', { ...OPEN_TYPE, more: [prescribed(OMEPRAZOLE)] }, 'keep-ppi-unchanged'],
  ])('%s: %s', async (rule, _title, said, code) => { expect(await is(said, code)).toBe(`${rule} recommended`); });

  test.each<[string, Recorded, string]>([
    ['B12 at the lower limit', { ...TYPE_I, more: [b12(200)] }, 'vitamin-b12'], ['B12 low in type III', { ...TYPE_III, more: [b12(100)] }, 'vitamin-b12'], ['a known B12 is not tested again', { ...TYPE_I, more: [b12(300)] }, 'vitamin-b12-test'], ['ferritin normal', { ...TYPE_I, more: [ferritin(50)] }, 'iron'], ['a known ferritin is not tested again', { ...TYPE_I, more: [ferritin(5)] }, 'iron-studies'],
    ['H. pylori negative', { ...TYPE_I, more: [pylori('29891-9', 'negative')] }, 'h-pylori-eradication'], ['H. pylori antibodies', { ...TYPE_I, more: [pylori('17859-0', 'positive')] }, 'h-pylori-eradication'], ['H. pylori without atrophic gastritis', { ...TYPE_III, more: [fact('h-pylori', 'positive')] }, 'h-pylori-eradication'],
    ['TSH on record', { ...TYPE_I, more: [tsh] }, 'thyroid-function-test'], ['no TSH in type III', TYPE_III, 'thyroid-function-test'], ['an open type without a PPI', OPEN_TYPE, 'keep-ppi-unchanged'], ['an open type on famotidine', { ...OPEN_TYPE, more: [prescribed([ATC, 'A02BA03'])] }, 'keep-ppi-unchanged'],
  ])('not for %s', async (_title, said, code) => { expect(await is(said, code)).toBe(''); });

  test.each<[string, Recorded, string]>([['SC-1', TYPE_I, 'avoid-ppi'], ['SC-8', OPEN_TYPE, 'keep-ppi-unchanged']])('%s names the orders', async (_title, said, code) => {
    const { recommendations } = await assessed({ ...said, more: [prescribed('Omeprazole 20 mg'), taken([ATC, 'A02BC08'])] });
    expect(recommendations.find((one) => one.code === code)?.text).toContain('(MedicationRequest/prescribed, MedicationStatement/taken)');
  });
  test('SC-4 says that the usual regimens hold a PPI', async () => { expect((await assessed({ ...TYPE_I, more: [pylori('29891-9', 'positive')] })).notices.map(({ rule }) => rule)).toContain('SC-4'); });
});

test.each<[string, Recorded, string[]]>([['type I', TYPE_I, ['PR-1', 'PR-2', 'PR-3']], ['type II', TYPE_II, ['PR-1', 'PR-2']], ['type III', TYPE_III, ['PR-1', 'PR-2']], ['NEC', NEC, ['PR-2']], ['a type not settled', OPEN_TYPE, ['PR-2']]])('the prognosis of %s', async (_title, said, rules) => {
  expect((await assessed(said)).prognosis.map(({ rule }) => rule)).toEqual(rules);
});
test.each<[string, Recorded, string[]]>([
  ['type I, watched', TYPE_I, ['NW-1', 'NW-2', 'NW-7', 'NW-13']], ['type III', TYPE_III, ['NW-1', 'NW-4', 'NW-5', 'NW-7', 'NW-14']], ['a locally advanced NEC', { ...NEC, depth: 'serosa' }, ['NW-1', 'NW-6']], ['a metastatic NEC', { ...NEC, m: 'cM1' }, ['NW-1', 'NW-8', 'NW-11']], ['a type not settled', OPEN_TYPE, ['NW-1', 'NW-12']],
])('the newer notes beside %s', async (_title, said, notes) => { expect((await assessed(said)).newerNotes.map(({ id }) => id).sort((a, b) => Number(a.slice(3)) - Number(b.slice(3)))).toEqual(notes); });
