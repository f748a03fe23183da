import type { DoneAct } from '../../../src/engine/picture';
import { aPicture } from '../a-picture';
import { G2, act, advice, askedBy, mm, on, spread, metastatic, typeI, typeII, typeIII } from './cases';

const FINDING = { lastLesionFinding: on('2026-05-01') };
const resections = (acts: DoneAct[], more = {}) => advice(typeIII({ ...FINDING, acts, ...more }), 'M3').map((l) => l.slice(5));

describe('an act on record after the last finding of the lesion is left out', () => {
  test.each([
    ['the day after', act('radical-gastrectomy', '2026-05-02', { margin: 'R0' }), []],
    ['the same day', act('radical-gastrectomy', '2026-05-01', { margin: 'R0' }), []],
    ['R1', act('radical-gastrectomy', '2026-05-02', { margin: 'R1' }), []],
    ['the day before', act('radical-gastrectomy', '2026-04-30', { margin: 'R0' }), ['radical-gastrectomy recommended', 'lymphadenectomy recommended']],
    ['R2', act('radical-gastrectomy', '2026-05-02', { margin: 'R2' }), ['radical-gastrectomy recommended', 'lymphadenectomy recommended']],
    ['palliative', act('radical-gastrectomy', '2026-05-02', { intent: 'palliative' }), ['radical-gastrectomy recommended', 'lymphadenectomy recommended']],
    ['without a date', act('radical-gastrectomy', null), ['radical-gastrectomy recommended (conditional)', 'lymphadenectomy recommended (conditional)']],
    ['some time in that month', { ...act('radical-gastrectomy'), date: { first: '2026-04-15', last: '2026-05-15' } }, ['radical-gastrectomy recommended (conditional)', 'lymphadenectomy recommended (conditional)']],
  ])('radical gastrectomy %s', (_, done, expected) => {
    expect(resections([done], { depth: 'muscularis-propria' })).toEqual(expected);
  });

  test('an undated act is asked for its date, an unspecified operation for its kind', () => {
    expect(askedBy(typeIII({ ...FINDING, depth: 'serosa', acts: [act('radical-gastrectomy', null)] }), 'M3-1')).toEqual(['dates.treatment']);
    expect(askedBy(typeIII({ ...FINDING, depth: 'serosa', acts: [act('surgery-unspecified')] }), 'M3-1')).toEqual(['treatment.surgery']);
  });

  test('without a finding date every act counts as later, even an undated one', () => {
    expect(advice(typeIII({ depth: 'serosa', acts: [act('radical-gastrectomy', null)] }))).toEqual([]);
  });

  test('a limited resection does not stand in for a radical one', () => {
    expect(resections([act('local-excision')], { depth: 'serosa' })).toEqual(['radical-gastrectomy recommended', 'lymphadenectomy recommended']);
    expect(resections([act('endoscopic-resection')], { depth: 'serosa' })).toEqual(['radical-gastrectomy recommended', 'lymphadenectomy recommended']);
  });

  test('a lymphadenectomy of its own leaves the gastrectomy', () => {
    expect(resections([act('lymphadenectomy')], { depth: 'serosa' })).toEqual(['radical-gastrectomy recommended']);
  });

  test.each([
    ['R0', []],
    ['R1', ['local-gastrectomy consider']],
    [null, ['local-gastrectomy consider']],
  ] as const)('after an endoscopic resection with margin %p a local gastrectomy', (margin, expected) => {
    expect(resections([act('endoscopic-resection', '2026-06-01', { margin })]).filter((l) => l.startsWith('local') || l.startsWith('endoscopic'))).toEqual(expected);
  });

  test('a lesion found after the endoscopic resection is judged anew', () => {
    expect(advice(typeI({ lastLesionFinding: on('2026-08-01'), acts: [act('endoscopic-resection')] }), 'M1-2')).toEqual(['M1-2 endoscopic-surveillance recommended', 'M1-2 endoscopic-resection consider']);
    expect(advice(typeI({ ...FINDING, acts: [act('endoscopic-resection')] }), 'M1-2')).toEqual(['M1-2 endoscopic-surveillance recommended']);
  });

  test('after a gastrectomy for type I neither endoscopic nor surgical resection is spoken of', () => {
    expect(advice(typeI({ sizeMm: mm(15), ...FINDING, acts: [act('surgery-unspecified')] }), 'M1')).toEqual(['M1-1 endoscopic-follow-up recommended']);
  });

  test('no ultrasound after the ultrasound, unless it left depth or nodes open', () => {
    const eus = (more: Parameters<typeof typeI>[0]) => advice(typeI({ sizeMm: mm(12), ...FINDING, acts: [act('eus')], ...more })).some((l) => l.includes('eus-staging'));
    const n0 = { ...aPicture().nodes, category: 'N0' as const };
    expect(eus({ nodes: n0 })).toBe(false);
    expect(eus({ nodes: n0, depth: null })).toBe(true);
    expect(eus({ nodes: aPicture().nodes })).toBe(true);
    expect(eus({ nodes: n0, acts: [act('eus', '2026-04-01')] })).toBe(true);
  });

  test('imaging on record is not asked for again', () => {
    const picture = (acts: DoneAct[]) => typeIII({ ...FINDING, nodes: { ...aPicture().nodes, eus: 'negative' }, acts });
    expect(advice(picture([act('ct')]), 'M3-5')).toEqual([]);
    expect(advice(picture([]), 'M3-5')).toEqual(['M3-5 cross-sectional-imaging recommended']);
  });

  test.each(['ablation', 'tae-tace', 'prrt', 'sstr-imaging', 'metastasis-resection'] as const)('%s done after the finding is not advised again', (done) => {
    const picture = metastatic({ unresectable: 'unknown', ...FINDING, acts: [act(done)], markers: done === 'sstr-imaging' ? aPicture().markers : metastatic().markers });
    const code = done === 'metastasis-resection' ? 'primary-and-metastasis-resection' : done;
    expect(advice(picture).some((l) => l.includes(` ${code} `))).toBe(false);
    expect(advice({ ...picture, acts: [] }).some((l) => l.includes(` ${code} `))).toBe(true);
  });

  test('after the operation no staging is asked for that belongs before it', () => {
    const operated = typeIII({ ...FINDING, nodes: { ...aPicture().nodes, category: 'N0', examined: 16, positive: 0 }, acts: [act('radical-gastrectomy', '2026-06-01', { margin: 'R0' })] });
    expect(advice(operated)).toEqual([]);
    expect(askedBy(operated, 'M3-5')).toEqual([]);
    expect(advice({ ...operated, acts: [] }, 'M3-5')).toEqual(['M3-5 eus-staging recommended', 'M3-5 cross-sectional-imaging recommended']);
  });

  test('a contraindication outlives the operation', () => {
    const picture = metastatic({ differentiation: 'poor', histology: { kind: 'NEC', subtype: null }, proliferation: [], metastasis: spread(), acts: [act('radical-gastrectomy')] });
    expect(advice(picture, 'MN-1')).toEqual(['MN-1 surgical-resection contraindicated']);
  });

  test('what was done is done for a type II as well', () => {
    expect(advice(typeII({ ...FINDING, acts: [act('local-excision')] }), 'M2-3')).toEqual(['M2-3 lymphadenectomy consider (conditional)']);
    expect(advice(typeII({ ...G2, ...FINDING, acts: [act('gastroscopy')] }), 'M2-3')).toHaveLength(4);
  });
});
