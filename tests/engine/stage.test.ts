/** Section 7 of the clinical rules: stage. */
import { classify } from '../../src/engine/classify';
import type { ClinicalPicture } from '../../src/engine/picture';
import { DEPTHS } from '../../src/engine/vocabulary';
import { aPicture, count, mm, percent, percentBelow, percentBetween, set } from './a-picture';

const blank = aPicture();
const staged = (more: Partial<ClinicalPicture>) => classify(aPicture({ differentiation: 'well', proliferation: [set({ ki67: percent(1), mitoses: count(1) })], ...more }));
const recorded = (r: Partial<ClinicalPicture['recorded']>) => ({ recorded: { ...blank.recorded, ...r } });
const nodes = (n: Partial<ClinicalPicture['nodes']>) => ({ nodes: { ...blank.nodes, ...n } });
const metastasis = (m: Partial<ClinicalPicture['metastasis']>) => ({ metastasis: { ...blank.metastasis, ...m } });
const n0m0 = recorded({ n: 'N0', m: 'M0' });
const stageConflicts = (c: ReturnType<typeof classify>) => c.conflicts.map((x) => x.code);

describe('ST-2: AJCC 8, derived for the NET', () => {
  test.each([
    ['submucosa', 10, 'T1', 'I'], ['mucosa', 3, 'T1', 'I'], ['submucosa', 10.1, 'T2', 'II'], ['muscularis-propria', 5, 'T2', 'II'], ['subserosa', 5, 'T3', 'II'], ['serosa', 5, 'T4', 'III'], ['adjacent-structures', 40, 'T4', 'III'],
  ] as const)('%s, %d mm, N0 M0: %s, group %s', (depth, size, t, group) =>
    expect(staged({ depth, sizeMm: mm(size), ...n0m0 }).stage).toMatchObject({ t, n: 'N0', m: 'M0', group, basis: 'derived', rules: ['ST-1', 'ST-2', 'ST-3'] }));
  test('nodes make it III, metastasis IV, whatever T', () => {
    expect(staged({ ...recorded({ n: 'N1', m: 'M0' }) }).stage).toMatchObject({ t: null, group: 'III', basis: 'derived' });
    expect(staged({ ...recorded({ m: 'M1' }) }).stage).toMatchObject({ t: null, n: null, m: 'M1', group: 'IV' });
  });
  test('size unknown: T only where both sizes agree', () => {
    expect(staged({ depth: 'subserosa', ...n0m0 }).stage.t).toBe('T3');
    expect(staged({ depth: 'submucosa', ...n0m0 }).stage).toMatchObject({ t: null, group: null });
    expect(staged({ depth: 'submucosa', sizeMm: percentBelow(20), ...n0m0 }).stage.t).toBeNull();
  });
  test('depth unknown: no T', () => expect(staged({ sizeMm: mm(5), ...n0m0 }).stage).toMatchObject({ t: null, group: null, basis: 'recorded' }));
  test('what would give the group is missing, and nothing else', () => {
    const missing = (more: Partial<ClinicalPicture>) => staged(more).missing.filter((m) => m.for.includes('stage')).map((m) => m.fact);
    expect(missing({})).toEqual(['metastasis', 'nodes', 'invasion', 'size']);
    expect(missing({ depth: 'submucosa', ...n0m0 })).toEqual(['size']);
    expect(missing({ sizeMm: mm(12), ...n0m0 })).toEqual(['invasion']);
    expect(missing({ depth: 'serosa' })).toEqual(['metastasis', 'nodes']);
    expect(missing(recorded({ m: 'M1' }))).toEqual([]);
    expect(missing(recorded({ group: 'II' }))).toEqual([]);
  });
  test('nothing on record: no basis', () => expect(staged({}).stage).toEqual({ t: null, n: null, m: null, group: null, basis: null, depth: null, rules: [] }));
  test.each<[string, Partial<ClinicalPicture>]>([['NEC', { differentiation: 'poor', proliferation: [] }], ['MiNEN', { histology: { kind: 'MiNEN', subtype: null } }], ['undetermined', { differentiation: 'unknown', proliferation: [] }]])('never derived for %s, and that is said', (_, more) => {
    const c = staged({ depth: 'submucosa', sizeMm: mm(5), ...n0m0, ...more });
    expect(c.stage).toMatchObject({ t: null, group: null, basis: 'recorded' });
    expect(c.notices).toContainEqual(expect.objectContaining({ code: 'stage-not-derived', rule: 'ST-2' }));
  });
  test('NET or NEC is not derived either', () => expect(staged({ differentiation: 'unknown', proliferation: [set({ ki67: percent(40) })], ...recorded({ m: 'M1' }) })).toMatchObject({ stage: { group: null } }));
});

describe('ST-1: recorded is used as recorded', () => {
  test('T, N, M and group', () => expect(staged(recorded({ t: 'T1', n: 'N0', m: 'M0', group: 'I' })).stage).toEqual({ t: 'T1', n: 'N0', m: 'M0', group: 'I', basis: 'recorded', depth: 'submucosa', rules: ['ST-1', 'ST-3'] }));
  test('a NEC keeps its recorded T', () => expect(staged({ differentiation: 'poor', proliferation: [], ...recorded({ t: 'T3' }) }).stage).toMatchObject({ t: 'T3', basis: 'recorded' }));
  test('a group that disagrees is a conflict, and stays', () => {
    const c = staged(recorded({ t: 'T1', n: 'N0', m: 'M0', group: 'III' }));
    expect(c.stage.group).toBe('III');
    expect(c.conflicts).toEqual([{ rule: 'ST-1', code: 'recorded-group-differs', facts: ['recordedStage', 'invasion', 'nodes', 'metastasis'], about: { recorded: 'III', derived: 'I' } }]);
  });
  test('a group that one completion of the unknown categories allows is none', () => {
    expect(stageConflicts(staged(recorded({ t: 'T1', group: 'III' })))).toEqual([]);
    expect(staged(recorded({ n: 'N0', group: 'III' })).conflicts).toEqual([]);
    expect(staged(recorded({ n: 'N0', m: 'M0', group: 'IV' })).conflicts).toEqual([expect.objectContaining({ facts: ['recordedStage', 'nodes', 'metastasis'], about: { recorded: 'IV' } })]);
    expect(staged(recorded({ t: 'T4', group: 'I' })).conflicts).toEqual([expect.objectContaining({ facts: ['recordedStage', 'invasion'] })]);
  });
  test('group IV alone is metastasis of a NET, not of a carcinoma, and of nothing beside a recorded M or evidence', () => {
    const alone = staged(recorded({ group: 'IV' }));
    expect(alone).toMatchObject({ stage: { m: null, group: 'IV', basis: 'recorded', rules: ['ST-1', 'ST-2'] }, metastatic: 'yes', conflicts: [], notices: [expect.objectContaining({ code: 'metastasis-by-recorded-group', rule: 'ST-2' })] });
    expect(staged({ differentiation: 'poor', proliferation: [], ...recorded({ group: 'IV' }) }).metastatic).toBe('unknown');
    expect(staged(recorded({ group: 'III' })).metastatic).toBe('unknown');
    expect(staged(recorded({ m: 'M0', group: 'IV' })).metastatic).toBe('no');
    expect(staged({ ...recorded({ group: 'IV' }), ...metastasis({ sites: ['liver'] }) }).notices).toEqual([]);
  });
  test('for a NEC only M1 outside group IV is', () => {
    const nec = { differentiation: 'poor' as const, proliferation: [] };
    expect(stageConflicts(staged({ ...nec, ...recorded({ t: 'T1', n: 'N0', m: 'M0', group: 'III' }) }))).toEqual([]);
    expect(stageConflicts(staged({ ...nec, ...recorded({ m: 'M1', group: 'II' }) }))).toEqual(['recorded-group-differs']);
  });
});

describe('ST-3: depth, not size', () => {
  test.each(DEPTHS.map((depth, i) => [depth, i >= 2 ? 'yes' : 'no'] as const))('%s: muscularis propria or deeper is %s', (depth, deeper) => expect(staged({ depth, ...nodes({ category: 'N0' }) }).muscularisOrDeeper).toBe(deeper));
  test.each([['T1', 'submucosa'], ['T2', 'muscularis-propria'], ['T3', 'subserosa'], ['T4', 'serosa']] as const)('a recorded %s without a depth stands for %s', (t, depth) => expect(staged(recorded({ t })).depth).toBe(depth));
  test.each([
    ['10 mm', mm(10), 'muscularis-propria', 'yes', false], ['no size', null, 'muscularis-propria', 'yes', false],
    ['10.1 mm', mm(10.1), null, 'unknown', true], ['an interval across 10 mm', percentBetween(8, 12), null, 'unknown', true],
  ] as const)('a recorded T2 without a depth and %s: depth %s', (_, sizeMm, depth, deeper, said) => {
    const c = staged({ sizeMm, ...recorded({ t: 'T2', n: 'N0', m: 'M0' }) });
    expect([c.stage.t, c.stage.group, c.depth, c.muscularisOrDeeper, c.stage.rules.includes('ST-3')]).toEqual(['T2', 'II', depth, deeper, true]);
    expect(c.notices.some((n) => n.code === 't2-by-size-only' && n.rule === 'ST-3')).toBe(said);
  });
  test('only a T2 can be by size', () => expect(staged({ sizeMm: mm(30), ...recorded({ t: 'T3' }) }).depth).toBe('subserosa'));
  test('15 mm in the submucosa is T2 by size only, and is said', () => {
    const c = staged({ depth: 'submucosa', sizeMm: mm(15), ...n0m0 });
    expect(c).toMatchObject({ stage: { t: 'T2' }, depth: 'submucosa', muscularisOrDeeper: 'no' });
    expect(c.notices).toContainEqual(expect.objectContaining({ code: 't2-by-size-only', rule: 'ST-3' }));
  });
  test('a recorded T2 with a recorded submucosa counts by depth', () => {
    const c = staged({ depth: 'submucosa', sizeMm: mm(15), ...recorded({ t: 'T2', n: 'N0' }) });
    expect([c.depth, c.muscularisOrDeeper, stageConflicts(c)]).toEqual(['submucosa', 'no', []]);
  });
  test('a depth that a category contradicts is a conflict', () => {
    expect(staged({ depth: 'submucosa', ...recorded({ t: 'T3' }) }).conflicts).toEqual([{ rule: 'ST-3', code: 'depth-against-category', facts: ['invasion'], about: { category: 'T3', depth: 'submucosa' } }]);
    expect(stageConflicts(staged({ depth: 'submucosa', sizeMm: mm(8), ...recorded({ t: 'T2' }) }))).toEqual(['depth-against-category']);
    expect(stageConflicts(staged({ depth: 'subserosa', ...recorded({ t: 'T3' }) }))).toEqual([]);
  });
  test('unknown depth: positive nodes settle the feature, negative ones do not', () => {
    expect(staged(recorded({ n: 'N1' })).muscularisOrDeeper).toBe('yes');
    expect(staged(recorded({ n: 'N0' })).muscularisOrDeeper).toBe('unknown');
    expect(staged({ depth: 'submucosa' }).muscularisOrDeeper).toBe('unknown');
  });
});

describe('ST-4: the higher stands', () => {
  test.each<[string, Partial<ClinicalPicture['nodes']>]>([['EUS', { eus: 'positive' }], ['imaging', { imaging: 'positive' }], ['a positive node', { positive: 1, examined: 20 }], ['a recorded node metastasis', { metastasisRecorded: true }]])('N0 against %s', (_, found) => {
    const c = staged({ ...nodes({ category: 'N0', ...found }) });
    expect([c.stage.n, c.nodesPositive, stageConflicts(c)]).toEqual(['N1', 'yes', ['recorded-n0-evidence-n1']]);
    expect(c.stage.rules).toContain('ST-4');
  });
  test.each<[string, Partial<ClinicalPicture['metastasis']>]>([['a site', { sites: ['liver', 'bone'] }], ['an extent', { extent: 'liver-only' }], ['a liver pattern', { liverPattern: 'single' }]])('M0 against %s', (_, found) => {
    const c = staged({ ...metastasis({ category: 'M0', ...found }) });
    expect([c.stage.m, c.metastatic, stageConflicts(c)]).toEqual(['M1', 'yes', ['recorded-m0-evidence-m1']]);
  });
  test('the sites are named in a fixed order', () => expect(staged(metastasis({ category: 'M0', sites: ['liver', 'bone'] })).conflicts[0]?.about).toEqual({ evidence: 'bone, liver' }));
  test('a place that is not recorded is not named', () => expect(staged(metastasis({ category: 'M0', sites: ['unstated'] })).conflicts[0]?.about ?? {}).toEqual({}));
  test('evidence without a recorded category is no conflict', () => expect(staged({ ...metastasis({ sites: ['liver'] }), ...nodes({ eus: 'positive' }) })).toMatchObject({ stage: { n: 'N1', m: 'M1', group: 'IV' }, conflicts: [] }));
  test('a group as old as the overruled category gives way', () => {
    const c = staged({ ...metastasis({ category: 'M0', sites: ['liver'] }), ...recorded({ group: 'I' }) });
    expect([c.stage.group, stageConflicts(c)]).toEqual(['IV', ['recorded-m0-evidence-m1', 'recorded-group-differs']]);
  });
  test.each<[string, Partial<ClinicalPicture['nodes']>, string]>([['EUS negative', { eus: 'negative' }, 'no'], ['imaging negative', { imaging: 'negative' }, 'no'], ['none of 20 nodes', { positive: 0, examined: 20 }, 'no'], ['no node counted', { positive: 0 }, 'unknown'], ['none of none', { positive: 0, examined: 0 }, 'unknown'], ['nothing', {}, 'unknown']])('%s: nodes %s', (_, found, answer) => expect(staged(nodes(found)).nodesPositive).toBe(answer));
  test('either recorded place of N and M counts, the higher first', () => {
    expect(staged({ ...nodes({ category: 'N0' }), ...recorded({ n: 'N1' }) }).stage.n).toBe('N1');
    expect(staged({ ...metastasis({ category: 'M1' }), ...recorded({ m: 'M0' }) }).stage.m).toBe('M1');
    expect(staged(recorded({ m: 'M0' })).metastatic).toBe('no');
  });
});
