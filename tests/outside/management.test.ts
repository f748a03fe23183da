/**
 * Sections 8.1 to 8.7 of the clinical rules as a caller of POST /assess sees them: a record in, every management line out, in order.
 * A line is `rule code mark`: + recommended, ~ consider, - not recommended, x contraindicated, ? conditional.
 */
import { type ServiceUnderTest, startedService } from '../fixtures/service-under-test';
import {
  METASTATIC_NET, NEC, NET_OR_NEC, OPEN_TYPE, type Recorded, TYPE_I, TYPE_II, TYPE_III, bundleOf, condition, fact, procedure, recordOf, share, SNOMED, ATC, taken, without,
} from './a-record';

interface Assessed { recommendations: { rule: string; code: string; strength: string; conditional: boolean; newer: string[]; text: string }[]; missing: { fact: string; for: string[]; rule: string }[]; notices: { rule: string; code: string }[] }
const MARKS: Record<string, string> = { recommended: '+', consider: '~', 'not-recommended': '-', contraindicated: 'x' };
const SECTION_8 = /^(?:M[123X]|NC|MT|MN)-/;

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); });
afterAll(async () => { await service.close(); });

async function assessed(said: Recorded): Promise<Assessed> {
  const { status, body } = await service.post('/assess?asOf=2026-06-01', bundleOf(recordOf(said)));
  expect(status).toBe(200);
  return body as Assessed; // sound: 200 answers the contract's Assessment, held by demandConformance
}
const lines = ({ recommendations }: Assessed): string[] => recommendations.filter(({ rule }) => SECTION_8.test(rule)).map(({ rule, code, strength, conditional }) => `${rule} ${code} ${MARKS[strength]}${conditional ? '?' : ''}`);

type Case = [title: string, said: Recorded, lines: string[]];
const holds = (cases: Case[]) => { test.each(cases)('%s', async (_title, said, expected) => { expect(lines(await assessed(said))).toEqual(expected); }); };

const CLEARED: Recorded = { recurrent: false, clearanceIncomplete: false };
const SMALL = ['M1-1 endoscopic-follow-up +', 'M1-2 endoscopic-surveillance +', 'M1-2 endoscopic-resection ~', 'M1-5 surgical-resection -'];
const LARGE = ['M1-1 endoscopic-follow-up +', 'M1-3 eus-staging +', 'M1-3 endoscopic-resection +', 'M1-5 surgical-resection -'];
const FEATURE = ['M1-4 surgical-resection ~'];
const one = { ...TYPE_I, ...CLEARED };

describe('type I, M0', () => {
  holds([
    ['8 mm', one, SMALL], ['9.9 mm', { ...one, sizeMm: 9.9 }, SMALL], ['10 mm', { ...one, sizeMm: 10 }, LARGE], ['10.1 mm', { ...one, sizeMm: 10.1 }, LARGE],
    ['into the muscularis propria', { ...one, sizeMm: 12, depth: 'muscularis-propria' }, FEATURE], ['into the subserosa', { ...one, depth: 'subserosa' }, FEATURE],
    ['through the serosa', { ...one, depth: 'serosa' }, FEATURE], ['into a neighbour', { ...one, depth: 'adjacent-structures' }, FEATURE],
    ['5 mm with a positive node', { ...one, sizeMm: 5, n: 'cN1' }, FEATURE],
    ['a node on ultrasound, depth unknown', { ...without(one, 'depth', 'n'), eus: 'positive' }, FEATURE],
    ['into the muscle, size unknown', { ...without(one, 'sizeMm'), depth: 'muscularis-propria' }, FEATURE],
    ['size unknown: M1-7', without(one, 'sizeMm'), ['M1-1 endoscopic-follow-up +', 'M1-2 endoscopic-surveillance +?', 'M1-2 endoscopic-resection ~?', 'M1-3 eus-staging +?', 'M1-3 endoscopic-resection +?', 'M1-5 surgical-resection -?']],
    ['8 mm, depth and nodes unknown: M1-5 stands', without(one, 'depth', 'n'), ['M1-1 endoscopic-follow-up +?', 'M1-2 endoscopic-surveillance +?', 'M1-2 endoscopic-resection ~?', 'M1-5 surgical-resection -']],
    ['12 mm, depth and nodes unknown', { ...without(one, 'depth', 'n'), sizeMm: 12 }, ['M1-1 endoscopic-follow-up +?', 'M1-3 eus-staging +?', 'M1-3 endoscopic-resection +?', 'M1-4 surgical-resection ~?', 'M1-5 surgical-resection -?']],
    ['15 mm in the submucosa under a recorded T2: by depth', { ...one, sizeMm: 15, t: 'cT2' }, LARGE],
    ['5 mm under a recorded T1', { ...without(one, 'depth'), sizeMm: 5, t: 'cT1' }, SMALL],
    ['5 mm under a recorded T2', { ...without(one, 'depth'), sizeMm: 5, t: 'cT2' }, FEATURE],
    ['type probable only', without(one, 'gastrin'), SMALL],
    ['G3: the same rows', { ...one, ki67: 25 }, SMALL],
    ['several that cannot be cleared', { ...one, count: 'multiple', clearanceIncomplete: true }, [...SMALL, 'M1-6 somatostatin-analogue ~']],
    ['several that are cleared', { ...one, count: 'multiple' }, SMALL],
    ['several, clearance unknown', { ...without(one, 'clearanceIncomplete'), count: 'multiple' }, [...SMALL, 'M1-6 somatostatin-analogue ~?']],
    ['one that cannot be cleared is not several', { ...one, count: 'solitary', clearanceIncomplete: true }, SMALL],
    ['number unknown, cannot be cleared', { ...one, clearanceIncomplete: true }, [...SMALL, 'M1-6 somatostatin-analogue ~?']],
    ['recurrent after endoscopy', { ...one, recurrent: true }, [...SMALL, 'M1-6 somatostatin-analogue ~']],
    ['recurrence unknown', without(one, 'recurrent'), [...SMALL, 'M1-6 somatostatin-analogue ~?']],
    ['12 mm, ultrasound done, depth and nodes known', { ...one, sizeMm: 12, eus: 'negative', more: [procedure('eus', '450556004', '2026-05-10')] }, ['M1-1 endoscopic-follow-up +', 'M1-3 endoscopic-resection +', 'M1-5 surgical-resection -']],
    ['12 mm, ultrasound done, depth left open', { ...without(one, 'depth'), sizeMm: 12, eus: 'negative', more: [procedure('eus', '450556004', '2026-05-10')] }, ['M1-1 endoscopic-follow-up +?', 'M1-3 eus-staging +?', 'M1-3 endoscopic-resection +?', 'M1-4 surgical-resection ~?', 'M1-5 surgical-resection -?']],
    ['12 mm, ultrasound before the lesion was found', { ...one, sizeMm: 12, more: [procedure('eus', '450556004', '2026-03-01')] }, LARGE],
    ['8 mm resected after it was found', { ...one, more: [procedure('er', '42527001', '2026-05-20')] }, ['M1-1 endoscopic-follow-up +', 'M1-2 endoscopic-surveillance +', 'M1-5 surgical-resection -']],
    ['resected before the lesion was found', { ...one, more: [procedure('er', '42527001', '2026-02-20')] }, SMALL],
  ]);
});

const LOCATED = ['M2-1 gastrinoma-localisation +', 'M2-1 eus-staging +'];
const LESIONS = ['M2-3 endoscopic-resection ~?', 'M2-3 local-gastrectomy ~?', 'M2-3 partial-gastrectomy ~?', 'M2-3 lymphadenectomy ~?'];
const TEAM = 'M2-6 mdt-discussion +';
const two: Recorded = { ...TYPE_II, resectability: 'resectable', declined: false, function: 'non-functioning' };

describe('type II', () => {
  holds([
    ['resectable', two, [...LOCATED, 'M2-2 gastrinoma-resection +', ...LESIONS, 'M2-5 men1-screening +', TEAM]],
    ['resectability unknown', without(two, 'resectability', 'declined'), [...LOCATED, 'M2-2 gastrinoma-resection +?', ...LESIONS, 'M2-4 somatostatin-analogue +?', 'M2-4 ppi-acid-control +?', 'M2-5 men1-screening +', TEAM]],
    ['unresectable', { ...two, resectability: 'unresectable' }, [...LOCATED, ...LESIONS, 'M2-4 somatostatin-analogue +', 'M2-4 ppi-acid-control +', 'M2-5 men1-screening +', TEAM]],
    ['surgery declined', { ...two, declined: true }, [...LOCATED, 'M2-2 gastrinoma-resection +', ...LESIONS, 'M2-4 somatostatin-analogue +', 'M2-4 ppi-acid-control +', 'M2-5 men1-screening +', TEAM]],
    ['MEN1 recorded absent', { ...two, men1: 'absent' }, [...LOCATED, 'M2-2 gastrinoma-resection +', ...LESIONS, TEAM]],
    ['MEN1 recorded', { ...two, men1: 'present' }, [...LOCATED, 'M2-2 gastrinoma-resection +', ...LESIONS, 'M2-5 men1-screening +', TEAM]],
    ['hypersecretion', { ...two, function: 'gastrinoma-hypersecretion' }, [...LOCATED, 'M2-2 gastrinoma-resection +', ...LESIONS, 'M2-5 men1-screening +', TEAM, 'M2-7 ppi-high-dose +', 'M2-7 somatostatin-analogue ~']],
    ['Zollinger–Ellison syndrome is hypersecretion', { ...without(two, 'gastrinoma', 'function'), zes: 'present' }, [...LOCATED, 'M2-2 gastrinoma-resection +', ...LESIONS, 'M2-5 men1-screening +', TEAM, 'M2-7 ppi-high-dose +', 'M2-7 somatostatin-analogue ~']],
    ['function unknown', without(two, 'function'), [...LOCATED, 'M2-2 gastrinoma-resection +', ...LESIONS, 'M2-5 men1-screening +', TEAM, 'M2-7 ppi-high-dose +?', 'M2-7 somatostatin-analogue ~?']],
    ['gastrinoma resected', { ...two, more: [procedure('g', 'Resection of gastrinoma', '2026-05-20')] }, ['M2-1 eus-staging +', ...LESIONS, 'M2-5 men1-screening +', TEAM]],
  ]);

  const spread: Recorded = { ...without(two, 'm'), liver: true, extent: 'liver-only', pattern: 'single', course: 'slow', sstr: 'positive' };
  test.each<[string, Recorded, boolean]>([
    ['is not recorded', spread, true], ['is an M category of nothing in particular', { ...spread, m: 'cM1' }, true],
    ['is an M category of the gastric tumour', { ...spread, m: 'cM1', mBy: { focus: [{ reference: 'Condition/nen' }] } }, false],
    ['is a metastasis whose words say so', { ...without(spread, 'liver'), more: [condition('liver', SNOMED, '94381002', { text: 'Liver metastasis of the gastric NET' })] }, false],
    ['is a metastasis whose evidence is the gastric tumour', { ...without(spread, 'liver'), more: [condition('liver', SNOMED, '94381002', { evidence: [{ detail: [{ reference: 'Condition/nen' }] }] })] }, false],
  ])('with liver metastasis: the origin %s', async (_title, said, open) => {
    const answer = await assessed(said);
    expect(lines(answer)).toContain(`MT-1 primary-and-metastasis-resection +${open ? '?' : ''}`);
    expect(lines(answer)).toContain('M2-1 gastrinoma-localisation +');
    expect(answer.notices.some(({ code }) => code === 'metastasis-origin-unrecorded')).toBe(open);
  });
});

const RADICAL = ['M3-1 radical-gastrectomy +', 'M3-1 lymphadenectomy +'];
const NCCN = ['M3-3 radical-gastrectomy ~', 'M3-3 lymphadenectomy ~'];
const LOCAL = 'M3-4 local-gastrectomy ~';
const BEYOND = ['M3-6 surgical-resection +', 'M3-6 endoscopic-resection -'];
const R0 = fact('resection-margin', 'R0', { date: '2026-05-20' });

describe('type III, M0', () => {
  holds([
    ['8 mm, G1, no nodes on both', TYPE_III, ['M3-2 endoscopic-resection ~', ...NCCN, LOCAL]], ['9.9 mm', { ...TYPE_III, sizeMm: 9.9 }, ['M3-2 endoscopic-resection ~', ...NCCN, LOCAL]],
    ['10 mm', { ...TYPE_III, sizeMm: 10 }, [...NCCN, LOCAL, ...BEYOND]], ['10.1 mm', { ...TYPE_III, sizeMm: 10.1 }, [LOCAL, ...BEYOND]],
    ['8 mm, G2', { ...TYPE_III, ki67: 3 }, [...NCCN, LOCAL, ...BEYOND]], ['15 mm in the submucosa: never T2 by size', { ...TYPE_III, sizeMm: 15 }, [LOCAL, ...BEYOND]],
    ['15 mm in the submucosa under a recorded T2', { ...TYPE_III, sizeMm: 15, t: 'cT2' }, [LOCAL, ...BEYOND]],
    ['into the muscularis propria', { ...TYPE_III, depth: 'muscularis-propria' }, RADICAL], ['a node on ultrasound', { ...TYPE_III, eus: 'positive' }, RADICAL],
    ['a node on imaging, the rest unknown', { ...without(TYPE_III, 'depth', 'eus'), imaging: 'positive' }, RADICAL],
    ['into the muscle, nodes unknown', { ...without(TYPE_III, 'eus', 'imaging'), depth: 'muscularis-propria' }, RADICAL],
    ['depth unknown', without(TYPE_III, 'depth'), ['M3-1 radical-gastrectomy +?', 'M3-1 lymphadenectomy +?', 'M3-2 endoscopic-resection ~?', 'M3-3 radical-gastrectomy ~?', 'M3-3 lymphadenectomy ~?', 'M3-4 local-gastrectomy ~?', 'M3-5 eus-staging +']],
    ['no ultrasound', without(TYPE_III, 'eus'), ['M3-2 endoscopic-resection ~?', ...NCCN, 'M3-4 local-gastrectomy ~?', 'M3-5 eus-staging +']],
    ['12 mm, no imaging', { ...without(TYPE_III, 'imaging'), sizeMm: 12 }, ['M3-4 local-gastrectomy ~?', 'M3-5 cross-sectional-imaging +']],
    ['a recorded N0 is neither ultrasound nor imaging', { ...without(TYPE_III, 'eus', 'imaging'), n: 'cN0' }, ['M3-2 endoscopic-resection ~?', ...NCCN, 'M3-4 local-gastrectomy ~?', 'M3-5 eus-staging +', 'M3-5 cross-sectional-imaging +']],
    ['size unknown', without(TYPE_III, 'sizeMm'), ['M3-2 endoscopic-resection ~?', 'M3-3 radical-gastrectomy ~?', 'M3-3 lymphadenectomy ~?', LOCAL]],
    ['G2, size unknown: M3-6 waits for it', { ...without(TYPE_III, 'sizeMm'), ki67: 5 }, ['M3-3 radical-gastrectomy ~?', 'M3-3 lymphadenectomy ~?', LOCAL]],
    ['Ki-67 2–5 %: G1 or G2', { ...TYPE_III, ki67: '2-5%' }, ['M3-2 endoscopic-resection ~?', ...NCCN, LOCAL]],
    ['grade only as reported', { ...without(TYPE_III, 'ki67', 'mitoses'), grade: 'G1' }, ['M3-2 endoscopic-resection ~?', 'M3-3 radical-gastrectomy ~?', 'M3-3 lymphadenectomy ~?', LOCAL]],
    ['NET G3', { ...TYPE_III, ki67: 25 }, ['M3-8 mdt-discussion +']], ['NET G3 into the muscle', { ...TYPE_III, ki67: 25, depth: 'muscularis-propria' }, RADICAL],
    ['radically operated R0', { ...TYPE_III, depth: 'muscularis-propria', more: [procedure('op', '287816003', '2026-05-10'), R0] }, []],
    ['an unspecified gastrectomy is a radical one', { ...TYPE_III, depth: 'muscularis-propria', more: [procedure('op', '53442002', '2026-05-10'), R0] }, []],
    ['a wedge leaves the radical operation to do', { ...TYPE_III, depth: 'muscularis-propria', more: [procedure('op', 'Wedge resection of the stomach', '2026-05-10'), R0] }, RADICAL],
    ['an operation of unknown extent may have been it', { ...TYPE_III, depth: 'muscularis-propria', more: [procedure('op', 'Surgical resection of gastric tumour', '2026-05-10'), R0] }, ['M3-1 radical-gastrectomy +?', 'M3-1 lymphadenectomy +?']],
    ['an R2 operation finishes nothing', { ...TYPE_III, depth: 'muscularis-propria', more: [procedure('op', '287816003', '2026-05-10'), fact('resection-margin', 'R2', { date: '2026-05-20' })] }, RADICAL],
    ['a palliative operation finishes nothing', { ...TYPE_III, depth: 'muscularis-propria', more: [procedure('op', '287816003', '2026-05-10'), fact('resection-intent', 'palliative', { date: '2026-05-20' })] }, RADICAL],
    ['an operation without a date', { ...TYPE_III, depth: 'muscularis-propria', more: [procedure('op', '287816003', null), R0] }, ['M3-1 radical-gastrectomy +?', 'M3-1 lymphadenectomy +?']],
    ['an operation that was not done', { ...TYPE_III, depth: 'muscularis-propria', more: [procedure('op', '287816003', '2026-05-10', { status: 'not-done' })] }, RADICAL],
    ['an operation for obesity', { ...TYPE_III, depth: 'muscularis-propria', more: [procedure('op', '427074001', '2026-05-10')] }, RADICAL],
    ['an operation before the lesion was found', { ...TYPE_III, depth: 'muscularis-propria', more: [procedure('op', '287816003', '2026-04-01')] }, RADICAL],
  ]);

  const specimen = (day: string, by: Recorded['depthBy'] = {}): Recorded => ({ ...without(TYPE_III, 'eus', 'imaging', 'sizeMm'), depth: 'muscularis-propria', depthBy: { ...by, date: day } });
  const operation = procedure('op', '287816003', '2026-01-10');
  const margin = fact('resection-margin', 'R0', { date: '2026-01-15', partOf: [{ reference: 'Procedure/op' }], specimen: { reference: 'Specimen/s' } });
  holds([
    ['found by pathology 60 days after the operation: of its specimen', { ...specimen('2026-03-11'), more: [operation, margin] }, []],
    ['found 61 days after it', { ...specimen('2026-03-12'), more: [operation, margin] }, RADICAL],
    ['found 20 days after it, with a newer endoscopy', { ...specimen('2026-01-30'), more: [operation, margin, procedure('g', '76009000', '2026-01-20')] }, RADICAL],
    ['found 100 days after it, part of the operation', { ...specimen('2026-04-20', { partOf: [{ reference: 'Procedure/op' }] }), more: [operation, margin] }, []],
    ['found 100 days after it, in the specimen of its margin', { ...specimen('2026-04-20', { specimen: { reference: 'Specimen/s' } }), more: [operation, margin] }, []],
    ['found 100 days after it, in another specimen', { ...specimen('2026-04-20', { specimen: { reference: 'Specimen/t' } }), more: [operation, margin] }, RADICAL],
  ]);

  test.each([[14, true], [15, false]])('M3-7: %i nodes examined at a radical operation', async (examined, inadequate) => {
    const { notices } = await assessed({ ...TYPE_III, depth: 'muscularis-propria', more: [procedure('op', '287816003', '2026-05-10'), R0, fact('nodes-examined', examined, { date: '2026-05-20' })] });
    expect(notices.some(({ rule, code }) => rule === 'M3-7' && code === 'staging-inadequate')).toBe(inadequate);
  });
  test('M3-7 speaks of radical operations only', async () => {
    const { notices } = await assessed({ ...TYPE_III, more: [procedure('op', '32327002', '2026-05-10'), R0, fact('nodes-examined', 3, { date: '2026-05-20' })] });
    expect(notices.filter(({ rule }) => rule === 'M3-7')).toEqual([]);
  });
  test('M3-8 says that the review has no rule', async () => {
    expect((await assessed({ ...TYPE_III, ki67: 25 })).notices.map(({ code }) => code)).toContain('no-rule-net-g3-type-iii');
  });
});

const OPTIONS = ['NC-1 mdt-discussion +', 'NC-1 radical-gastrectomy ~', 'NC-1 adjuvant-chemotherapy ~', 'NC-1 neoadjuvant-therapy ~', 'NC-1 chemotherapy ~', 'NC-1 radiotherapy ~', 'NC-2 chemo-etoposide-platinum +', 'NC-3 adjuvant-radiotherapy ~?'];
const FIRST_LINE = ['MN-1 surgical-resection x', 'MN-2 chemo-etoposide-platinum +', 'MN-2 chemo-irinotecan-cisplatin ~'];
const TESTS = ['MN-6 pembrolizumab ~?', 'MN-7 mmr-msi-tmb-testing ~'];
const spreadNec: Recorded = { ...NEC, m: 'cM1' };

describe('NEC', () => {
  holds([
    ['localised', NEC, OPTIONS], ['recorded resectable', { ...NEC, resectability: 'resectable' }, OPTIONS], ['metastasis unknown', without(NEC, 'm'), OPTIONS],
    ['after R0 surgery', { ...NEC, more: [procedure('op', '287816003', '2026-05-10'), R0] }, ['NC-1 mdt-discussion +', 'NC-1 adjuvant-chemotherapy ~', 'NC-1 chemotherapy ~', 'NC-1 radiotherapy ~', 'NC-2 chemo-etoposide-platinum +', 'NC-3 adjuvant-radiotherapy ~?']],
    ['recorded unresectable', { ...NEC, resectability: 'unresectable' }, [...FIRST_LINE, ...TESTS]], ['unresectable, metastasis unknown', { ...without(NEC, 'm'), resectability: 'unresectable' }, [...FIRST_LINE, ...TESTS]],
    ['metastatic, Ki-67 55 %', { ...spreadNec, ki67: 55 }, [...FIRST_LINE, ...TESTS]], ['metastatic, Ki-67 54.9 %', { ...spreadNec, ki67: 54.9 }, [...FIRST_LINE, 'MN-4 chemo-temozolomide ~', ...TESTS]],
    ['metastatic, Ki-67 unknown', without(spreadNec, 'ki67'), [...FIRST_LINE, 'MN-4 chemo-temozolomide ~?', ...TESTS]], ['metastatic, Ki-67 above 50 %', { ...spreadNec, ki67: '>50%' }, [...FIRST_LINE, 'MN-4 chemo-temozolomide ~?', ...TESTS]],
    ['metastatic by a liver metastasis alone', { ...without(NEC, 'm'), liver: true }, [...FIRST_LINE, ...TESTS]],
    ['after etoposide–platinum', { ...spreadNec, given: 'etoposide-platinum' }, ['MN-1 surgical-resection x', 'MN-5 second-line-chemotherapy ~', ...TESTS]],
    ['after etoposide and cisplatin', { ...spreadNec, more: [taken([ATC, 'L01CB01'], { id: 'e', status: 'completed' }), taken([ATC, 'L01XA01'], { id: 'c', status: 'completed' })] }, ['MN-1 surgical-resection x', 'MN-5 second-line-chemotherapy ~', ...TESTS]],
    ['after etoposide alone', { ...spreadNec, more: [taken([ATC, 'L01CB01'], { status: 'completed' })] }, [...FIRST_LINE, ...TESTS]],
    ['dMMR', { ...spreadNec, mmr: 'deficient' }, [...FIRST_LINE, 'MN-6 pembrolizumab ~']], ['MSI-H', { ...spreadNec, msi: 'high' }, [...FIRST_LINE, 'MN-6 pembrolizumab ~']], ['TMB-H', { ...spreadNec, tmb: 'high' }, [...FIRST_LINE, 'MN-6 pembrolizumab ~']],
    ['pMMR and TMB low', { ...spreadNec, mmr: 'proficient', tmb: 'low' }, FIRST_LINE], ['pMMR, TMB unknown', { ...spreadNec, mmr: 'proficient' }, [...FIRST_LINE, ...TESTS]],
  ]);
  test.each([[55, true], [54.9, false]])('MN-3 at Ki-67 %d %%', async (ki67, preferred) => { expect((await assessed({ ...spreadNec, ki67 })).notices.some(({ rule }) => rule === 'MN-3')).toBe(preferred); });
  test.each<[string, Recorded, boolean]>([
    ['through the serosa', { ...NEC, depth: 'serosa', n: 'cN0' }, true], ['with nodes', { ...NEC, depth: 'submucosa', n: 'cN1' }, true], ['superficial without nodes', { ...NEC, depth: 'submucosa', n: 'cN0' }, false],
  ])('NC-4: both views for one %s', async (_title, said, both) => { expect((await assessed(said)).notices.some(({ rule }) => rule === 'NC-4')).toBe(both); });
});

const RESECT = (rule: string, open = '') => [`${rule} primary-and-metastasis-resection +${open}`];
const INSTEAD = (rule: string, open = '') => [`${rule} ablation +${open}`, `${rule} tae-tace +${open}`];
const SSA = 'MT-5 somatostatin-analogue +';
const NOT_SSA = 'MT-6 somatostatin-analogue -';
const LATER = ['MT-7 interferon-alfa ~?', 'MT-11 prrt ~', 'MT-13 chemotherapy ~?'];
const met = METASTATIC_NET;

describe('NET with distant metastasis', () => {
  holds([
    ['pattern 1', met, [...RESECT('MT-1'), SSA, ...LATER]], ['pattern 1, unresectable', { ...met, resectability: 'unresectable' }, [...INSTEAD('MT-1'), 'MT-4 liver-transplant-evaluation ~', SSA, ...LATER]],
    ['pattern 1, resectability unknown', without(met, 'resectability'), [...RESECT('MT-1', '?'), ...INSTEAD('MT-1', '?'), SSA, ...LATER]],
    ['pattern 2', { ...met, pattern: 'dominant-with-small-bilobar' }, [...RESECT('MT-2'), 'MT-2 mdt-discussion +', SSA, ...LATER]], ['pattern 3', { ...met, pattern: 'diffuse' }, ['MT-3 primary-resection +', SSA, ...LATER]],
    ['pattern 3, the primary resected', { ...met, pattern: 'diffuse', more: [procedure('op', '287816003', '2026-05-10'), R0] }, [SSA, ...LATER]],
    ['pattern 3, the primary resected for palliation', { ...met, pattern: 'diffuse', more: [procedure('op', '287816003', '2026-05-10'), fact('resection-intent', 'palliative', { date: '2026-05-20' })] }, ['MT-3 primary-resection +', SSA, ...LATER]],
    ['another pattern', { ...met, pattern: 'other' }, ['MT-16 mdt-discussion +', SSA, ...LATER]], ['pattern unknown', without(met, 'pattern'), ['MT-16 mdt-discussion +', SSA, ...LATER]],
    ['grade unknown', without(met, 'ki67', 'mitoses'), ['MT-16 mdt-discussion +', `${SSA}?`, ...LATER]],
    ['grade only as reported', { ...without(met, 'ki67', 'mitoses'), grade: 'G2' }, [...RESECT('MT-1', '?'), `${SSA}?`, ...LATER]],
    ['G3', { ...met, ki67: 25 }, ['MT-17 mdt-discussion +', NOT_SSA, 'MT-7 interferon-alfa ~?', 'MT-11 prrt ~', 'MT-13 chemotherapy ~']],
    ['liver and more', { ...met, extent: 'liver-and-extrahepatic' }, ['MT-17 mdt-discussion +', SSA, ...LATER]], ['peritoneum', { ...without(met, 'extent'), peritoneum: true }, ['MT-17 mdt-discussion +', SSA, ...LATER]],
    ['extent not recorded, only the liver named', without(met, 'extent'), [...RESECT('MT-1', '?'), SSA, ...LATER]],
    ['Ki-67 10 %', { ...met, ki67: 10 }, [...RESECT('MT-1'), SSA, ...LATER]], ['Ki-67 10.1 %', { ...met, ki67: 10.1 }, [...RESECT('MT-1'), NOT_SSA, 'MT-7 interferon-alfa ~?', 'MT-11 prrt ~', 'MT-13 chemotherapy ~']],
    ['Ki-67 8–12 %', { ...met, ki67: '8-12%' }, [...RESECT('MT-1'), `${SSA}?`, ...LATER]],
    ['stable counts as slow', { ...met, course: 'stable' }, [...RESECT('MT-1'), SSA, ...LATER]],
    ['progressive', { ...met, course: 'progressive' }, [...RESECT('MT-1'), NOT_SSA, 'MT-7 interferon-alfa ~?', 'MT-8 surufatinib +', 'MT-9 everolimus +', 'MT-11 prrt ~', 'MT-13 chemotherapy ~']],
    ['progressive G3: no surufatinib', { ...met, ki67: 25, course: 'progressive' }, ['MT-17 mdt-discussion +', NOT_SSA, 'MT-7 interferon-alfa ~?', 'MT-9 everolimus +', 'MT-11 prrt ~', 'MT-13 chemotherapy ~']],
    ['course unknown', without(met, 'course'), [...RESECT('MT-1'), `${SSA}?`, 'MT-7 interferon-alfa ~?', 'MT-8 surufatinib +?', 'MT-9 everolimus +?', 'MT-11 prrt ~', 'MT-13 chemotherapy ~?']],
    ['receptor negative', { ...met, sstr: 'negative' }, [...RESECT('MT-1'), NOT_SSA, 'MT-7 interferon-alfa ~?', 'MT-13 chemotherapy ~?']],
    ['receptor not imaged', without(met, 'sstr'), [...RESECT('MT-1'), `${SSA}?`, 'MT-7 interferon-alfa ~?', 'MT-11 prrt ~?', 'MT-12 sstr-imaging +', 'MT-13 chemotherapy ~?']],
    ['receptor positive by stain only', { ...without(met, 'sstr'), sstr2: 'positive' }, [...RESECT('MT-1'), SSA, 'MT-7 interferon-alfa ~?', 'MT-11 prrt ~?', 'MT-12 sstr-imaging +', 'MT-13 chemotherapy ~?']],
    ['after everolimus', { ...met, given: 'everolimus' }, [...RESECT('MT-1'), SSA, 'MT-7 interferon-alfa ~', 'MT-11 prrt ~', 'MT-13 chemotherapy ~']],
    ['carcinoid syndrome, Ki-67 15 %: for the symptoms', { ...met, ki67: 15, function: 'carcinoid-syndrome' }, [...RESECT('MT-1'), 'MT-7 interferon-alfa ~?', 'MT-10 somatostatin-analogue ~', 'MT-10 everolimus ~', 'MT-11 prrt ~', 'MT-13 chemotherapy ~', 'MT-14 somatostatin-analogue +', 'MT-15 ppi-high-dose +?', 'MT-15 somatostatin-analogue ~?']],
    ['hypersecretion of the gastrinoma', { ...met, function: 'gastrinoma-hypersecretion' }, [...RESECT('MT-1'), SSA, 'MT-7 interferon-alfa ~?', 'MT-10 somatostatin-analogue ~', 'MT-10 everolimus ~', 'MT-11 prrt ~', 'MT-13 chemotherapy ~?', 'MT-14 somatostatin-analogue +?', 'MT-15 ppi-high-dose +', 'MT-15 somatostatin-analogue ~']],
    ['function unknown, Ki-67 15 %', { ...without(met, 'function'), ki67: 15 }, [...RESECT('MT-1'), 'MT-6 somatostatin-analogue -?', 'MT-7 interferon-alfa ~?', 'MT-10 somatostatin-analogue ~?', 'MT-10 everolimus ~?', 'MT-11 prrt ~', 'MT-13 chemotherapy ~', 'MT-14 somatostatin-analogue +?', 'MT-15 ppi-high-dose +?', 'MT-15 somatostatin-analogue ~?']],
    ['a recorded M0 against the metastasis', { ...met, m: 'cM0' }, [...RESECT('MT-1'), SSA, ...LATER]],
    ['type III by a liver metastasis alone', without(met, 'm'), [...RESECT('MT-1'), SSA, ...LATER]],
    ['type not settled', without(met, 'gastrin', 'gastritis'), [...RESECT('MT-1'), SSA, ...LATER]],
  ]);
  test('type I, metastatic by a liver metastasis alone: not the block of type I', async () => {
    const got = lines(await assessed({ ...without(TYPE_I, 'm'), liver: true, extent: 'liver-only', pattern: 'single', resectability: 'resectable' }));
    expect(got).toContain('MT-1 primary-and-metastasis-resection +');
    expect(got.filter((one) => one.startsWith('M1-'))).toEqual([]);
  });
});

test.each<[string, Recorded, string]>([
  ['Ki-67', { ...met, ki67: 15 }, '(Ki-67 above 10 %)'], ['the receptor', { ...met, sstr: 'negative' }, '(SSTR negative)'], ['the course', { ...met, course: 'progressive' }, '(progressive)'], ['two of them', { ...met, ki67: 15, course: 'progressive' }, '(Ki-67 above 10 % and progressive)'],
])('MT-6 names what speaks against the drug: %s', async (_title, said, reason) => {
  expect((await assessed(said)).recommendations.find(({ rule }) => rule === 'MT-6')?.text).toContain(reason);
});

describe('what is not settled', () => {
  const codes = async (said: Recorded) => (await assessed(said)).recommendations.map(({ code }) => code).sort();
  const WORK_UP = /^(?:pathology-review|mdt-discussion|gastrin-measurement|background-histology|basic-ihc|ki67-count|mitotic-count|gastrinoma-workup|eus-staging|sstr2-stain|mgmt-test|insm1-stain)$/;
  test.each<[string, Recorded]>([['NET or NEC', NET_OR_NEC], ['NET or NEC, metastatic', { ...NET_OR_NEC, m: 'cM1' }], ['poor with a low Ki-67', { kind: 'NEN', differentiation: 'poor', ki67: 10 }], ['nothing known', { kind: 'NEN' }]])('%s: pathology review and the team, no drug and no operation', async (_title, said) => {
    const got = await codes(said);
    expect(got).toEqual(expect.arrayContaining(['mdt-discussion', 'pathology-review']));
    expect(got.filter((code) => !WORK_UP.test(code))).toEqual([]);
  });
  test('a type not settled, M0: its work-up, the ultrasound and the team', async () => { expect(await codes(OPEN_TYPE)).toEqual(['background-histology', 'basic-ihc', 'eus-staging', 'gastrinoma-workup', 'mdt-discussion']); });
  test.each<[string, Recorded]>([['localised', { kind: 'NEN', differentiation: 'poor', ki67: 60, m: 'cM0' }], ['metastatic', { kind: 'NEN', differentiation: 'poor', ki67: 60, m: 'cM1' }]])('MX-1: MiNEN, %s: the team and nothing else', async (_title, said) => {
    const answer = await assessed({ ...said, more: [share('neuroendocrine-component', 50), share('non-neuroendocrine-component', 50), fact('non-neuroendocrine-histology', 'adenocarcinoma')] });
    expect(lines(answer)).toEqual(['MX-1 mdt-discussion +']);
    expect(answer.notices.map(({ rule }) => rule)).toContain('MX-1');
  });
  test.each<[string, Recorded]>([['type I', TYPE_I], ['type II', TYPE_II], ['type III', TYPE_III], ['NEC', NEC]])('M unknown, %s: the block of M0 as it is, the metastasis missing', async (_title, said) => {
    const unknown = await assessed(without(said, 'm'));
    expect(lines(unknown)).toEqual(lines(await assessed(said)));
    expect(unknown.missing.map((one) => one.fact)).toContain('metastasis');
  });
});

const newer: [note: string, rule: string, said: Recorded][] = [
  ['NW-3', 'M1-4', { ...TYPE_I, depth: 'serosa' }], ['NW-4', 'M3-2', TYPE_III], ['NW-14', 'M3-2', TYPE_III], ['NW-5', 'M3-3', TYPE_III], ['NW-8', 'MN-4', { ...spreadNec, ki67: 40 }], ['NW-9', 'MT-8', { ...met, course: 'progressive' }],
  ['NW-10', 'MT-5', { ...met, ki67: 10 }], ['NW-11', 'MN-2', spreadNec], ['NW-11', 'MN-5', { ...spreadNec, given: 'etoposide-platinum' }], ['NW-12', 'TY-5', OPEN_TYPE], ['NW-15', 'MT-11', met],
];
test.each(newer)('%s stands beside %s', async (note, rule, said) => {
  const { recommendations } = await assessed(said);
  const beside = recommendations.filter((one) => one.rule === rule);
  expect(beside.length).toBeGreaterThan(0);
  expect(beside.every((one) => one.newer.includes(note))).toBe(true);
});

test.each<[string, Recorded]>([['type I', without(TYPE_I, 'sizeMm', 'depth')], ['type II', without(TYPE_II, 'depth')], ['type III', without(TYPE_III, 'depth', 'eus')], ['a metastatic NET', without(met, 'course', 'sstr', 'function')], ['NEC', NEC]])('what is conditional in %s waits for a named fact, and what is firm for none', async (_title, said) => {
  const { recommendations, missing } = await assessed(said);
  for (const { rule, code, conditional } of recommendations.filter((one) => SECTION_8.test(one.rule))) {
    expect([rule, code, missing.some((one) => one.rule === rule && one.for.includes(code) && one.fact !== 'metastasis')]).toEqual([rule, code, conditional]);
  }
});
