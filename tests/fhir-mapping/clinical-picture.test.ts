import { fact, gnet, ki67, loinc, mapped, mitoses, observation, patient, percent, sct, SUBJECT } from './records-of';

const why = (resources: unknown[]) => mapped(resources).rejected;

describe('evidence of a gastric NEN', () => {
  test.each([
    ['a coded gastric carcinoid', gnet, true],
    ['a text in Chinese', { ...gnet, code: { text: '胃神经内分泌肿瘤' } }, true],
    ['MiNEN by the project’s own code', { ...gnet, code: fact('minen') }, true],
    ['an abbreviation beside its organ', { ...gnet, code: { text: 'Gastric NET G1' } }, true],
    ['an abbreviation beside another organ', { ...gnet, code: { text: 'Pancreatic NET' } }, false],
    ['a net that is none', { ...gnet, code: { text: 'Gastric outlet obstruction, net fluid loss' } }, false],
    ['a text in English', { ...gnet, code: { text: 'Gastric neuroendocrine tumour' } }, true],
    ['a text that rules it out', { ...gnet, code: { text: 'Gastric neuroendocrine tumour ruled out' } }, false],
    ['a NEN of the ileum', { ...gnet, code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'C7A.012' }] } }, false],
    ['an undotted ICD-10-CM code', { ...gnet, code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'C7A092' }] } }, true],
    ['a history code', { ...gnet, code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'Z85.020' }] } }, true],
    ['a refuted diagnosis', { ...gnet, verificationStatus: { coding: [{ code: 'refuted' }] } }, false],
    ['an unspecified gastric cancer', { ...gnet, code: sct('363349007') }, false],
  ])('%s', (_title, condition, expected) => {
    expect(mapped([patient, condition]).picture.evidenceOfGastricNen).toBe(expected);
  });

  test('a neuroendocrine morphology at a gastric site is enough', () => {
    const histology = observation('h', loinc('31206-6'), { valueCodeableConcept: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/icd-o-3', code: '8240/3' }] } }, { bodySite: sct('69695003') });
    expect(mapped([patient, histology]).picture).toMatchObject({ evidenceOfGastricNen: true, histology: { kind: 'NET' } });
  });

  test('a histology of MiNEN by the project’s own code is enough', () => {
    expect(mapped([patient, observation('h', loinc('59847-4'), { valueCodeableConcept: fact('minen') })]).picture).toMatchObject({ evidenceOfGastricNen: true, histology: { kind: 'MiNEN' } });
  });

  test('Ki-67 alone is none', () => expect(mapped([patient, ki67('k', 15)]).picture.evidenceOfGastricNen).toBe(false));

  test('a NEN of another primary only is said so', () => {
    const ileum = { ...gnet, code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'C7A.012' }] } };
    expect(mapped([patient, ileum]).picture.otherPrimaryOnly).toBe(true);
  });
});

describe('what never counts', () => {
  test.each([
    ['another patient', ki67('k', 15, { subject: { reference: 'Patient/other' } }), 'other-patient'],
    ['a group', ki67('k', 15, { subject: { reference: 'Group/synthetic' } }), 'other-patient'],
    ['an unknown modifier', ki67('k', 15, { modifierExtension: [{ url: 'https://example.org/not' }] }), 'unreadable'],
    ['cancelled', ki67('k', 15, { status: 'cancelled' }), 'cancelled'],
    ['entered in error', ki67('k', 15, { status: 'entered-in-error' }), 'entered-in-error'],
    ['preliminary', ki67('k', 15, { status: 'preliminary' }), 'not-final'],
    ['an invented status', ki67('k', 15, { status: 'completed' }), 'not-final'],
    ['a later day', ki67('k', 15, { effectiveDateTime: '2026-12-01' }), 'after-as-of'],
    ['over 100 percent', ki67('k', 120), 'invalid-value'],
    ['another analyte under a familiar text', observation('k', loinc('85319-2', 'Ki-67'), percent(60)), 'other-analyte'],
    ['gastrin after secretin', observation('k', loinc('1484-5'), { valueQuantity: { value: 500, unit: 'pg/mL' } }), 'other-analyte'],
  ])('%s is rejected with its reason', (_title, resource, reason) => {
    const { rejected, evidence } = mapped([patient, gnet, resource]);
    expect(rejected).toContainEqual({ resource: 'Observation/k', why: reason });
    expect(evidence.filter((line) => line.resource === 'Observation/k')).toEqual([]);
  });

  test.each(['https://ehr.example/fhir/Patient/synthetic', 'Patient/synthetic/_history/3', 'Patient/synthetic'])('the subject %s is the patient', (reference) => {
    expect(why([patient, gnet, ki67('k', 15, { subject: { reference } })])).toEqual([]);
  });

  test('a corrected result takes the place of the earlier one of its identifier', () => {
    const identifier = [{ system: 'https://lab.example', value: '7' }];
    const { picture, rejected } = mapped([patient, gnet, ki67('old', 25, { identifier }), ki67('new', 2, { identifier, status: 'corrected' })]);
    expect(rejected).toEqual([{ resource: 'Observation/old', why: 'superseded' }]);
    expect(picture.proliferation[0]?.ki67).toHaveLength(1);
  });

  test('of two versions of one resource the newer counts, whatever their order', () => {
    const old = ki67('k', 25, { meta: { versionId: '1' } });
    const recent = ki67('k', 2, { meta: { versionId: '2' } });
    for (const order of [[old, recent], [recent, old]]) expect(mapped([patient, gnet, ...order]).evidence.find((line) => line.fact === 'ki67')?.value).toBe('2 %');
  });
});

describe('proliferation', () => {
  test('one specimen is one set', () => {
    const specimen = { reference: 'Specimen/s' };
    const { proliferation } = mapped([patient, gnet, ki67('a', 2, { specimen }), ki67('b', 4, { specimen }), mitoses('m', 1, { specimen })]).picture;
    expect(proliferation).toMatchObject([{ specimen: 'Specimen/s', bound: true, ki67: [{ kind: 'value' }, { kind: 'value' }], mitoses: [{ kind: 'value' }] }]);
  });

  test('two unbound halves within 60 days are one set, later ones are two', () => {
    const sets = (day: string) => mapped([patient, gnet, ki67('a', 2), mitoses('m', 1, { effectiveDateTime: day })]).picture.proliferation;
    expect(sets('2026-06-15')).toHaveLength(1);
    expect(sets('2026-09-15')).toHaveLength(2);
  });

  test('a rejected newer result stays as unreadable', () => {
    const { proliferation } = mapped([patient, gnet, ki67('a', 2), ki67('b', 120, { effectiveDateTime: '2026-06-01' })]).picture;
    expect(proliferation.map((set) => set.ki67[0]?.kind).sort()).toEqual(['unreadable', 'value']);
  });

  test('with a second primary an unbound result is not this tumour’s', () => {
    const breast = { ...gnet, id: 'breast', code: { text: 'Malignant neoplasm of breast' } };
    const { picture, rejected } = mapped([patient, gnet, breast, ki67('k', 30)]);
    expect(rejected).toContainEqual({ resource: 'Observation/k', why: 'not-this-tumour' });
    expect(picture.notices.map((notice) => notice.code)).toContain('unbound-result-second-primary');
  });

  test('a liver biopsy is a metastasis', () => {
    expect(mapped([patient, gnet, ki67('k', 30, { bodySite: sct('10200004') })]).picture.proliferation[0]?.site).toBe('metastasis');
  });
});

describe('other facts', () => {
  test('a refuted background is the record of absence', () => {
    const refuted = { ...gnet, id: 'ag', code: sct('84568007'), verificationStatus: { coding: [{ code: 'refuted' }] } };
    expect(mapped([patient, gnet, refuted]).picture.background['atrophic-gastritis']).toMatchObject([{ state: 'absent' }]);
  });

  test('one day that says two things leaves the fact unknown', () => {
    const { picture } = mapped([patient, gnet, observation('a', fact('differentiation'), { valueCodeableConcept: fact('well') }), observation('b', fact('differentiation'), { valueCodeableConcept: fact('poor') })]);
    expect(picture.differentiation).toBe('unknown');
    expect(picture.conflicts.map((conflict) => conflict.code)).toEqual(['same-day-fact-differs']);
  });

  test('the size of a panel is its largest component', () => {
    const panel = observation('s', loinc('21889-1'), { component: [{ code: loinc('33728-7'), valueQuantity: { value: 1.2, unit: 'cm', code: 'cm' } }, { code: loinc('33729-5'), valueQuantity: { value: 0.5, unit: 'cm', code: 'cm' } }] });
    expect(mapped([patient, gnet, panel]).picture).toMatchObject({ sizeMm: { low: 12, high: 12 }, lesions: 'unknown' });
  });

  test('T, N and M are read from words', () => {
    const stage = (id: string, code: string, text: string) => observation(id, loinc(code), { valueCodeableConcept: { text } });
    expect(mapped([patient, gnet, stage('t', '21899-0', 'pT2'), stage('n', '21900-6', 'pN1'), stage('m', '21901-4', 'pM0')]).picture.recorded).toMatchObject({ t: 'T2', n: 'N1', m: 'M0' });
  });

  test('a margin belongs to the only resection', () => {
    const procedure = { resourceType: 'Procedure', id: 'p', status: 'completed', subject: SUBJECT, performedDateTime: '2026-02-01', code: sct('26452005') };
    const { acts } = mapped([patient, gnet, procedure, observation('r', fact('resection-margin'), { valueCodeableConcept: fact('R0') })]).picture;
    expect(acts).toMatchObject([{ act: 'radical-gastrectomy', margin: 'R0' }]);
  });

  test.each<[string, unknown, string[]]>([
    ['a gastroscopy by its code', loinc('28015-6'), ['gastroscopy']], ['an endoscopic ultrasound by its code', loinc('100878-8'), ['eus']], ['a gastroscopy in words', { text: '胃镜检查报告' }, ['gastroscopy']], ['a CT in words', { text: 'CT abdomen and pelvis' }, ['ct']],
    ['a CT of the head', { text: 'CT head' }, []], ['the pathology of a gastroscopy', { text: 'Gastroscopy biopsy, pathology report' }, []], ['the pathology of a gastroscopy in Chinese', { text: '胃镜活检病理报告' }, []], ['the pathology of a resection', { text: 'Pathology of the gastrectomy specimen' }, []],
    ['a resection in words: the Procedure says that it was done', { text: 'ESD report' }, []],
  ])('a report of %s', (_title, code, acts) => {
    const report = { resourceType: 'DiagnosticReport', id: 'd', status: 'final', subject: SUBJECT, effectiveDateTime: '2026-05-01', code };
    const read = mapped([patient, gnet, report]);
    expect(read.picture.acts.map(({ act }) => act)).toEqual(acts);
    expect(read.evidence.filter(({ resource }) => resource === 'DiagnosticReport/d')).toHaveLength(acts.length);
  });

  test('a size soon after the resection belongs to its specimen', () => {
    const procedure = { resourceType: 'Procedure', id: 'p', status: 'completed', subject: SUBJECT, performedDateTime: '2026-04-20', code: sct('26452005') };
    const size = observation('s', loinc('33728-7'), { valueQuantity: { value: 9, unit: 'mm', code: 'mm' } });
    expect(mapped([patient, gnet, procedure, size]).picture.lastLesionFinding).toBeNull();
    expect(mapped([patient, gnet, size]).picture.lastLesionFinding).not.toBeNull();
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>[], Record<string, unknown>, boolean]>([
    ['of nothing at all', {}, [], {}, false],
    ['of the operation itself', { partOf: [{ reference: 'Procedure/p' }] }, [], {}, true],
    ['whose focus is the operation', { focus: [{ reference: 'Procedure/p' }] }, [], {}, true],
    ['of a specimen whose margin is the operation\'s', { specimen: { reference: 'Specimen/s' } }, [{ ...observation('r', fact('resection-margin'), { valueCodeableConcept: fact('R0') }), specimen: { reference: 'Specimen/s' }, partOf: [{ reference: 'Procedure/p' }] }], {}, true],
    ['of a specimen whose margin is nobody\'s', { specimen: { reference: 'Specimen/s' } }, [{ ...observation('r', fact('resection-margin'), { valueCodeableConcept: fact('R0') }), specimen: { reference: 'Specimen/s' } }], {}, false],
    ['of a specimen collected on the day of the operation', { specimen: { reference: 'Specimen/s' } }, [{ resourceType: 'Specimen', id: 's', subject: SUBJECT, collection: { collectedDateTime: '2026-01-10T10:00:00Z' } }], {}, true],
    ['of a specimen collected a day later', { specimen: { reference: 'Specimen/s' } }, [{ resourceType: 'Specimen', id: 's', subject: SUBJECT, collection: { collectedDateTime: '2026-01-11' } }], {}, false],
    ['of a specimen collected in that month', { specimen: { reference: 'Specimen/s' } }, [{ resourceType: 'Specimen', id: 's', subject: SUBJECT, collection: { collectedDateTime: '2026-01' } }], {}, false],
    ['of a report the operation names', {}, [{ resourceType: 'DiagnosticReport', id: 'd', status: 'final', subject: SUBJECT, code: { text: 'Pathology' }, result: [{ reference: 'Observation/s' }] }], { report: [{ reference: 'DiagnosticReport/d' }] }, true],
    ['of a report the operation does not name', {}, [{ resourceType: 'DiagnosticReport', id: 'd', status: 'final', subject: SUBJECT, code: { text: 'Pathology' }, result: [{ reference: 'Observation/s' }] }], {}, false],
  ])('a size of months after the resection, %s', (_title, more, others, ofProcedure, belongs) => {
    const procedure = { resourceType: 'Procedure', id: 'p', status: 'completed', subject: SUBJECT, performedDateTime: '2026-01-10', code: sct('26452005'), ...ofProcedure };
    const size = observation('s', loinc('33728-7'), { valueQuantity: { value: 9, unit: 'mm', code: 'mm' } }, more);
    expect(mapped([patient, gnet, procedure, size, ...others]).picture.lastLesionFinding === null).toBe(belongs);
  });

  test.each<[string, Record<string, unknown>, string | null]>([
    ['its onset', { onsetDateTime: '2026-03-01' }, '2026-03-01'], ['the day it was recorded', { recordedDate: '2026-11-22' }, '2026-11-22'], ['an onset still to come', { onsetDateTime: '2027-03-01' }, null], ['nothing', {}, null],
  ])('a problem being added is dated by %s', (_title, dated, day) => {
    const { onsetDateTime: _onset, ...problem } = gnet;
    expect(mapped([patient], { conditionsBeingAdded: [{ ...problem, ...dated } as typeof gnet] }).picture.dates.diagnosis?.first ?? null).toBe(day); // sound: a Condition with one element more
  });

  test.each([
    ['active', { status: 'active', intent: 'order' }, true],
    ['stopped', { status: 'stopped', intent: 'order' }, false],
    ['only proposed', { status: 'active', intent: 'proposal' }, false],
  ])('a PPI %s', (_title, state, expected) => {
    const request = { resourceType: 'MedicationRequest', id: 'ppi', subject: SUBJECT, medicationCodeableConcept: { text: '艾司奥美拉唑肠溶片 20mg' }, ...state };
    expect(mapped([patient, gnet, request]).picture.activeDrugs.map((active) => active.drug)).toEqual(expected ? ['ppi'] : []);
  });
});

describe('a newer result that cannot be read', () => {
  const later = { effectiveDateTime: '2026-06-01' };
  test.each([
    ['differentiation', [observation('a', fact('differentiation'), { valueCodeableConcept: fact('well') }), observation('b', fact('differentiation'), { valueString: 'see comment' }, later)], 'differentiation', 'unknown'],
    ['gastrin', [observation('a', loinc('2333-3'), { valueQuantity: { value: 500, unit: 'pg/mL' }, referenceRange: [{ high: { value: 100 } }] }), observation('b', loinc('2333-3'), { dataAbsentReason: { text: 'error' } }, later)], 'gastrin.class', 'unknown'],
    ['a size that cannot be', [observation('a', loinc('33728-7'), { valueQuantity: { value: 9, unit: 'mm' } }), observation('b', loinc('33728-7'), { valueQuantity: { value: 0, unit: 'mm' } }, later)], 'sizeMm', null],
    ['depth', [observation('a', fact('depth-of-invasion'), { valueCodeableConcept: fact('submucosa') }), observation('b', fact('depth-of-invasion'), { valueString: '?' }, later)], 'depth', null],
    ['vitamin B12', [observation('a', loinc('2132-9'), { valueQuantity: { value: 500, unit: 'pg/mL' } }), observation('b', loinc('2132-9'), { valueString: 'haemolysed' }, later)], 'labs.vitamin-b12', null],
  ])('%s: the older one is shown and not used', (_title, results, path, expected) => {
    const { picture, evidence } = mapped([patient, gnet, ...results]);
    expect(picture).toHaveProperty(path.split('.'), expected);
    expect(picture.notices.map((notice) => notice.code)).toContain('newer-result-unreadable');
    expect(evidence.map(({ resource }) => resource)).toContain('Observation/a');
  });

  test('an older one that cannot be read hides nothing', () => {
    expect(mapped([patient, gnet, observation('a', fact('differentiation'), { valueCodeableConcept: fact('well') }), observation('b', fact('differentiation'), { valueString: '?' }, { effectiveDateTime: '2025-06-01' })]).picture.differentiation).toBe('well');
  });

  test('a category not assessed hides nothing', () => {
    expect(mapped([patient, gnet, observation('a', loinc('21899-0'), { valueCodeableConcept: { text: 'pT2' } }), observation('b', loinc('21905-5'), { valueCodeableConcept: { text: 'cTX' } }, later)]).picture.recorded.t).toBe('T2');
  });
});

describe('markers', () => {
  const picture = (...results: unknown[]) => mapped([patient, gnet, ...results]).picture;
  const protein = (code: string, value: string) => observation(code, loinc(code), { valueCodeableConcept: { text: value } });

  test('mismatch repair is deficient with one protein lost, proficient with all four retained, unknown with one retained', () => {
    expect(picture(protein('81691-8', 'Lost'), protein('81692-6', 'Retained')).mmrMsi).toBe('deficient');
    expect(picture(...['81691-8', '81692-6', '81693-4', '81694-2'].map((code) => protein(code, 'Retained'))).mmrMsi).toBe('proficient');
    expect(mapped([patient, gnet, protein('81691-8', 'Retained')])).toMatchObject({ picture: { mmrMsi: 'unknown' }, rejected: [] });
  });

  test.each([
    ['a number alone', { valueQuantity: { value: 25 } }, 'unknown'], ['a number judged high', { valueQuantity: { value: 25 }, interpretation: [{ coding: [{ code: 'H' }] }] }, 'high'], ['the word', { valueCodeableConcept: fact('high') }, 'high'], ['the word low', { valueCodeableConcept: fact('low') }, 'low'],
  ])('TMB as %s', (_title, value, expected) => {
    const { picture: read, evidence } = mapped([patient, gnet, observation('t', loinc('94076-7'), value)]);
    expect(read.tmb).toBe(expected);
    expect(evidence.some((line) => line.fact === 'markers.tmb')).toBe(true);
  });

  test('MGMT is known by its promoter, its protein or a score, side by side without a conflict', () => {
    const both = picture(observation('a', fact('mgmt'), { valueCodeableConcept: fact('methylated') }), observation('b', fact('mgmt'), { valueCodeableConcept: fact('negative') }));
    expect(both.markers.mgmt).not.toBe('unknown');
    expect(both.conflicts).toEqual([]);
    expect(picture(observation('c', loinc('64083-9'), { valueQuantity: { value: 0.4 } })).markers.mgmt).not.toBe('unknown');
  });

  test('stains named in words are text matches', () => {
    const read = picture(observation('s', { text: 'Syn' }, { valueString: '(+)' }), observation('c', { text: 'CgA' }, { valueString: '阳性' }), observation('k', { text: 'CK' }, { valueQuantity: { value: 120, unit: 'U/L' } }));
    expect(read.markers).toMatchObject({ syn: 'positive', cga: 'positive', ck: 'unknown' });
    expect(read.textMatched).toEqual(['markers.cga', 'markers.syn']);
  });
});

describe('stages', () => {
  const recorded = (...results: unknown[]) => mapped([patient, gnet, ...results]).picture.recorded;
  test('a whole TNM under the code of one category says all three', () => {
    expect(recorded(observation('t', loinc('21899-0'), { valueString: 'pT2N0M0' }))).toMatchObject({ t: 'T2', n: 'N0', m: 'M0' });
    expect(recorded(observation('g', loinc('21902-2'), { valueCodeableConcept: { text: 'T1N0M0' } }))).toMatchObject({ t: 'T1', n: 'N0', m: 'M0' });
  });

  test('the stages of the diagnosis stand where no result speaks', () => {
    const staged = { ...gnet, stage: [{ summary: { text: 'pT1 N0 M0' } }, { summary: { text: 'G2' } }, { summary: { text: 'Stage I' } }] };
    expect(mapped([patient, staged]).picture.recorded).toMatchObject({ t: 'T1', n: 'N0', m: 'M0', grade: 'G2', group: 'I' });
  });

  test('an M category among the assessments of the diagnosis has its origin recorded', () => {
    const m = observation('m', loinc('21907-1'), { valueCodeableConcept: { text: 'cM1' } });
    expect(mapped([patient, gnet, m]).picture.metastasis.originRecorded).toBe(false);
    expect(mapped([patient, { ...gnet, stage: [{ assessment: [{ reference: 'Observation/m' }] }] }, m]).picture.metastasis.originRecorded).toBe(true);
  });
});

describe('lesions', () => {
  const size = (id: string, more: Record<string, unknown> = {}) => observation(id, loinc('33728-7'), { valueQuantity: { value: 9, unit: 'mm' } }, more);
  const one = observation('n', fact('lesion-count'), { valueInteger: 1 });
  test('two sizes of one look are more lesions than one', () => {
    expect(mapped([patient, gnet, one, size('a'), size('b')]).picture).toMatchObject({ lesions: 'multiple', conflicts: [{ code: 'lesion-count-differs' }] });
  });
  test('two looks at one lesion are no contradiction', () => {
    const look = (text: string) => ({ method: { coding: [{ code: text }] } });
    expect(mapped([patient, gnet, one, size('a', look('eus')), size('b', look('endoscopy'))]).picture).toMatchObject({ lesions: 'solitary', conflicts: [] });
  });
});

describe('where a result was taken', () => {
  test('a specimen of the liver is evidence of a metastasis there', () => {
    const specimen = { resourceType: 'Specimen', id: 's', subject: SUBJECT, collection: { bodySite: { text: 'Liver segment VI' } } };
    const { picture } = mapped([patient, gnet, specimen, ki67('k', 30, { specimen: { reference: 'Specimen/s' } })]);
    expect(picture.metastasis.sites).toEqual(['liver']);
    expect(picture.proliferation[0]?.site).toBe('metastasis');
  });

  test('a report on specimens of two places leaves open where its results are from', () => {
    const specimen = (id: string, text: string) => ({ resourceType: 'Specimen', id, subject: SUBJECT, collection: { bodySite: { text } } });
    const report = { resourceType: 'DiagnosticReport', id: 'r', status: 'final', subject: SUBJECT, code: loinc('60568-3'), specimen: [{ reference: 'Specimen/a' }, { reference: 'Specimen/b' }], result: [{ reference: 'Observation/k' }] };
    expect(mapped([patient, gnet, specimen('a', 'stomach'), specimen('b', 'liver'), report, ki67('k', 5)]).picture).toMatchObject({ metastasis: { sites: [] }, proliferation: [{ site: 'primary' }] });
  });
});

test('a NEN of no stated site is the stomach’s where the words say so', () => {
  const unstated = (text: string) => mapped([patient, { ...gnet, code: { ...sct('255046005'), text } }]).picture;
  expect(unstated('NET of the gastric body').evidenceOfGastricNen).toBe(true);
  expect(unstated('NET of the pancreas')).toMatchObject({ evidenceOfGastricNen: false, otherPrimaryOnly: true });
  expect(unstated('NET').evidenceOfGastricNen).toBe(false);
});

test('a raised gastrin on the problem list is no Zollinger-Ellison syndrome', () => {
  const excess = (text?: string) => mapped([patient, gnet, { ...gnet, id: 'e', code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'E16.4' }], text } }]).picture.background.zes;
  expect(excess('Hypergastrinaemia')).toEqual([]);
  expect(excess('Zollinger-Ellison syndrome')).toHaveLength(1);
  expect(excess()).toHaveLength(1);
});
