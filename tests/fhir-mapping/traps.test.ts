/** Codes that look right and are wrong, row by row as terminology.md section 3 lists them. */
import { type AnyResource, orderFactsFrom } from '../../src/fhir-mapping';
import { CODES } from '../../src/fhir-mapping/terminology/code-lists';
import { fact, gnet, ki67, loinc, mapped, observation, patient, percent, sct, SUBJECT } from './records-of';

const icdo = (code: string) => ({ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/icd-o-3', code }] });
const cm = (code: string) => ({ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] });
const who = (code: string) => ({ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code }] });
const condition = (code: unknown, more: Record<string, unknown> = {}): AnyResource => ({ ...gnet, id: 'c', code, ...more });
const mass = (value: number) => ({ valueQuantity: { value, unit: 'pg/mL' }, referenceRange: [{ high: { value: 100, unit: 'pg/mL' } }] });
const trapCodes = (name: keyof typeof CODES): string[] => Object.values(CODES[name]).flatMap((codes: string) => codes.split(' '));

describe('results', () => {
  test.each([
    ['HER2 of the breast', '85319-2'], ['oestrogen receptor cells', '85329-1'], ['oestrogen receptor antigen', '85337-4'], ['the Nottingham score', '85300-2'], ['glucose', '40205-7'],
    ['a registry item', '21861-0'], ['the index of melanoma', '44695-5'], ['a retired breast item', '44646-8'], ['the Nottingham grade', '44648-4'],
  ])('%s is neither Ki-67 nor a mitotic count, whatever its text says', (_title, code) => {
    for (const text of ['Ki-67', 'Mitotic count']) {
      const { picture, rejected } = mapped([patient, gnet, observation('x', loinc(code, text), percent(60))]);
      expect(picture.proliferation).toEqual([]);
      expect(rejected).toEqual([{ resource: 'Observation/x', why: 'other-analyte' }]);
      expect(picture.notices.map((notice) => notice.code)).toEqual(['coded-as-other-analyte']);
    }
  });

  test.each([['85330-9', loinc('85330-9')], ['1237281001', sct('1237281001')]])('the breast-only code %s counts only where the stomach is proven, and is named', (_code, code) => {
    const read = (more: Record<string, unknown>) => mapped([patient, gnet, observation('x', code, percent(15), more)]).picture;
    expect(read({}).proliferation).toEqual([]);
    expect(read({ bodySite: sct('69695003') }).proliferation).toHaveLength(1);
    expect(read({ bodySite: sct('69695003') }).notices.map((notice) => notice.code)).toEqual(['breast-only-code']);
  });

  test.each([...trapCodes('trap-gastrin-stimulated'), ...trapCodes('gastrin-fragment'), '12216-8', '14716-1', '2334-1'])('%s is no basal gastrin', (code) => {
    expect(mapped([patient, gnet, observation('x', loinc(code), mass(900))]).picture.gastrin.class).toBe('unknown');
  });

  test.each(trapCodes('trap-tsh-stimulated'))('%s is no TSH of rest', (code) => {
    expect(mapped([patient, gnet, observation('x', loinc(code), { valueQuantity: { value: 9, unit: 'mU/L' } })]).picture.labs.tsh).toBeNull();
  });

  test.each(['53047-7', '59220-4', '59226-1', '59227-9', '59241-0'])('chromogranin A in a fluid (%s) is not that of serum', (code) => {
    expect(mapped([patient, gnet, observation('x', loinc(code), { valueQuantity: { value: 900, unit: 'ug/L' } })]).picture.labs.cga).toBeNull();
  });

  test.each(['44802-7', '47053-4', '19194-0', '68939-8'])('NSE in a fluid (%s) is not that of serum', (code) => {
    expect(mapped([patient, gnet, observation('x', loinc(code), { valueQuantity: { value: 90, unit: 'ug/L' } })]).picture.labs.nse).toBeNull();
  });

  test('the size of a polyp is not that of the tumour', () => {
    expect(mapped([patient, gnet, observation('x', loinc('33756-8'), { valueQuantity: { value: 9, unit: 'mm' } })]).picture.sizeMm).toBeNull();
  });

  test('behaviour in name, type and behaviour in use', () => {
    expect(mapped([patient, gnet, observation('x', loinc('31206-6'), { valueCodeableConcept: icdo('8246/3') })]).picture.histology.kind).toBe('NEC');
  });

  test.each([
    ['the code of Ki-67 called HER2', loinc('29593-1', 'HER2')], ['the code of Ki-67 called a mitotic count', loinc('29593-1', 'Mitotic count')], ['the code of ferritin called Ki-67', loinc('2276-4', 'Ki-67')],
    ['the code of gastrin called ferritin', loinc('2333-3', 'Ferritin')], ['the code of gastrin called a stimulated one', loinc('2333-3', 'Gastrin 10 min after secretin')],
    ['codes of Ki-67 and of HER2 side by side', { coding: [...loinc('29593-1').coding, ...loinc('85319-2').coding] }], ['words of Ki-67 and HER2 without a code', { text: 'Ki-67 / HER2' }],
  ])('%s is used for nothing', (_title, code) => {
    const { picture, rejected, evidence } = mapped([patient, gnet, observation('x', code, percent(60))]);
    expect(rejected).toEqual([{ resource: 'Observation/x', why: 'code-text-conflict' }]);
    expect(evidence.filter(({ resource }) => resource === 'Observation/x')).toEqual([]);
    expect(picture.notices.map((notice) => notice.code)).toEqual(['coded-as-other-analyte']);
  });

  test('words beside the pre-stimulation code do not make it a stimulated one', () => {
    expect(mapped([patient, gnet, observation('x', loinc('1490-2', 'Gastrin --pre 0.2 U/kg secretin'), mass(900))]).picture.gastrin.class).toBe('elevated');
  });

  test.each([
    ['serology', loinc('17859-0'), 'unknown'], ['stool antigen', loinc('17780-8'), 'present'], ['a breath test', loinc('29891-9'), 'present'], ['a finding that is parent of positive and negative', sct('307369007'), 'present'], ['the positive urease test', sct('168385006'), 'present'],
  ])('H. pylori by %s', (_title, code, expected) => {
    const { picture } = mapped([patient, gnet, observation('x', code, { valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '10828004' }] } })]);
    expect(picture.background['h-pylori'][0]?.state ?? 'unknown').toBe(expected);
  });

  test('the parent finding is read by its value', () => {
    expect(mapped([patient, gnet, observation('x', sct('444779004'), { valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '260385009' }] } })]).picture.background['h-pylori'][0]?.state).toBe('absent');
    expect(mapped([patient, gnet, observation('x', sct('307369007'), {})]).picture.background['h-pylori']).toEqual([]);
  });
});

describe('diagnoses', () => {
  test.each([
    ['an adenocarcinoma with neuroendocrine differentiation', condition(who('C16.9')), icdo('8574/3')], ['an adenocarcinoma', condition(who('C16.9')), icdo('8140/3')],
  ])('%s is no NEN', (_title, cancer, morphology) => {
    const unbound = observation('h', loinc('59847-4'), { valueCodeableConcept: morphology });
    expect(mapped([patient, cancer, unbound]).picture.evidenceOfGastricNen).toBe(false);
    expect(mapped([patient, cancer, { ...unbound, bodySite: sct('69695003') }]).picture.evidenceOfGastricNen).toBe(false);
    const extension = [{ url: 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior', valueCodeableConcept: morphology }];
    expect(mapped([patient, { ...cancer, extension }]).picture.evidenceOfGastricNen).toBe(false);
  });

  test.each([
    ['an unbound result', observation('h', loinc('59847-4'), { valueCodeableConcept: icdo('8240/3') }), {}],
    ['a result with the tumour in focus', observation('h', loinc('59847-4'), { valueCodeableConcept: icdo('8240/3') }, { focus: [{ reference: 'Condition/c' }] }), {}],
    ['the evidence of the diagnosis', observation('h', loinc('59847-4'), { valueCodeableConcept: icdo('8240/3') }), { evidence: [{ detail: [{ reference: 'Observation/h' }] }] }],
    ['the extension of the diagnosis', null, { extension: [{ url: 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior', valueCodeableConcept: icdo('8240/3') }] }],
    ['the conclusion code of a report', { resourceType: 'DiagnosticReport', id: 'r', status: 'final', subject: SUBJECT, code: loinc('60568-3'), conclusionCode: [icdo('8240/3')] }, {}],
    ['a result under the site of the stomach', observation('h', loinc('31206-6'), { valueCodeableConcept: icdo('8240/3') }, { bodySite: sct('69695003') }), {}],
  ])('a gastric cancer of unstated histology is a NEN by %s', (_title, histology, more) => {
    const { picture } = mapped([patient, condition(who('C16.9'), more), ...(histology === null ? [] : [histology])]);
    expect(picture).toMatchObject({ evidenceOfGastricNen: true, histology: { kind: 'NET' } });
  });

  test('with a second neoplasm an unbound morphology proves nothing of the stomach', () => {
    const histology = observation('h', loinc('59847-4'), { valueCodeableConcept: icdo('8240/3') });
    expect(mapped([patient, condition(who('C16.9')), condition(who('C34.9'), { id: 'lung' }), histology]).picture.evidenceOfGastricNen).toBe(false);
  });

  test('an unspecified gastric cancer alone is no NEN', () => expect(mapped([patient, condition(who('C16.9'))]).picture.evidenceOfGastricNen).toBe(false));

  test('the parent of NET and NEC says neither', () => expect(mapped([patient, condition(sct('721634009'))]).picture).toMatchObject({ evidenceOfGastricNen: true, codedKind: 'unknown' }));

  test.each(['8249/3', '8240/3'])('%s says NET and no grade', (code) => {
    expect(mapped([patient, gnet, observation('h', loinc('59847-4'), { valueCodeableConcept: icdo(code) })]).picture).toMatchObject({ histology: { kind: 'NET' }, recorded: { grade: null } });
  });

  test('C7A.1 needs evidence of the stomach', () => {
    expect(mapped([patient, condition(cm('C7A.1'))]).picture.evidenceOfGastricNen).toBe(false);
    expect(mapped([patient, condition(cm('C7A.1'), { bodySite: [sct('69695003')] })]).picture).toMatchObject({ evidenceOfGastricNen: true, codedKind: 'NEC' });
  });

  test.each(['E34.0', 'E34.00', 'E34.01', 'E34.09'])('%s is a carcinoid syndrome', (code) => expect(mapped([patient, gnet, condition(cm(code))]).picture.function.carcinoidSyndrome).toBe('yes'));

  test.each(['61808009', '61530001'])('MEN2 and MEN3 (%s) are not MEN1', (code) => expect(mapped([patient, gnet, condition({ ...sct(code), text: 'Multiple endocrine neoplasia, type 1' })]).picture.background.men1).toEqual([]));
  test('D44.8 is no MEN1', () => expect(mapped([patient, gnet, condition(who('D44.8'))]).picture.background.men1).toEqual([]));
});

describe('procedures', () => {
  const acts = (code: unknown) => mapped([patient, gnet, { resourceType: 'Procedure', id: 'p', status: 'completed', subject: SUBJECT, performedDateTime: '2026-02-01', code }]).picture.acts.map(({ act }) => act);
  test.each(['427074001', '427980007'])('a bariatric operation (%s) is none for the tumour', (code) => expect(acts(sct(code))).toEqual([]));
  test.each(['423827005', '43210008'])('%s is no gastroscopy', (code) => expect(acts(sct(code))).toEqual([]));
  const procedure = (code: unknown, more: Record<string, unknown>) => mapped([patient, gnet, { resourceType: 'Procedure', id: 'p', status: 'completed', subject: SUBJECT, performedDateTime: '2026-02-01', code, ...more }]).picture.acts.map(({ act }) => act);
  test.each([
    ['of the head', [{ text: 'Brain' }], []], ['of the head, in Chinese', [{ text: '头颅' }], []], ['of the abdomen', [{ text: 'Abdomen' }], ['ct']], ['of the liver and the spine', [{ text: 'Liver' }, { text: 'Spine' }], ['ct']],
  ])('a CT %s', (_title, bodySite, expected) => expect(procedure(sct('77477000'), { bodySite })).toEqual(expected));
  test.each([
    ['edotreotide', 'V09IX09', ['sstr-imaging']], ['a PSMA ligand', 'V09IX14', []],
  ])('a PET with %s as its tracer', (_title, code, expected) => expect(procedure(sct('82918005'), { usedCode: [{ coding: [{ system: 'http://www.whocc.no/atc', code }] }] })).toEqual(expected));
  test('an acquired absence of the stomach is an operation of unknown kind', () => {
    expect(mapped([patient, gnet, condition(cm('Z90.3'))]).picture.acts).toMatchObject([{ act: 'surgery-unspecified', margin: null }]);
  });
});

describe('drugs', () => {
  const atc = (code: string, text?: string) => ({ coding: [{ system: 'http://www.whocc.no/atc', code }], ...(text === undefined ? {} : { text }) });
  const rx = (code: string, text?: string) => ({ coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code }], ...(text === undefined ? {} : { text }) });
  const active = (more: Record<string, unknown>, ...others: unknown[]) => mapped([patient, gnet, { resourceType: 'MedicationRequest', id: 'm', status: 'active', intent: 'order', subject: SUBJECT, ...more }, ...others]).picture.activeDrugs;
  const drugs = (concept: unknown) => active({ medicationCodeableConcept: concept }).map(({ drug }) => drug);

  test.each([
    ['everolimus of transplant medicine', atc('L04AH02'), []], ['the same for a tumour', atc('L04AH02', 'everolimus, neuroendocrine tumour'), ['everolimus']], ['everolimus of oncology', atc('L01EG02'), ['everolimus']],
    ['a PSMA therapy', atc('V10XX05', 'Lu-177'), []], ['a PSMA tracer', atc('V09IX14'), []], ['dotatate', atc('V10XX04'), ['prrt']], ['vonoprazan', atc('A02BC08'), ['p-cab']], ['zastaprazan', atc('A02BC12'), ['p-cab']],
    ['famotidine', atc('A02BA03'), ['h2-blocker']], ['octreotide, which a public file calls ondansetron', rx('7617'), ['octreotide']], ['what is called B12 and is cholecalciferol', rx('11248', 'cholecalciferol'), []],
    ['a product of octreotide', rx('312068'), ['octreotide']], ['a PPI by its Chinese name', { text: '雷贝拉唑钠肠溶片' }, ['ppi']], ['eye drops of B12', atc('S01XA22'), []], ['the same by name', { text: 'Mecobalamin eye drops' }, []], ['the same in Chinese', { text: '甲钴胺滴眼液' }, []], ['tablets of B12', { text: '甲钴胺片' }, ['vitamin-b12']], ['the antidote hydroxocobalamin', atc('V03AB33'), []], ['lutetium as such', sct('447553000'), []],
  ])('%s', (_title, concept, expected) => expect(drugs(concept)).toEqual(expected));

  test.each([
    ['oncology', atc('L01EG02'), 'Kidney transplant rejection prophylaxis', []], ['the ingredient', rx('141704'), '肾移植术后', []], ['the ingredient', rx('141704'), 'Neuroendocrine tumour', ['everolimus']], ['the ingredient', rx('141704'), 'Neuroendocrine tumour; kidney transplant 2010', ['everolimus']],
  ])('everolimus by a code, for an indication (%s, %j, "%s")', (_title, concept, reason, expected) => {
    expect(active({ medicationCodeableConcept: concept, reasonCode: [{ text: reason }] }).map(({ drug }) => drug)).toEqual(expected);
  });

  test('an unknown code with matching words is a text match', () => expect(active({ medicationCodeableConcept: rx('999999999', 'Omeprazole 20 MG') })).toMatchObject([{ drug: 'ppi', textMatch: true }]));

  test('a Medication in the record, in the resource, or only displayed', () => {
    const medication = { resourceType: 'Medication', id: 'x', code: rx('7646') };
    for (const found of [active({ medicationReference: { reference: 'Medication/x' } }, medication), active({ medicationReference: { reference: '#x' }, contained: [medication] }), active({ medicationReference: { reference: 'Medication/elsewhere', display: 'Omeprazole 20 mg' } })]) expect(found.map(({ drug }) => drug)).toEqual(['ppi']);
  });

  test.each([['MedicationStatement', { status: 'active' }, 1], ['MedicationAdministration', { status: 'in-progress' }, 1], ['MedicationStatement', { status: 'completed' }, 0], ['MedicationStatement', { status: 'entered-in-error' }, 0]])('a %s %j', (resourceType, state, count) => {
    expect(mapped([patient, gnet, { resourceType, id: 's', subject: SUBJECT, medicationCodeableConcept: rx('7646'), ...state }]).picture.activeDrugs).toHaveLength(count);
  });

  test('a draft of a PSMA therapy is no PRRT', () => {
    const draft = { resource: { resourceType: 'MedicationRequest', id: 'd', medicationCodeableConcept: atc('V10XX05', '177Lu vipivotide') }, fullUrl: null };
    expect(orderFactsFrom([draft], { entries: [] }).orders[0]?.drugs).toEqual([]);
  });
});

describe('notices and rejections', () => {
  test.each([['a quantity', percent(25)], ['words', { valueString: '约25%' }], ['a range', { valueRange: { low: { value: 20, unit: '%' }, high: { value: 30, unit: '%' } } }]])('Ki-67 as %s under the code of its presence grades nothing and is named', (_title, value) => {
    const { picture, rejected } = mapped([patient, gnet, ki67('k', 5, { effectiveDateTime: '2026-01-01' }), observation('o', loinc('33055-5'), value)]);
    expect(rejected).toEqual([{ resource: 'Observation/o', why: 'unreadable' }]);
    expect(picture.proliferation).toHaveLength(1);
  });

  test.each([['E53.8', 'labs.vitamin-b12'], ['D50.9', 'labs.iron']])('the diagnosis %s without words is shown by its code', (code, name) => {
    expect(mapped([patient, gnet, condition(cm(code))]).evidence).toContainEqual(expect.objectContaining({ fact: name, value: code }));
  });

  test('an answer that only the interpretation gives is shown as what it says', () => {
    const positive = observation('h', loinc('17780-8'), { interpretation: [{ coding: [{ code: 'POS' }] }] });
    expect(mapped([patient, gnet, positive]).evidence).toContainEqual(expect.objectContaining({ fact: 'background.h-pylori', value: 'present' }));
  });

  test('an older version of a resource that said something else is named as superseded', () => {
    expect(mapped([patient, gnet, ki67('k', 25, { meta: { versionId: '1' } }), ki67('k', 2, { meta: { versionId: '2' } })]).rejected).toEqual([{ resource: 'Observation/k', why: 'superseded' }]);
    expect(mapped([patient, gnet, ki67('k', 2, { meta: { versionId: '1' } }), ki67('k', 2, { meta: { versionId: '2' } })]).rejected).toEqual([]);
  });

  test('gastrin that cannot be judged is left to the rule to name', () => {
    expect(mapped([patient, gnet, observation('x', loinc('2333-3'), { valueQuantity: { value: 85, unit: 'pg/mL' } })]).picture).toMatchObject({ gastrin: { class: 'unclassified' }, notices: [] });
  });

  test('drafts that are no resources are no orders', () => {
    const drafts = [null, 5, { resource: null }, { resource: [] }, { resource: { resourceType: 7 } }, { resource: { resourceType: 'MedicationRequest', id: {}, medicationCodeableConcept: [] }, fullUrl: 7 }] as unknown as { resource: AnyResource; fullUrl: string | null }[]; // hostile on purpose
    expect(orderFactsFrom(drafts, { entries: drafts }).orders).toHaveLength(1);
  });

  test('evidence shows what was recorded', () => {
    const well = observation('d', fact('differentiation'), { valueCodeableConcept: { coding: [{ ...fact('well').coding[0], display: 'Well differentiated' }] } });
    const { evidence } = mapped([patient, { ...gnet, code: { ...gnet['code'] as object, text: 'Carcinoid tumour of stomach' } }, well]);
    expect(evidence.map(({ fact: name, value }) => `${name}: ${value}`)).toEqual(['differentiation: Well differentiated', 'neoplasm: Carcinoid tumour of stomach']);
  });
});
