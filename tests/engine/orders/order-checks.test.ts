import type { OrderFinding } from '../../../src/engine/assessment';
import type { ClinicalPicture, OrderFacts } from '../../../src/engine/picture';
import { checkOrders } from '../../../src/engine/rules/orders';
import type { Act, Drug } from '../../../src/engine/vocabulary';
import { aPicture, count, gastrinElevated, gastrinNormal, percent, set } from '../a-picture';
import { G1, G2, G3, TODAY, absent, act, background, functioning, ki67, metastatic, mm, nec, nonFunctioning, on, present, spread, typeI, typeII, typeIII } from '../management/cases';

let made = 0;
const order = (what: { drugs?: Drug[]; acts?: Act[]; when?: OrderFacts['when'] }): OrderFacts => ({ reference: `Draft/${++made}`, drugs: what.drugs ?? [], acts: what.acts ?? [], when: what.when ?? null, name: 'draft', textMatch: false });
const drug = (...drugs: Drug[]) => order({ drugs });
const procedure = (...acts: Act[]) => order({ acts });
const check = (picture: ClinicalPicture, ...orders: OrderFacts[]) => checkOrders(picture, TODAY, orders);

/** A finding in one line: indicator, rules in order, what is missing, what is better first, whether the draft goes. */
const line = ({ indicator, rules, points, order: first, remove }: OrderFinding): string =>
  [indicator, rules.join('+'), ...points.flatMap((p) => p.missing.map((f) => `?${f}`)), ...first.map((code) => `>${code}`), ...(remove ? ['remove'] : [])].join(' ');
const said = (picture: ClinicalPicture, ...orders: OrderFacts[]) => check(picture, ...orders).map(line);

const openType = aPicture({ ...G1, gastrin: gastrinElevated });
const netOrNec = (more: Partial<ClinicalPicture> = {}) => aPicture({ proliferation: [set({ ki67: percent(40), mitoses: count(30) })], ...more });
const contradictory = (more: Partial<ClinicalPicture> = {}) => aPicture({ proliferation: [set({ ki67: percent(5), mitoses: count(3) })], differentiation: 'poor', ...more });
const unstaged = aPicture().nodes;
const M_UNKNOWN = { metastasis: aPicture().metastasis };
const markers = (imaging: 'positive' | 'negative' | 'unknown', more: Partial<ClinicalPicture['markers']> = {}): ClinicalPicture['markers'] => ({ ...aPicture().markers, 'sstr-imaging': imaging, ...more });

describe('draft orders', () => {
  test.each<[string, ClinicalPicture, Record<string, string | number>]>([
    ['localised', nec(), { agreement: 'first-choice-of-regimen' }],
    ['localised, Ki-67 40 %', nec(ki67(40)), { agreement: 'first-choice-of-regimen' }],
    ['metastatic, Ki-67 55 %', nec({ ...ki67(55), metastasis: spread() }), { agreement: 'first-choice-of-regimen' }],
    ['metastatic, Ki-67 54.9 %', nec({ ...ki67(54.9), metastasis: spread() }), { agreement: 'first-choice-of-regimen', ki67Below: 55 }],
    ['metastatic, given before', nec({ ...ki67(70), metastasis: spread(), priorSystemic: ['etoposide-platinum'] }), { agreement: 'second-line-without-standard' }],
  ])('OR-9 says of platinum in NEC, %s, what it agrees with', (_title, picture, about) => {
    expect(check(picture, drug('cisplatin'))[0]?.points[0]?.about).toEqual(about);
  });

  test('each point names the rules it rests on, once for a regimen', () => {
    expect(check(typeIII(), drug('cisplatin'), drug('etoposide')).map(({ points }) => points.map(({ rule, restsOn }) => [rule, ...restsOn]))).toEqual([[['OR-8', 'MT-13'], ['OR-16', 'GR-11', 'M3-8']]]);
  });

  test.each<[string, ClinicalPicture, OrderFacts, string[]]>([
    ['OR-1 PPI, type I', typeI(), drug('ppi'), ['warning OR-1+SC-1 remove']],
    ['OR-1 P-CAB, type I', typeI(), drug('p-cab'), ['warning OR-1+SC-1 remove']],
    ['OR-1 PPI against H. pylori', typeI({ background: background({ 'atrophic-gastritis': present(), 'h-pylori': present() }) }), drug('ppi'), ['warning OR-1+SC-1+SC-4 remove']],
    ['OR-1 PPI, type not determined', openType, drug('ppi'), ['info OR-1+SC-8+SC-1 ?background.atrophic-gastritis']],
    ['OR-1 PPI, nothing known', aPicture({ ...G1 }), drug('ppi'), ['info OR-1+SC-8+SC-1 ?gastrin ?background.atrophic-gastritis']],
    ['OR-1 PPI, type I excluded', aPicture({ ...G1, gastrin: gastrinElevated, background: background({ 'atrophic-gastritis': absent(), 'pernicious-anaemia': absent() }) }), drug('ppi'), []],
    ['OR-1 PPI, backgrounds contradict each other', aPicture({ ...G1, gastrin: gastrinElevated, background: background({ 'atrophic-gastritis': present(), gastrinoma: present() }) }), drug('ppi'), ['info OR-1+SC-8+SC-1 ?background']],
    ['OR-1 PPI, type I only if it is a NET', netOrNec({ gastrin: gastrinElevated, background: background({ 'atrophic-gastritis': present() }) }), drug('ppi'), ['info OR-1+SC-8+SC-1 ?differentiation']],
    ['OR-1 PPI, type III only if it is a NET', netOrNec({ gastrin: gastrinNormal, background: background({ 'atrophic-gastritis': absent() }) }), drug('ppi'), []],
    ['OR-1 PPI, recorded hypersecretion', typeI({ function: functioning({ gastrinomaHypersecretion: 'yes' }) }), drug('ppi'), []],
    ['OR-1 PPI, type II', typeII(), drug('ppi'), []],
    ['OR-1 PPI, NEC', nec(), drug('ppi'), []],
    ['OR-1 H2 blocker, type I', typeI(), drug('h2-blocker'), []],

    ['OR-2 gastrectomy, small type I', typeI(), procedure('radical-gastrectomy'), ['warning OR-2+M1-5 remove']],
    ['OR-2 wedge, small type I of unknown depth', typeI({ depth: null, nodes: unstaged }), procedure('local-excision'), ['warning OR-2+M1-5 remove']],
    ['OR-2 operation, 12 mm of unknown depth', typeI({ sizeMm: mm(12), depth: null }), procedure('surgery-unspecified'), ['info OR-2+M1-5 ?invasion']],
    ['OR-2 gastrectomy, type I into the muscle', typeI({ depth: 'muscularis-propria' }), procedure('radical-gastrectomy'), []],
    ['OR-2 gastrectomy, metastatic type I', typeI({ metastasis: spread() }), procedure('radical-gastrectomy'), []],
    ['OR-2 gastrectomy, type not determined', aPicture({ ...G1, gastrin: gastrinElevated, sizeMm: mm(5) }), procedure('radical-gastrectomy'), ['info OR-2+M1-5 ?background.atrophic-gastritis']],

    ['OR-3 gastrectomy, metastatic NEC', nec({ metastasis: spread() }), procedure('radical-gastrectomy'), ['critical OR-3+MN-1 remove']],
    ['OR-3 resection of a metastasis, unresectable NEC', nec({ unresectable: 'yes' }), procedure('metastasis-resection'), ['critical OR-3+MN-1 remove']],
    ['OR-3 gastrectomy, NEC of unknown metastasis', nec(M_UNKNOWN), procedure('radical-gastrectomy'), ['info OR-3+MN-1 ?metastasis']],
    ['OR-3 gastrectomy, localised NEC', nec(), procedure('radical-gastrectomy'), []],
    ['OR-3 gastrectomy, metastatic NET or NEC', netOrNec({ metastasis: spread(), gastrin: gastrinNormal, background: background({ 'atrophic-gastritis': absent() }) }), procedure('radical-gastrectomy'), ['info OR-3+MN-1 ?differentiation']],

    ['OR-4 endoscopic resection, 15 mm type III', typeIII({ sizeMm: mm(15) }), procedure('endoscopic-resection'), ['warning OR-4+M3-6+M3-2 remove']],
    ['OR-4 endoscopic resection, deep type III', typeIII({ depth: 'serosa' }), procedure('endoscopic-resection'), ['warning OR-4+M3-1+M3-2 remove']],
    ['OR-4 endoscopic resection, staging open', typeIII({ depth: null, nodes: unstaged }), procedure('endoscopic-resection'), ['info OR-4+M3-5+M3-2 ?invasion ?nodes.eus ?nodes.imaging >eus-staging >cross-sectional-imaging']],
    ['OR-4 endoscopic resection, grade provisional', typeIII({ proliferation: [set({ ki67: percent(1) })] }), procedure('endoscopic-resection'), ['info OR-4+M3-2 ?mitoses']],
    ['OR-4 endoscopic resection, size unknown', typeIII({ sizeMm: null }), procedure('endoscopic-resection'), ['info OR-4+M3-2 ?size']],
    ['OR-4 endoscopic resection, 8 mm G1', typeIII(), procedure('endoscopic-resection'), []],
    ['OR-4 endoscopic resection, metastatic', metastatic({ depth: 'serosa' }), procedure('endoscopic-resection'), []],
    ['OR-4 endoscopic resection, deep and the type open', aPicture({ ...G1, depth: 'serosa' }), procedure('endoscopic-resection'), ['info OR-4+M3-1+M3-2 ?gastrin ?background.atrophic-gastritis']],
    ['OR-4 endoscopic resection, all open', aPicture({ ...G1, sizeMm: mm(5), nodes: { ...unstaged, eus: 'negative' }, depth: 'mucosa' }), procedure('endoscopic-resection'), ['info OR-4+M3-5+M3-2 ?gastrin ?background.atrophic-gastritis ?nodes.imaging >cross-sectional-imaging']],
    ['OR-4 endoscopic resection, raised gastrin excludes type III', openType, procedure('endoscopic-resection'), []],

    ['OR-5 endoscopic resection, type I of 10 mm without ultrasound', typeI({ sizeMm: mm(10), nodes: { ...unstaged, category: 'N0' } }), procedure('endoscopic-resection'), ['info OR-5+M1-3 >eus-staging']],
    ['OR-5 endoscopic resection, type I of 9.9 mm', typeI({ sizeMm: mm(9.9), nodes: unstaged }), procedure('endoscopic-resection'), []],
    ['OR-5 ultrasound on record by its finding', typeI({ sizeMm: mm(12) }), procedure('endoscopic-resection'), []],
    ['OR-5 ultrasound on record as an act', typeI({ sizeMm: mm(12), nodes: unstaged, acts: [act('eus')] }), procedure('endoscopic-resection'), []],
    ['OR-5 ultrasound in the same order', typeI({ sizeMm: mm(12), nodes: unstaged }), procedure('endoscopic-resection', 'eus'), []],
    ['OR-5 size unknown', typeI({ sizeMm: null, nodes: unstaged }), procedure('endoscopic-resection'), ['info OR-5+M1-3 ?size']],

    ['OR-6 octreotide, Ki-67 15 %', metastatic(ki67(15)), drug('octreotide'), ['warning OR-6+MT-6 remove']],
    ['OR-6 lanreotide, receptor negative', metastatic({ markers: markers('negative') }), drug('lanreotide'), ['warning OR-6+MT-6 remove']],
    ['OR-6 Ki-67 10 %, receptor positive', metastatic(ki67(10)), drug('pasireotide'), []],
    ['OR-6 carcinoid syndrome', metastatic({ ...ki67(15), function: functioning({ carcinoidSyndrome: 'yes' }) }), drug('octreotide'), []],
    ['OR-6 hypersecretion', metastatic({ ...ki67(15), function: functioning({ gastrinomaHypersecretion: 'yes' }) }), drug('octreotide'), []],
    ['OR-6 function unknown', metastatic({ ...ki67(15), function: functioning({}) }), drug('octreotide'), ['info OR-6+MT-6 ?function']],
    ['OR-6 receptors unknown', metastatic({ ...ki67(5), markers: aPicture().markers }), drug('octreotide'), ['info OR-6+MT-6 ?markers.sstr-imaging ?markers.sstr2']],
    ['OR-6 metastasis unknown', typeIII({ ...ki67(15), ...M_UNKNOWN, function: nonFunctioning }), drug('octreotide'), ['info OR-6+MT-6 ?metastasis']],
    ['OR-6 localised', typeIII(ki67(15)), drug('octreotide'), []],
    ['OR-6 type II', typeII({ ...ki67(15), metastasis: spread(), function: nonFunctioning }), drug('octreotide'), []],
    ['OR-6 type II possible', aPicture({ ...ki67(15), metastasis: spread(), function: nonFunctioning, gastrin: gastrinElevated }), drug('octreotide'), ['info OR-6+MT-6 ?background.gastrinoma']],
    ['OR-6 type II excluded', aPicture({ ...ki67(15), metastasis: spread(), function: nonFunctioning, gastrin: gastrinElevated, background: background({ gastrinoma: absent(), zes: absent(), men1: absent() }) }), drug('octreotide'), ['warning OR-6+MT-6 remove']],
    ['OR-6 NEC', nec({ metastasis: spread() }), drug('octreotide'), []],

    ['OR-7 PRRT, imaging unknown', metastatic({ markers: aPicture().markers }), drug('prrt'), ['warning OR-7+MT-12 ?markers.sstr-imaging >sstr-imaging']],
    ['OR-7 PRRT as a procedure, imaging negative', metastatic({ markers: markers('negative') }), procedure('prrt'), ['warning OR-7+MT-12+MT-11 remove']],
    ['OR-7 PRRT, imaging positive', metastatic(), drug('prrt'), []],

    ['OR-8 capecitabine, NET G1, M0', typeIII(), drug('capecitabine'), ['warning OR-8+MT-13 remove']],
    ['OR-8 oxaliplatin, metastatic NET', metastatic(), drug('oxaliplatin'), []],
    ['OR-8 streptozocin, metastasis unknown', typeIII(M_UNKNOWN), drug('streptozocin'), ['info OR-8+MT-13 ?metastasis']],
    ['OR-8 irinotecan, grade provisional', typeIII({ proliferation: [set({ ki67: percent(5) })] }), drug('irinotecan'), ['info OR-8+MT-13 ?mitoses']],
    ['OR-8 fluorouracil, NET G3, M0', typeIII(G3), drug('fluorouracil'), []],
    ['OR-8 folinate alone', typeIII(), drug('folinate'), []],
    ['OR-8 capecitabine, kind contradictory', contradictory({ metastasis: typeI().metastasis }), drug('capecitabine'), ['info OR-8+MT-13 ?histology']],

    ['OR-9 cisplatin, localised NEC', nec(), drug('cisplatin'), ['info OR-9+NC-2']],
    ['OR-9 etoposide, metastatic NEC, Ki-67 55 %', nec({ metastasis: spread(), ...ki67(55) }), drug('etoposide'), ['info OR-9+MN-2']],
    ['OR-9 carboplatin, metastatic NEC, Ki-67 54.9 %', nec({ metastasis: spread(), ...ki67(54.9) }), drug('carboplatin'), ['info OR-9+MN-2+MN-4']],
    ['OR-9 cisplatin, metastatic NEC, Ki-67 unknown', nec({ metastasis: spread(), proliferation: [] }), drug('cisplatin'), ['info OR-9+MN-2 ?ki67']],
    ['OR-9 etoposide again, unresectable NEC', nec({ unresectable: 'yes', priorSystemic: ['etoposide-platinum'] }), drug('etoposide'), ['info OR-9+MN-5']],

    ['OR-10 pembrolizumab, markers unknown', nec({ metastasis: spread() }), drug('pembrolizumab'), ['warning OR-10+MN-6+MN-7 ?markers.mmr-msi ?markers.tmb >mmr-msi-tmb-testing']],
    ['OR-10 pembrolizumab, markers negative', metastatic({ mmrMsi: 'proficient', tmb: 'low' }), drug('pembrolizumab'), ['warning OR-10+MN-6 remove']],
    ['OR-10 pembrolizumab, high burden', nec({ tmb: 'high' }), drug('pembrolizumab'), []],

    ['OR-11 everolimus, NEC', nec(), drug('everolimus'), ['warning OR-11+MT-9 remove']],
    ['OR-11 surufatinib, NEC', nec(), drug('surufatinib'), ['warning OR-11+MT-8 remove']],
    ['OR-11 everolimus, NET or NEC', netOrNec(), drug('everolimus'), ['info OR-11+MT-9 ?differentiation']],
    ['OR-11 everolimus, kind without pathology', aPicture(), drug('everolimus'), ['info OR-11+MT-9 ?differentiation']],
    ['OR-11 everolimus, NET', metastatic(), drug('everolimus'), []],

    ['OR-13 temozolomide, MGMT unknown', metastatic(), drug('temozolomide'), ['info OR-13+IH-2 ?markers.mgmt >mgmt-test']],
    ['OR-13 temozolomide, MGMT known', metastatic({ markers: markers('positive', { mgmt: 'negative' }) }), drug('temozolomide'), []],

    ['OR-15 radical gastrectomy, deep type III', typeIII({ depth: 'serosa' }), procedure('radical-gastrectomy'), ['info OR-15+M3-1']],
    ['OR-15 radical gastrectomy, depth unknown', typeIII({ depth: null }), procedure('radical-gastrectomy'), ['info OR-15+M3-1 ?invasion']],
    ['OR-15 radical gastrectomy, 8 mm submucosal', typeIII(), procedure('radical-gastrectomy'), []],
    ['OR-15 radical gastrectomy, metastatic', metastatic({ depth: 'serosa' }), procedure('radical-gastrectomy'), []],

    ['OR-16 cisplatin, metastatic NET G3', metastatic(G3), drug('cisplatin'), ['warning OR-16+GR-11+MT-13 remove']],
    ['OR-16 etoposide, localised NET G3', typeIII(G3), drug('etoposide'), ['warning OR-16+GR-11+M3-8 remove']],
    ['OR-16 cisplatin, NET or NEC', netOrNec(), drug('cisplatin'), ['warning OR-16+GR-8+GR-11 ?differentiation >pathology-review']],
    ['OR-16 etoposide, kind contradictory', contradictory({ metastasis: spread() }), drug('etoposide'), ['info OR-16+GR-8+GR-11 ?histology >pathology-review']],
    ['OR-16 cisplatin, MiNEN', nec({ histology: { kind: 'MiNEN', subtype: null } }), drug('cisplatin'), []],
    ['OR-16 and OR-8 on one order', typeIII(G2), drug('carboplatin'), ['warning OR-8+OR-16+MT-13+GR-11+M3-8 remove']],

    ['OR-14 an unrelated order', typeI(), drug('iron'), []],
    ['OR-14 a gastric biopsy', typeI(), procedure('gastric-biopsy'), []],
  ])('%s', (_, picture, draft, expected) => {
    expect(said(picture, draft)).toEqual(expected);
    expect(check(picture, draft).flatMap((finding) => finding.orders)).toEqual(expected.map(() => draft.reference));
  });

  test('the reasons of OR-6 are named', () => {
    expect(check(metastatic({ ...ki67(15), markers: markers('negative') }), drug('octreotide'))[0]?.points[0]?.about).toEqual({ reasons: 'ki67-above-10 sstr-negative' });
  });
});

describe('a gastroscopy against the surveillance window', () => {
  const watched = typeI({ dates: { ...aPicture().dates, diagnosis: on('2026-06-01') } });
  const visit = (when: OrderFacts['when'], picture = watched) => check(picture, order({ acts: ['gastroscopy'], when }));

  test.each([
    ['the day before it opens', on('2026-11-30'), 'info', 'earlier'],
    ['the day after it closes', on('2027-06-02'), 'warning', 'later'],
    ['a period before it', { first: '2026-11-01', last: '2026-11-30' }, 'info', 'earlier'],
  ] as const)('%s', (_, when, indicator, than) => {
    expect(visit(when)).toEqual([expect.objectContaining({ indicator, rules: ['OR-12', 'SU-3', 'SU-7'], remove: false, window: { earliest: '2026-12-01', latest: '2027-06-01' } })]);
    expect(visit(when)[0]?.points[0]?.about['than']).toBe(than);
  });

  test.each([
    ['its first day', on('2026-12-01')],
    ['its last day', on('2027-06-01')],
    ['a period that overlaps it', { first: '2027-06-01', last: '2027-12-31' }],
    ['no day at all', null],
  ])('%s fits', (_, when) => {
    expect(visit(when)).toEqual([]);
  });

  test('a visit that is overdue says so', () => {
    const overdue = typeI({ dates: { ...aPicture().dates, diagnosis: on('2025-06-01') } });
    expect([visit(on('2026-12-01'), overdue), visit(on('2027-06-02'))].map((f) => f[0]?.points[0]?.about)).toEqual([{ than: 'later', overdue: 'yes' }, { than: 'later', overdue: 'no' }]);
  });

  test('without a window nothing is said', () => {
    expect(visit(on('2026-12-01'), typeII())).toEqual([]);
  });
});

describe('several drafts', () => {
  test('cisplatin and etoposide in two drafts are one finding', () => {
    const [cisplatin, etoposide] = [drug('cisplatin'), drug('etoposide')];
    const findings = check(nec(), cisplatin, etoposide);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ orders: [cisplatin.reference, etoposide.reference], rules: ['OR-9', 'NC-2'] });
    expect(findings[0]?.points).toHaveLength(1);
  });

  test('a regimen with its own question about one drug keeps it in the one finding', () => {
    const findings = check(typeIII(), drug('temozolomide'), drug('capecitabine'));
    expect(findings.map(line)).toEqual(['warning OR-8+OR-13+MT-13+IH-2 ?markers.mgmt >mgmt-test remove']);
    expect(findings[0]?.orders).toHaveLength(2);
  });

  test('orders that have nothing to do with each other stay apart, in the order of the drafts', () => {
    expect(said(typeI(), drug('ppi'), procedure('radical-gastrectomy'), drug('iron'))).toEqual(['warning OR-1+SC-1 remove', 'warning OR-2+M1-5 remove']);
  });

  test('one draft that meets several checks is one finding', () => {
    expect(said(typeI({ sizeMm: mm(12), nodes: { ...unstaged, category: 'N0' } }), order({ drugs: ['ppi'], acts: ['endoscopic-resection'] }))).toEqual(['warning OR-1+OR-5+SC-1+M1-3 >eus-staging remove']);
  });

  test('the same draft twice is named once', () => {
    const twice = drug('cisplatin');
    expect(check(nec(), twice, twice)[0]?.orders).toEqual([twice.reference]);
  });
});

test.each([
  ['no gastric NEN', { evidenceOfGastricNen: false }],
  ['a deceased patient', { patient: { birthDate: null, sex: 'unknown', deceased: 'yes' } }],
] as const)('%s: nothing is said of any order', (_, given) => {
  expect(check(typeI(given), drug('ppi'))).toEqual([]);
});

test('no orders, no findings', () => {
  expect(check(typeI())).toEqual([]);
});
