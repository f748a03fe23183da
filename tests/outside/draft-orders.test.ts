/** Section 12 of the clinical rules as an EHR sees it: a record and drafts in, at most one card for each order or regimen out. */
import type { AnyResource } from '../../src/fhir-mapping';
import { type ServiceUnderTest, startedService } from '../fixtures/service-under-test';
import {
  ATC, METASTATIC_NET, NEC, NET_OR_NEC, OPEN_TYPE, RXNORM, type Recorded, SNOMED, SUBJECT, TYPE_I, TYPE_II, TYPE_III, coded, condition, fact, hookCall, procedure, recordOf, share, without,
} from './a-record';

interface Card {
  summary: string; detail: string; indicator: string; extension: { 'org.gnen-cds.rules': string[] }; overrideReasons?: unknown[];
  suggestions?: { actions: { type: string; resourceId?: string; resource?: { resourceType: string; code?: { text?: string }; occurrencePeriod?: { start: string; end?: string } } }[] }[];
}

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); service.setToday('2026-11-25'); });
afterAll(async () => { await service.close(); });

async function cardsOf(id: string, said: Recorded, context: Record<string, unknown>): Promise<Card[]> {
  const { status, body } = await service.post(`/cds-services/gnen-${id}`, hookCall(id, recordOf(said), context));
  expect(status).toBe(200);
  return (body as { cards: Card[] }).cards; // sound: 200 answers the contract's cards, held by demandConformance
}
const bundle = (drafts: readonly AnyResource[]) => ({ resourceType: 'Bundle', type: 'collection', entry: drafts.map((resource) => ({ resource })) });
const signed = (said: Recorded, ...drafts: AnyResource[]) => cardsOf('order-sign', said, { draftOrders: bundle(drafts) });

/** A card in one line: its indicator, its rules, and what its suggestions would do. */
const line = ({ indicator, extension, suggestions = [] }: Card): string =>
  [indicator, extension['org.gnen-cds.rules'].join('+'), ...new Set(suggestions.flatMap(({ actions }) => actions.map(({ type }) => type)))].join(' ');
const said = async (record: Recorded, ...drafts: AnyResource[]) => (await signed(record, ...drafts)).map(line);

type What = readonly [system: string, code: string] | string;
const conceptOf = (what: What) => (typeof what === 'string' ? { text: what } : coded(...what));
const drug = (what: What, more: Record<string, unknown> = {}): AnyResource => ({ resourceType: 'MedicationRequest', id: 'drug', status: 'draft', intent: 'order', subject: SUBJECT, medicationCodeableConcept: conceptOf(what), ...more });
const act = (what: What, more: Record<string, unknown> = {}): AnyResource => ({ resourceType: 'ServiceRequest', id: 'act', status: 'draft', intent: 'order', subject: SUBJECT, code: conceptOf(what), ...more });

const OMEPRAZOLE: What = [RXNORM, '7646'];
const GASTRECTOMY: What = [SNOMED, '53442002'];
const ENDOSCOPIC: What = [SNOMED, '42527001'];
const CISPLATIN: What = [RXNORM, '2555'];
const ETOPOSIDE: What = [RXNORM, '4179'];
const CAPECITABINE: What = [RXNORM, '194000'];
const TEMOZOLOMIDE: What = [RXNORM, '37776'];
const OCTREOTIDE: What = [RXNORM, '7617'];
const DOTATATE: What = [ATC, 'V10XX04'];
const PEMBROLIZUMAB: What = [RXNORM, '1547545'];
const EVEROLIMUS: What = [RXNORM, '141704'];
const metastaticNec: Recorded = { ...NEC, m: 'cM1' };
const met = METASTATIC_NET;
const minen: Recorded = { kind: 'NEN', differentiation: 'poor', ki67: 60, m: 'cM0', more: [share('neuroendocrine-component', 50), share('non-neuroendocrine-component', 50)] };

describe('each row and its edges', () => {
  test.each<[string, Recorded, AnyResource, string[]]>([
    ['OR-1 a PPI in type I', TYPE_I, drug(OMEPRAZOLE), ['warning OR-1+SC-1 delete']], ['OR-1 in a probable type I', without(TYPE_I, 'gastrin'), drug(OMEPRAZOLE), ['warning OR-1+SC-1 delete']], ['OR-1 without an id to remove it by', TYPE_I, (({ id: _id, ...rest }) => rest)(drug(OMEPRAZOLE)), ['warning OR-1+SC-1']],
    ['OR-1 in a type not settled', OPEN_TYPE, drug(OMEPRAZOLE), ['info OR-1+SC-8+SC-1']], ['OR-1 in type II', TYPE_II, drug(OMEPRAZOLE), []], ['OR-1 in type III', TYPE_III, drug(OMEPRAZOLE), []], ['OR-1 an H2 blocker', TYPE_I, drug([ATC, 'A02BA03']), []], ['OR-1 not to be given', TYPE_I, drug(OMEPRAZOLE, { doNotPerform: true }), []],
    ['OR-2 a gastrectomy in type I', TYPE_I, act(GASTRECTOMY), ['warning OR-2+M1-5 delete']], ['OR-2 a wedge in type I', TYPE_I, act([SNOMED, '32327002']), ['warning OR-2+M1-5 delete']], ['OR-2 into the muscle', { ...TYPE_I, depth: 'muscularis-propria' }, act(GASTRECTOMY), []],
    ['OR-2 12 mm, depth unknown', { ...without(TYPE_I, 'depth', 'n'), sizeMm: 12 }, act(GASTRECTOMY), ['info OR-2+M1-5']], ['OR-2 8 mm, depth unknown', without(TYPE_I, 'depth', 'n'), act(GASTRECTOMY), ['warning OR-2+M1-5 delete']], ['OR-2 size unknown', without(TYPE_I, 'sizeMm'), act(GASTRECTOMY), ['info OR-2+M1-5']], ['OR-2 metastasis unknown', without(TYPE_I, 'm'), act(GASTRECTOMY), ['warning OR-2+M1-5 delete']],
    ['OR-3 a gastrectomy in metastatic NEC', metastaticNec, act(GASTRECTOMY), ['critical OR-3+MN-1 delete']], ['OR-3 in unresectable NEC', { ...NEC, resectability: 'unresectable' }, act(GASTRECTOMY), ['critical OR-3+MN-1 delete']], ['OR-3 by a liver metastasis alone', { ...without(NEC, 'm'), liver: true }, act(GASTRECTOMY), ['critical OR-3+MN-1 delete']],
    ['OR-3 in localised NEC', NEC, act(GASTRECTOMY), []], ['OR-3 metastasis unknown', without(NEC, 'm'), act(GASTRECTOMY), ['info OR-3+MN-1']], ['OR-3 an endoscopic resection is no operation', metastaticNec, act(ENDOSCOPIC), []], ['OR-3 in metastatic NET or NEC', { ...NET_OR_NEC, m: 'cM1' }, act(GASTRECTOMY), ['info OR-3+MN-1']],
    ['OR-4 12 mm', { ...TYPE_III, sizeMm: 12 }, act(ENDOSCOPIC), ['warning OR-4+M3-6+M3-2 delete']], ['OR-4 10 mm', { ...TYPE_III, sizeMm: 10 }, act(ENDOSCOPIC), ['warning OR-4+M3-6+M3-2 delete']], ['OR-4 9.9 mm', { ...TYPE_III, sizeMm: 9.9 }, act(ENDOSCOPIC), []], ['OR-4 8 mm, G2', { ...TYPE_III, ki67: 5 }, act(ENDOSCOPIC), ['warning OR-4+M3-6+M3-2 delete']],
    ['OR-4 into the muscle', { ...TYPE_III, depth: 'muscularis-propria' }, act(ENDOSCOPIC), ['warning OR-4+M3-1+M3-2 delete']], ['OR-4 depth unknown', without(TYPE_III, 'depth'), act(ENDOSCOPIC), ['info OR-4+M3-5+M3-2 create']], ['OR-4 no ultrasound', without(TYPE_III, 'eus'), act(ENDOSCOPIC), ['info OR-4+M3-5+M3-2 create']], ['OR-4 size unknown', without(TYPE_III, 'sizeMm'), act(ENDOSCOPIC), ['info OR-4+M3-2']], ['OR-4 metastatic', met, act(ENDOSCOPIC), []],
    ['OR-5 10 mm', { ...TYPE_I, sizeMm: 10 }, act(ENDOSCOPIC), ['info OR-5+M1-3 create']], ['OR-5 9.9 mm', { ...TYPE_I, sizeMm: 9.9 }, act(ENDOSCOPIC), []], ['OR-5 ultrasound done', { ...TYPE_I, sizeMm: 12, more: [procedure('eus', '450556004', '2026-04-10')] }, act(ENDOSCOPIC), []], ['OR-5 ultrasound by its finding', { ...TYPE_I, sizeMm: 12, eus: 'negative' }, act(ENDOSCOPIC), []], ['OR-5 size unknown', without(TYPE_I, 'sizeMm'), act(ENDOSCOPIC), ['info OR-5+M1-3']],
    ['OR-6 Ki-67 10 %', { ...met, ki67: 10 }, drug(OCTREOTIDE), []], ['OR-6 Ki-67 10.1 %', { ...met, ki67: 10.1 }, drug(OCTREOTIDE), ['warning OR-6+MT-6 delete']], ['OR-6 receptor negative', { ...met, sstr: 'negative' }, drug([ATC, 'H01CB03']), ['warning OR-6+MT-6 delete']], ['OR-6 progressive is no ground', { ...met, course: 'progressive' }, drug(OCTREOTIDE), []],
    ['OR-6 in carcinoid syndrome', { ...met, ki67: 15, function: 'carcinoid-syndrome' }, drug(OCTREOTIDE), []], ['OR-6 function unknown', { ...without(met, 'function'), ki67: 15 }, drug(OCTREOTIDE), ['info OR-6+MT-6']], ['OR-6 Ki-67 unknown', without(met, 'ki67'), drug(OCTREOTIDE), ['info OR-6+MT-6']], ['OR-6 localised', { ...TYPE_III, ki67: 15 }, drug(OCTREOTIDE), []], ['OR-6 type II', { ...TYPE_II, m: 'cM1', ki67: 15 }, drug(OCTREOTIDE), []], ['OR-6 NEC', metastaticNec, drug(OCTREOTIDE), []],
    ['OR-7 not imaged', without(met, 'sstr'), drug(DOTATATE), ['warning OR-7+MT-12 create']], ['OR-7 stained only', { ...without(met, 'sstr'), sstr2: 'positive' }, drug(DOTATATE), ['warning OR-7+MT-12 create']], ['OR-7 imaged negative', { ...met, sstr: 'negative' }, drug(DOTATATE), ['warning OR-7+MT-12+MT-11 delete']], ['OR-7 imaged positive', met, drug(DOTATATE), []], ['OR-7 PSMA is no PRRT of this tumour', without(met, 'sstr'), drug([ATC, 'V10XX05']), []], ['OR-7 as a service', without(met, 'sstr'), act('Peptide receptor radionuclide therapy'), ['warning OR-7+MT-12 create']],
    ['OR-8 localised G1', TYPE_III, drug(CAPECITABINE), ['warning OR-8+MT-13 delete']], ['OR-8 localised G2 of type I', { ...TYPE_I, ki67: 5 }, drug([RXNORM, '4492']), ['warning OR-8+MT-13 delete']], ['OR-8 localised G3', { ...TYPE_III, ki67: 25 }, drug(CAPECITABINE), []], ['OR-8 metastatic', met, drug(CAPECITABINE), []], ['OR-8 metastasis unknown', without(TYPE_III, 'm'), drug(CAPECITABINE), ['info OR-8+MT-13']], ['OR-8 grade unknown', without(TYPE_III, 'ki67', 'mitoses'), drug(CAPECITABINE), ['info OR-8+MT-13']], ['OR-8 everolimus is not cytotoxic', TYPE_III, drug(EVEROLIMUS), []],
    ['OR-9 localised NEC', NEC, drug(CISPLATIN), ['info OR-9+NC-2']], ['OR-9 metastatic', metastaticNec, drug(ETOPOSIDE), ['info OR-9+MN-2']], ['OR-9 metastatic, Ki-67 55 %', { ...metastaticNec, ki67: 55 }, drug(CISPLATIN), ['info OR-9+MN-2']], ['OR-9 metastatic, Ki-67 54.9 %', { ...metastaticNec, ki67: 54.9 }, drug([ATC, 'L01XA02']), ['info OR-9+MN-2+MN-4']], ['OR-9 localised, Ki-67 40 %', { ...NEC, ki67: 40 }, drug(CISPLATIN), ['info OR-9+NC-2']], ['OR-9 given before', { ...metastaticNec, given: 'etoposide-platinum' }, drug(CISPLATIN), ['info OR-9+MN-5']], ['OR-9 oxaliplatin is not meant', metastaticNec, drug([RXNORM, '32592']), []],
    ['OR-10 not tested', metastaticNec, drug(PEMBROLIZUMAB), ['warning OR-10+MN-6+MN-7 create']], ['OR-10 dMMR', { ...metastaticNec, mmr: 'deficient' }, drug(PEMBROLIZUMAB), []], ['OR-10 TMB-H', { ...metastaticNec, tmb: 'high' }, drug(PEMBROLIZUMAB), []], ['OR-10 neither', { ...metastaticNec, mmr: 'proficient', tmb: 'low' }, drug(PEMBROLIZUMAB), ['warning OR-10+MN-6 delete']],
    ['OR-11 everolimus in NEC', metastaticNec, drug(EVEROLIMUS), ['warning OR-11+MT-9 delete']], ['OR-11 surufatinib in NEC', NEC, drug([ATC, 'L01EX24']), ['warning OR-11+MT-8 delete']], ['OR-11 in NET', { ...met, course: 'progressive' }, drug(EVEROLIMUS), []], ['OR-11 in NET or NEC', NET_OR_NEC, drug(EVEROLIMUS), ['info OR-11+MT-9']], ['OR-11 in MiNEN', minen, drug(EVEROLIMUS), []],
    ['OR-13 MGMT unknown', { ...met, ki67: 15 }, drug(TEMOZOLOMIDE), ['info OR-13+IH-2 create']], ['OR-13 MGMT known', { ...met, ki67: 15, mgmt: 'methylated' }, drug(TEMOZOLOMIDE), []], ['OR-13 and OR-8 on one card', { ...TYPE_III, ki67: 5 }, drug(TEMOZOLOMIDE), ['warning OR-8+OR-13+MT-13+IH-2 delete create']],
    ['OR-15 into the muscle', { ...TYPE_III, depth: 'muscularis-propria' }, act(GASTRECTOMY), ['info OR-15+M3-1']], ['OR-15 a wedge', { ...TYPE_III, depth: 'muscularis-propria' }, act([SNOMED, '32327002']), []], ['OR-15 superficial', TYPE_III, act(GASTRECTOMY), []], ['OR-15 depth unknown', without(TYPE_III, 'depth'), act(GASTRECTOMY), ['info OR-15+M3-1']],
    ['OR-16 NET G3', { ...TYPE_III, ki67: 25 }, drug(CISPLATIN), ['warning OR-16+GR-11+M3-8 delete']], ['OR-16 metastatic NET', met, drug(ETOPOSIDE), ['warning OR-16+GR-11+MT-13 delete']], ['OR-16 NET or NEC', NET_OR_NEC, drug([RXNORM, '40048']), ['warning OR-16+GR-8+GR-11 create']], ['OR-16 and OR-8 on one card', TYPE_III, drug(CISPLATIN), ['warning OR-8+OR-16+MT-13+GR-11+M3-8 delete']], ['OR-16 oxaliplatin is not meant', met, drug([RXNORM, '32592']), []], ['OR-16 in MiNEN', minen, drug(CISPLATIN), []],
    ['OR-14 another drug', TYPE_I, drug('Aspirin 100 mg'), []], ['OR-14 an ultrasound', { ...TYPE_I, sizeMm: 12 }, act([SNOMED, '450556004']), []], ['OR-14 a CT', TYPE_III, act([SNOMED, '77477000']), []],
  ])('%s', async (_title, record, draft, expected) => { expect(await said(record, draft)).toEqual(expected); });

  test('a regimen of two drafts is one card that removes both or neither', async () => {
    const [card, ...more] = await signed({ ...TYPE_III, ki67: 25 }, drug(CISPLATIN), drug(ETOPOSIDE, { id: 'second' }));
    expect(more).toEqual([]);
    expect(card?.suggestions?.map(({ actions }) => actions.map(({ resourceId }) => resourceId))).toEqual([['MedicationRequest/drug', 'MedicationRequest/second']]);
  });
  test('drafts of different findings are cards of their own, in the order of the drafts', async () => { expect(await said(TYPE_I, act(GASTRECTOMY), drug(OMEPRAZOLE))).toEqual(['warning OR-2+M1-5 delete', 'warning OR-1+SC-1 delete']); });
  test.each<[string, Recorded, AnyResource, string]>([
    ['OR-5: the ultrasound', { ...TYPE_I, sizeMm: 12 }, act(ENDOSCOPIC), 'Endoscopic ultrasound of the stomach (staging)'], ['OR-7: the imaging', without(met, 'sstr'), drug(DOTATATE), 'Somatostatin receptor imaging (SSTR PET or scintigraphy)'], ['OR-13: the test', { ...met, ki67: 15 }, drug(TEMOZOLOMIDE), 'MGMT test of the tumour'],
  ])('%s is what is suggested', async (_title, record, draft, text) => {
    const [card] = await signed(record, draft);
    expect(card?.suggestions?.flatMap(({ actions }) => actions.map(({ resource }) => resource?.code?.text))).toContain(text);
  });
  test('what is asked for beside it is not suggested again', async () => { expect(await said({ ...TYPE_I, sizeMm: 12 }, act(ENDOSCOPIC), act([SNOMED, '450556004'], { id: 'eus' }))).toEqual(['info OR-5+M1-3']); });
  test('every rule a card rests on stands in its words', async () => {
    for (const [record, draft] of [[TYPE_I, drug(OMEPRAZOLE)], [{ ...metastaticNec, ki67: 40 }, drug(CISPLATIN)], [TYPE_III, drug(CISPLATIN)]] as const) {
      const [card] = await signed(record, draft);
      for (const rule of card?.extension['org.gnen-cds.rules'] ?? ['none']) expect(card?.detail).toContain(rule);
    }
  });
});

describe('by whatever code or words', () => {
  const recognised = (cases: readonly What[], record: Recorded, rule: string, draft: (what: What) => AnyResource) => {
    test.each(cases.map((what): [string, What] => [typeof what === 'string' ? what : what[1], what]))(`${rule}: %s`, async (_name, what) => {
      expect((await signed(record, draft(what))).flatMap(({ extension }) => extension['org.gnen-cds.rules'])).toContain(rule);
    });
  };
  const all = (system: string, ...codes: string[]): What[] => codes.map((code) => [system, code]);
  const spreadG2: Recorded = { ...met, ki67: 15 };

  recognised([...all(RXNORM, '7646', '283742', '17128', '40790', '114979', '816346'), ...all(ATC, 'A02BC01', 'A02BC51', 'A02BC11', 'A02BC08', 'A02BC09', 'A02BC10', 'A02BC12'), ...all(SNOMED, '395821003', '396047003'),
    'omeprazole 20 mg capsule', 'Pantoprazol 40 mg', 'Nexium', 'Prilosec', 'Vonoprazan', '奥美拉唑肠溶片', '泮托拉唑钠肠溶片', '艾司奥美拉唑', '雷贝拉唑钠', '兰索拉唑', '伏诺拉生', '替戈拉生'], TYPE_I, 'OR-1', drug);
  recognised([...all(SNOMED, '26452005', '438338008', '53442002', '287816003', '49209004', '116175006', '40234006', '307303006', '173720000', '439878001', '24506003', '32327002', '443918004'),
    'Distal gastrectomy', 'Laparoscopic wedge resection of stomach', 'Antrectomy', 'Surgical resection of gastric tumour', '腹腔镜下远端胃切除术', '胃癌根治术', '全胃切除术', '胃大部切除术', '胃楔形切除术', '胃部分切除术', '胃肿瘤手术切除'], TYPE_I, 'OR-2', act);
  recognised([...all(SNOMED, '446016009', '445983004', '42527001', '425494001', '10391000132108', '10381000132106', '446735004', '7797006', '173803008', '426889002'),
    'Endoscopic submucosal dissection (ESD)', 'EMR of gastric lesion', 'Endoscopic full-thickness resection', 'Gastric polypectomy', '内镜黏膜下剥离术', '内镜下黏膜切除术', '内镜全层切除术', '胃息肉切除术', '胃镜下EMR'], { ...TYPE_III, sizeMm: 12 }, 'OR-4', act);
  recognised([...all(RXNORM, '7617', '68092', '312068', '898589', '749811'), ...all(ATC, 'H01CB02', 'H01CB03', 'H01CB05'), ...all(SNOMED, '109053000', '395765000'), 'Sandostatin LAR', 'Somatuline Autogel', '善龙', '注射用醋酸奥曲肽微球', '兰瑞肽'], spreadG2, 'OR-6', drug);
  recognised([...all(ATC, 'V10XX04'), ...all(RXNORM, '1999682', '1999687'), 'Lutathera', '177Lu-DOTATATE', '镥[177Lu]氧奥曲肽注射液'], without(met, 'sstr'), 'OR-7', drug);
  recognised([...all(RXNORM, '2555', '40048', '4179', '51499', '37776', '194000', '4492', '32592'), ...all(ATC, 'L01XA03', 'L01CE02', 'L01AX03', 'L01BC06', 'L01AD04', 'L01BC02'), ...all(SNOMED, '387172005'), 'Xeloda', '卡培他滨片', '氟尿嘧啶注射液', '奥沙利铂', '伊立替康', '替莫唑胺', '链脲霉素', 'Streptozocin'], TYPE_III, 'OR-8', drug);
  recognised(['顺铂注射液', '卡铂', '依托泊苷注射液', 'Etoposide'], NEC, 'OR-9', drug);
  recognised(['Keytruda', '帕博利珠单抗注射液', '可瑞达', [ATC, 'L01FF02']], metastaticNec, 'OR-10', drug);
  recognised(['Afinitor', '依维莫司片', '索凡替尼胶囊', '苏泰达', [SNOMED, '428698007'], [ATC, 'L01EG02']], metastaticNec, 'OR-11', drug);
  recognised(['根治性全胃切除术', [SNOMED, '26452005']], { ...TYPE_III, depth: 'muscularis-propria' }, 'OR-15', act);

  test.each<[string, AnyResource]>([
    ['the sleeve for obesity', act([SNOMED, '427074001'])], ['care after a gastrectomy', act('Nutrition counselling after gastrectomy')], ['a surgical consultation', act('Surgical consultation: discuss gastrectomy')], ['a gallbladder', act('Laparoscopic cholecystectomy')], ['a feeding tube', act('Percutaneous endoscopic gastrostomy (PEG)')], ['vitamin B12', drug([ATC, 'B03BA01'])],
    ['a product code nobody shipped', drug([RXNORM, '198051'])], ['another patient\'s', drug(OMEPRAZOLE, { subject: { reference: 'Patient/another' } })],
  ])('no card for %s', async (_title, draft) => { expect(await said(TYPE_I, draft)).toEqual([]); });

  test.each<[string, AnyResource[]]>([
    ['a display alone', [drug(OMEPRAZOLE, { medicationCodeableConcept: { coding: [{ display: 'Omeprazole 20 MG Delayed Release Oral Capsule' }] } })]], ['a local code beside a known one', [drug(OMEPRAZOLE, { medicationCodeableConcept: { coding: [{ system: 'http://local', code: '1' }, { system: ATC, code: 'A02BC05' }] } })]],
    ['a contained Medication', [drug(OMEPRAZOLE, { medicationCodeableConcept: undefined, contained: [{ resourceType: 'Medication', id: 'm', code: coded(...OMEPRAZOLE) }], medicationReference: { reference: '#m' } })]],
    ['a Medication of the same Bundle', [drug(OMEPRAZOLE, { medicationCodeableConcept: undefined, medicationReference: { reference: 'https://ehr.example.org/fhir/Medication/m' } }), { resourceType: 'Medication', id: 'm', code: coded(...OMEPRAZOLE) }]],
    ['the shape of a newer FHIR version', [drug(OMEPRAZOLE, { medicationCodeableConcept: undefined, medication: { concept: coded(...OMEPRAZOLE) } })]], ['a category that is no list', [drug(OMEPRAZOLE, { category: { coding: [{ code: 'outpatient' }] } })]], ['no subject', [drug(OMEPRAZOLE, { subject: undefined })]],
  ])('a draft with %s', async (_title, drafts) => { expect(await said(TYPE_I, ...drafts)).toEqual(['warning OR-1+SC-1 delete']); });
});

describe('which drafts', () => {
  test.each([['draft', 1], ['active', 1], ['on-hold', 1], ['stopped', 1], ['unknown', 1], ['entered-in-error', 0], ['revoked', 0], ['cancelled', 0], ['completed', 0]])('order-sign on one that is %s: %i card', async (status, cards) => { expect(await said(TYPE_I, drug(OMEPRAZOLE, { status }))).toHaveLength(cards); });
  test.each<[string, string[], string[]]>([
    ['one of two', ['MedicationRequest/drug'], ['OR-1']], ['both', ['MedicationRequest/drug', 'ServiceRequest/act'], ['OR-1', 'OR-2']], ['one that is not there', ['MedicationRequest/x'], []], ['one that is there and one that is not', ['MedicationRequest/x', 'ServiceRequest/act'], ['OR-2']], ['none', [], []],
  ])('order-select on %s', async (_title, selections, rules) => {
    const cards = await cardsOf('order-select', TYPE_I, { selections, draftOrders: bundle([drug(OMEPRAZOLE), act(GASTRECTOMY)]) });
    expect(cards.map(({ extension }) => extension['org.gnen-cds.rules'][0])).toEqual(rules);
  });
});

// The last gastroscopy was on 10 August 2026 and the next is due from 10 February to 10 August 2027.
const watched: Recorded = { ...TYPE_I, diagnosed: '2026-01-10', more: [procedure('scope', '76009000', '2026-08-10')] };
const GASTROSCOPY: What = [SNOMED, '76009000'];

describe('OR-12, a gastroscopy against the window', () => {
  const EARLY = ['info OR-12+SU-3+SU-7 update'];
  const LATE = ['warning OR-12+SU-3+SU-7 update'];
  test.each<[string, Record<string, unknown>, string[]]>([
    ['a day early', { occurrenceDateTime: '2027-02-09' }, EARLY], ['the first day', { occurrenceDateTime: '2027-02-10' }, []], ['the last day', { occurrenceDateTime: '2027-08-10' }, []], ['a day late', { occurrenceDateTime: '2027-08-11' }, LATE],
    ['the last day, late in the west', { occurrenceDateTime: '2027-08-10T23:30:00-08:00' }, []], ['the first day, early in the east', { occurrenceDateTime: '2027-02-10T07:30:00+08:00' }, []], ['a period that reaches it', { occurrencePeriod: { start: '2027-01-01', end: '2027-02-10' } }, []], ['a period before it', { occurrencePeriod: { start: '2027-01-01', end: '2027-02-09' } }, EARLY],
    ['a period after it', { occurrencePeriod: { start: '2027-08-11', end: '2027-09-09' } }, LATE], ['a period without an end', { occurrencePeriod: { start: '2027-01-01' } }, []], ['a period without a beginning', { occurrencePeriod: { end: '2027-02-09' } }, EARLY], ['its first month', { occurrenceDateTime: '2027-02' }, []], ['a month before', { occurrenceDateTime: '2026-12' }, EARLY], ['no date', {}, []], ['a schedule after it', { occurrenceTiming: { event: ['2027-08-11'] } }, LATE],
  ])('%s', async (_title, when, expected) => { expect(await said(watched, act(GASTROSCOPY, when))).toEqual(expected); });
  test.each<[string, Recorded, AnyResource, number]>([
    ['in Chinese words', watched, act('胃镜检查', { occurrenceDateTime: '2027-08-11' }), 1], ['after an earlier resection, in words', watched, act('ESD术后复查胃镜', { occurrenceDateTime: '2027-08-11' }), 1], ['a resection is no visit', watched, act(ENDOSCOPIC, { occurrenceDateTime: '2028-08-11' }), 0],
    ['without a window', TYPE_II, act(GASTROSCOPY, { occurrenceDateTime: '2027-08-11' }), 0], ['without a date to count from', { ...TYPE_I, diagnosed: null }, act(GASTROSCOPY, { occurrenceDateTime: '2027-08-11' }), 0],
  ])('%s', async (_title, record, draft, cards) => { expect(await said(record, draft)).toHaveLength(cards); });
});

describe('an appointment against the window', () => {
  const visit = (more: Record<string, unknown>): AnyResource => ({ resourceType: 'Appointment', id: 'visit', status: 'proposed', participant: [{ actor: SUBJECT, status: 'needs-action' }], ...more });
  const on = (day: string) => ({ start: `${day}T09:00:00Z`, end: `${day}T09:30:00Z` });
  const GASTRIC = { serviceType: [{ text: 'Gastroscopy' }] };
  const booked = async (...visits: AnyResource[]) => (await cardsOf('appointment-book', watched, { appointments: bundle(visits) })).map(line);
  test.each<[string, Record<string, unknown>, string[]]>([
    ['inside it', on('2027-03-01'), []], ['a day early', on('2027-02-09'), ['info OR-12+SU-3+SU-7 update']], ['the first day', on('2027-02-10'), []], ['the last day', on('2027-08-10'), []], ['a day late', on('2027-08-11'), ['warning OR-12+SU-3+SU-7 update']], ['no date', {}, []],
    ['the first day, early in the east', { start: '2027-02-10T07:30:00+08:00', end: '2027-02-10T08:00:00+08:00' }, []], ['the last day, late in the west', { start: '2027-08-10T17:30:00-08:00', end: '2027-08-10T18:00:00-08:00' }, []],
    ['asked for after it', { requestedPeriod: [{ start: '2027-09-01', end: '2027-09-30' }] }, ['warning OR-12+SU-3+SU-7 update']], ['asked for across its end', { requestedPeriod: [{ start: '2027-08-01', end: '2027-09-30' }] }, []], ['asked for after it or within it', { requestedPeriod: [{ start: '2027-09-01', end: '2027-09-30' }, { start: '2027-03-01', end: '2027-03-31' }] }, []],
    ['a cancelled one', { ...on('2027-09-01'), status: 'cancelled' }, []],
  ])('%s', async (_title, when, expected) => { expect(await booked(visit({ ...GASTRIC, ...when }))).toEqual(expected); });
  test.each<[string, Record<string, unknown>, number]>([
    ['a code in serviceType', { serviceType: [coded(SNOMED, '76009000')] }, 1], ['words in reasonCode', { reasonCode: [{ text: 'surveillance gastroscopy' }] }, 1], ['a follow-up in appointmentType', { appointmentType: coded('http://terminology.hl7.org/CodeSystem/v2-0276', 'FOLLOWUP') }, 1], ['a Chinese description', { description: '胃镜复查' }, 1], ['an abbreviation', { description: 'EGD' }, 1],
    ['a colonoscopy', { serviceType: [{ text: 'Colonoscopy' }] }, 0], ['a dentist', { description: 'Dentist' }, 0],
  ])('known by %s', async (_title, more, cards) => { expect(await booked(visit({ ...more, ...on('2027-09-01') }))).toHaveLength(cards); });
  test('known by the order it is based on', async () => { expect(await booked(visit({ basedOn: [{ reference: 'ServiceRequest/act' }], ...on('2027-09-01') }), act(GASTROSCOPY))).toHaveLength(1); });
});

describe('at discharge on 25 November 2026', () => {
  const ordered = (record: Recorded, ...orders: AnyResource[]): Recorded => ({ ...record, more: [...(record.more ?? []), ...orders] });
  const seen = (day: string): Recorded => ({ ...TYPE_I, diagnosed: '2024-01-10', more: [procedure('scope', '76009000', day)] });
  const left = async (record: Recorded) => (await cardsOf('encounter-discharge', record, { encounterId: 'e' })).map(line);
  test.each<[string, Recorded, string[]]>([
    ['overdue', seen('2025-06-10'), ['warning SU-3+SU-7 create']], ['due from three months on', seen('2026-08-25'), ['info SU-3+SU-7 create']], ['due a day later', seen('2026-08-26'), []], ['due now', seen('2026-02-25'), ['info SU-3+SU-7 create']],
    ['overdue and ordered', ordered(seen('2025-06-10'), act(GASTROSCOPY, { status: 'active' })), []], ['overdue, the order on hold', ordered(seen('2025-06-10'), act(GASTROSCOPY, { status: 'on-hold' })), ['warning SU-3+SU-7']], ['overdue, the order a draft', ordered(seen('2025-06-10'), act(GASTROSCOPY)), ['warning SU-3+SU-7']],
    ['overdue, the order over', ordered(seen('2025-06-10'), act(GASTROSCOPY, { status: 'completed' })), ['warning SU-3+SU-7 create']], ['overdue, another thing ordered', ordered(seen('2025-06-10'), act([SNOMED, '77477000'], { status: 'active' })), ['warning SU-3+SU-7 create']], ['no interval', TYPE_II, []],
  ])('%s', async (_title, record, expected) => { expect(await left(record)).toEqual(expected); });
});

describe('a problem being added', () => {
  const adding = async (record: Recorded, ...conditions: AnyResource[]) => (await service.post('/cds-services/gnen-problem-list-item-create', hookCall('problem-list-item-create', recordOf(record).filter(({ id }) => id !== 'nen'), { conditions: bundle(conditions) }))).body as { cards: Card[] };
  test('a gastric NET: what work-up is missing, each as an order of its own', async () => {
    const { cards: [card] } = await adding({}, condition('added', SNOMED, '276808007'));
    expect(card?.extension['org.gnen-cds.rules']).toEqual(expect.arrayContaining(['GR-4', 'TY-7']));
    expect(card?.suggestions?.every(({ actions }) => actions.length === 1 && actions[0]?.type === 'create')).toBe(true);
    expect(card?.suggestions?.length).toBeGreaterThan(3);
  });
  test.each<[string, AnyResource, number]>([
    ['in Chinese words', condition('added', SNOMED, '0', { code: { text: '胃神经内分泌肿瘤' } }), 1], ['a NEC', condition('added', SNOMED, '721638007'), 1], ['hypertension', condition('added', SNOMED, '38341003'), 0],
  ])('%s', async (_title, problem, cards) => { expect((await adding({}, problem)).cards).toHaveLength(cards); });
  test('its onset is the date of the diagnosis', async () => {
    const dated = await adding({ ...TYPE_I, diagnosed: null }, condition('added', SNOMED, '276808007', { date: '2026-10-01' }));
    const undated = await adding({ ...TYPE_I, diagnosed: null }, condition('added', SNOMED, '276808007', { date: null }));
    expect([dated, undated].map(({ cards }) => cards[0]?.detail.includes('date of diagnosis'))).toEqual([false, true]);
  });
});

test('a fact entered in error changes no order check', async () => { expect(await said({ ...TYPE_I, more: [fact('differentiation', 'poor', { id: 'x', status: 'entered-in-error' })] }, drug(OMEPRAZOLE))).toEqual(['warning OR-1+SC-1 delete']); });
