import type { ClinicalPicture } from '../../../src/engine/picture';
import { aPicture, count, percent, set } from '../a-picture';
import { G1, G2, G3, absent, act, advice, askedBy, background, functioning, managed, mm, noticed, present, typeII, typeIII } from './cases';

const nodes = (more: Partial<ClinicalPicture['nodes']>): ClinicalPicture['nodes'] => ({ ...aPicture().nodes, ...more });
const GASTRIC = ['endoscopic-resection', 'local-gastrectomy', 'partial-gastrectomy', 'lymphadenectomy'].map((code) => `M2-3 ${code} consider (conditional)`);

describe('type II', () => {
  test('with nothing known of resectability and function everything that hangs on it is conditional', () => {
    expect(advice(typeII({ depth: null, nodes: nodes({}), sizeMm: null }), 'M2')).toEqual([
      'M2-1 gastrinoma-localisation recommended', 'M2-1 eus-staging recommended', 'M2-2 gastrinoma-resection recommended (conditional)', ...GASTRIC,
      'M2-4 somatostatin-analogue recommended (conditional)', 'M2-4 ppi-acid-control recommended (conditional)', 'M2-5 men1-screening recommended', 'M2-6 mdt-discussion recommended',
      'M2-7 ppi-high-dose recommended (conditional)', 'M2-7 somatostatin-analogue consider (conditional)',
    ]);
    expect(askedBy(typeII({ depth: null, nodes: nodes({}), sizeMm: null }), 'M2-3')).toEqual(['invasion', 'nodes', 'size']);
  });

  test('resectable, non-functioning, MEN1 excluded: the gastrinoma is resected and no drug is advised', () => {
    const picture = typeII({ unresectable: 'no', surgeryDeclined: 'no', function: functioning({ nonFunctioning: 'yes' }), background: background({ gastrinoma: present(), men1: absent() }) });
    expect(advice(picture, 'M2')).toEqual(['M2-1 gastrinoma-localisation recommended', 'M2-2 gastrinoma-resection recommended', ...GASTRIC, 'M2-6 mdt-discussion recommended']);
  });

  test.each([
    ['unresectable', { unresectable: 'yes' }],
    ['surgery declined', { surgeryDeclined: 'yes' }],
  ] as const)('%s: analogue and acid control', (_, given) => {
    expect(advice(typeII(given), 'M2-4')).toEqual(['M2-4 somatostatin-analogue recommended', 'M2-4 ppi-acid-control recommended']);
  });

  test.each([
    ['recorded hypersecretion', { function: functioning({ gastrinomaHypersecretion: 'yes' }) }],
    ['a Zollinger-Ellison syndrome', { background: background({ zes: present() }) }],
  ] as const)('%s calls for a high dose of PPI', (_, given) => {
    expect(advice(typeII(given), 'M2-7')).toEqual(['M2-7 ppi-high-dose recommended', 'M2-7 somatostatin-analogue consider']);
  });

  test('a resected gastrinoma is neither looked for nor resected again', () => {
    expect(advice(typeII({ acts: [act('gastrinoma-resection')], unresectable: 'no' })).filter((l) => l.includes('gastrinoma-'))).toEqual([]);
  });
});

describe('type III without distant metastasis', () => {
  test('a staged 8 mm G1: both guidelines stand side by side', () => {
    expect(advice(typeIII())).toEqual([
      'M3-2 endoscopic-resection consider', 'M3-3 radical-gastrectomy consider', 'M3-3 lymphadenectomy consider', 'M3-4 local-gastrectomy consider',
    ]);
  });

  test.each([
    [9.9, true, true, false],
    [10, false, true, true],
    [10.1, false, false, true],
  ])('at %d mm: endoscopic %p, NCCN %p, surgery instead of endoscopy %p', (size, endoscopic, nccn, surgery) => {
    const rules = advice(typeIII({ sizeMm: mm(size) })).map((l) => l.split(' ')[0]);
    expect([rules.includes('M3-2'), rules.includes('M3-3'), rules.includes('M3-6')]).toEqual([endoscopic, nccn, surgery]);
  });

  test.each([
    ['muscularis propria', typeIII({ depth: 'muscularis-propria' })],
    ['nodes with the depth unknown', typeIII({ depth: null, nodes: nodes({ imaging: 'positive' }) })],
    ['deep G3', typeIII({ ...G3, depth: 'serosa' })],
  ])('%s: radical surgery with nodes and nothing less', (_, picture) => {
    expect(advice(picture)).toEqual(['M3-1 radical-gastrectomy recommended', 'M3-1 lymphadenectomy recommended']);
    expect(managed(picture).recommendations[1]).toMatchObject({ attribution: ['CSCO 2021'], about: { level: 'I', nodesAtLeast: 15 } });
  });

  test.each([
    ['depth', typeIII({ depth: null }), ['eus-staging'], ['invasion']],
    ['nodes on ultrasound', typeIII({ nodes: nodes({ imaging: 'negative' }) }), ['eus-staging'], ['nodes.eus']],
    ['nodes on imaging', typeIII({ nodes: nodes({ eus: 'negative' }) }), ['cross-sectional-imaging'], ['nodes.imaging']],
    ['nodes on both although N0 is recorded', typeIII({ nodes: nodes({ category: 'N0' }) }), ['eus-staging', 'cross-sectional-imaging'], ['nodes.eus', 'nodes.imaging']],
  ])('with unknown %s staging comes first and limited resection is conditional', (_, picture, codes, facts) => {
    const first = managed(picture).recommendations.filter((r) => r.rule === 'M3-5');
    expect(first.map((r) => r.code)).toEqual(codes);
    expect(first.every((r) => !r.conditional && r.strength === 'recommended')).toBe(true);
    expect(advice(picture).filter((l) => /M3-[24]/.test(l))).toEqual(['M3-2 endoscopic-resection consider (conditional)', 'M3-4 local-gastrectomy consider (conditional)']);
    expect(askedBy(picture, 'M3-5')).toEqual(facts);
    expect(advice(picture).some((l) => l.startsWith('M3-6'))).toBe(false);
  });

  test('a 15 mm submucosal lesion is not deep because of its size', () => {
    expect(advice(typeIII({ sizeMm: mm(15), ...G2 }))).toEqual(['M3-4 local-gastrectomy consider', 'M3-6 surgical-resection recommended', 'M3-6 endoscopic-resection not-recommended']);
  });

  test('a provisional grade leaves M3-6 conditional and an unknown one silences it', () => {
    const ki67Alone = { proliferation: [set({ ki67: percent(1) })] };
    expect(advice(typeIII({ ...ki67Alone, sizeMm: mm(15) }), 'M3-6')).toEqual(['M3-6 surgical-resection recommended (conditional)', 'M3-6 endoscopic-resection not-recommended (conditional)']);
    expect(askedBy(typeIII({ ...ki67Alone, sizeMm: mm(15) }), 'M3-6')).toEqual(['mitoses']);
    expect(advice(typeIII({ proliferation: [], sizeMm: mm(15) }), 'M3-6')).toEqual([]);
    expect(advice(typeIII({ ...ki67Alone }), 'M3-2')).toEqual(['M3-2 endoscopic-resection consider (conditional)']);
  });

  test('a grade that is only reported makes what hangs on it conditional', () => {
    const reported = (grade: 'G1' | 'G3') => typeIII({ proliferation: [], recorded: { ...aPicture().recorded, grade } });
    expect(advice(reported('G1'), 'M3-2')).toEqual(['M3-2 endoscopic-resection consider (conditional)']);
    expect(advice(reported('G3'), 'M3-2')).toEqual([]);
    expect(askedBy(reported('G1'), 'M3-2')).toEqual(['ki67', 'mitoses']);
  });

  test('two candidates that agree need no third count', () => {
    const between = { proliferation: [set({ ki67: { low: 2, high: 5, lowOpen: false, highOpen: false, approximate: false }, mitoses: count(1) })] };
    expect(advice(typeIII({ ...between, sizeMm: mm(15) }), 'M3-6')).toEqual(['M3-6 surgical-resection recommended', 'M3-6 endoscopic-resection not-recommended']);
    expect(askedBy(typeIII(between), 'M3-2')).toEqual(['ki67']);
  });

  test('a count taken from a text match is asked for again', () => {
    const read = { kind: 'value' as const, value: percent(1), textMatch: true, resource: 'Observation/k', date: null };
    const picture = (textMatched: ClinicalPicture['textMatched']) => typeIII({ proliferation: [set({ ki67: read, mitoses: count(1) })], textMatched });
    expect(askedBy(picture(['ki67']), 'M3-2')).toEqual(['ki67']);
    expect(askedBy(picture(['mitoses']), 'M3-2')).toEqual(['mitoses']);
    expect(askedBy(picture([]), 'M3-2')).toEqual(['ki67', 'mitoses']);
  });

  test('localised NET G3 has no rule, is discussed, and never gets etoposide-platinum', () => {
    expect(advice(typeIII(G3))).toEqual(['M3-8 mdt-discussion recommended']);
    expect(noticed(typeIII(G3))).toContain('M3-8 no-rule-net-g3-type-iii');
    expect(advice(typeIII({ ...G3, depth: null }), 'M3-8')).toEqual(['M3-8 mdt-discussion recommended (conditional)']);
  });

  test.each([
    [14, ['M3-7 staging-inadequate']],
    [15, []],
    [null, []],
  ])('radical surgery with %p nodes examined', (examined, expected) => {
    const picture = typeIII({ acts: [act('radical-gastrectomy', '2026-06-01', { margin: 'R0' })], nodes: { ...typeIII().nodes, examined } });
    expect(noticed(picture).filter((n) => n.startsWith('M3-7'))).toEqual(expected);
    expect(askedBy(picture, 'M3-7')).toEqual(examined === null ? ['nodes.examined'] : []);
  });

  test('G1 is what M3-2 is about: the same lesion in G2 is resected surgically', () => {
    expect(advice(typeIII(G2), 'M3-2')).toEqual([]);
    expect(advice(typeIII(G1), 'M3-6')).toEqual([]);
  });
});
