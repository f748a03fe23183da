// Request bodies made from a seed: the same bytes on every machine, plainly synthetic, shaped as an EHR sends them.
const SNOMED = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';
const PATIENT = 'synthetic-patient-1';
const SUBJECT = { reference: `Patient/${PATIENT}`, display: 'Synthetic patient 1' };

/** Numbers that repeat themselves for one seed (a 32-bit mixing generator). */
function chanceFrom(seed) {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  return (low, high) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return low + (((mixed ^ (mixed >>> 14)) >>> 0) % (high - low + 1));
  };
}

const two = (number) => String(number).padStart(2, '0');
const day = (chance) => `${chance(2019, 2026)}-${two(chance(1, 9))}-${two(chance(1, 28))}`;
const coded = (system, code, display) => ({ coding: [{ system, code, display }], text: display });
const meta = (chance) => ({ versionId: String(chance(1, 4)), lastUpdated: `${day(chance)}T0${chance(0, 9)}:1${chance(0, 9)}:00.000+00:00` });

const LABORATORY = [
  ['2951-2', 'Sodium [Moles/volume] in Serum or Plasma', 'mmol/L', 132, 147], ['2823-3', 'Potassium [Moles/volume] in Serum or Plasma', 'mmol/L', 3, 5], ['2160-0', 'Creatinine [Mass/volume] in Serum or Plasma', 'mg/dL', 1, 2],
  ['1742-6', 'Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma', 'U/L', 8, 60], ['718-7', 'Hemoglobin [Mass/volume] in Blood', 'g/dL', 10, 16], ['6690-2', 'Leukocytes [#/volume] in Blood by Automated count', '10*3/uL', 3, 12],
  ['8480-6', 'Systolic blood pressure', 'mm[Hg]', 100, 160], ['8867-4', 'Heart rate', '/min', 55, 100], ['29463-7', 'Body weight', 'kg', 50, 100], ['2345-7', 'Glucose [Mass/volume] in Serum or Plasma', 'mg/dL', 70, 180],
];
const DISORDERS = [
  ['38341003', 'Hypertensive disorder'], ['44054006', 'Diabetes mellitus type 2'], ['13645005', 'Chronic obstructive lung disease'], ['396275006', 'Osteoarthritis'], ['35489007', 'Depressive disorder'],
  ['195967001', 'Asthma'], ['40930008', 'Hypothyroidism'], ['55822004', 'Hyperlipidemia'], ['73211009', 'Diabetes mellitus'], ['64859006', 'Osteoporosis'],
];
const ACTS = [['73761001', 'Colonoscopy'], ['268400002', '12 lead electrocardiogram'], ['399208008', 'Plain chest X-ray'], ['80146002', 'Appendectomy'], ['16254007', 'Lipid panel']];

function observation(id, code, value, chance, date = day(chance)) {
  return {
    resourceType: 'Observation', id, meta: meta(chance), status: 'final',
    category: [coded('http://terminology.hl7.org/CodeSystem/observation-category', 'laboratory', 'Laboratory')], code, subject: SUBJECT,
    encounter: { reference: `Encounter/visit-${chance(1, 30)}` }, effectiveDateTime: `${date}T08:30:00+00:00`, ...value,
  };
}

const quantity = (value, unit, high) => ({ valueQuantity: { value, unit, system: UCUM, code: unit }, ...(high === undefined ? {} : { referenceRange: [{ high: { value: high, unit, system: UCUM, code: unit }, text: `up to ${high} ${unit}` }] }) });

function laboratoryResult(index, chance) {
  const [code, display, unit, low, high] = LABORATORY[chance(0, LABORATORY.length - 1)];
  return observation(`laboratory-${index}`, coded(LOINC, code, display), { ...quantity(chance(low, high), unit, high), interpretation: [coded('http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', 'N', 'Normal')] }, chance);
}

/** What makes the patient one of ours: gastrin, Ki-67, mitoses, size, differentiation. */
const tumourResults = (chance) => [
  observation('gastrin', coded(LOINC, '2333-3', 'Gastrin [Mass/volume] in Serum or Plasma'), quantity(640, 'pg/mL', 100), chance, '2026-05-04'),
  observation('ki67', coded(LOINC, '29593-1', 'Cells.Ki-67 nuclear Ag/cells in Tissue by Immune stain'), quantity(2, '%'), chance, '2026-05-05'),
  observation('mitoses', coded(SNOMED, '406094009', 'Number of mitoses per 10 high power fields (observable entity)'), quantity(1, '/(10.[HPF])'), chance, '2026-05-05'),
  observation('differentiation', coded('https://gnen-cds.org/fhir/CodeSystem/facts', 'differentiation', 'Differentiation'), { valueCodeableConcept: coded('https://gnen-cds.org/fhir/CodeSystem/facts', 'well', 'Well differentiated') }, chance, '2026-05-05'),
  observation('size', coded(LOINC, '33728-7', 'Size.maximum dimension in Tumor'), quantity(6, 'mm'), chance, '2026-05-05'),
];

function condition(id, [code, display], chance, date = day(chance)) {
  return {
    resourceType: 'Condition', id, meta: meta(chance),
    clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active', 'Active'), verificationStatus: coded('http://terminology.hl7.org/CodeSystem/condition-ver-status', 'confirmed', 'Confirmed'),
    category: [coded('http://terminology.hl7.org/CodeSystem/condition-category', 'problem-list-item', 'Problem List Item')], code: coded(SNOMED, code, display), subject: SUBJECT,
    encounter: { reference: `Encounter/visit-${chance(1, 30)}` }, onsetDateTime: date, recordedDate: date,
  };
}

const procedure = (id, [code, display], chance, date = day(chance)) => ({
  resourceType: 'Procedure', id, meta: meta(chance), status: 'completed', code: coded(SNOMED, code, display), subject: SUBJECT, encounter: { reference: `Encounter/visit-${chance(1, 30)}` },
  performedPeriod: { start: `${date}T09:00:00+00:00`, end: `${date}T09:40:00+00:00` }, performer: [{ actor: { reference: 'Practitioner/synthetic-practitioner', display: 'Synthetic practitioner' } }],
});

const many = (count, make) => Array.from({ length: Math.max(0, count) }, (_, index) => make(index));
const searchset = (resources, type) => ({
  resourceType: 'Bundle', type: 'searchset', total: resources.length, link: [{ relation: 'self', url: `https://fhir.example.org/r4/${type}?patient=${PATIENT}` }],
  entry: resources.map((resource) => ({ fullUrl: `https://fhir.example.org/r4/${resource.resourceType}/${resource.id}`, resource, search: { mode: 'match' } })),
});

/** A request with so many Observations, Conditions and Procedures, ours among them. */
function prefetchOf({ observations, conditions, procedures }, chance) {
  const results = tumourResults(chance);
  const problems = [condition('gastric-net', ['276808007', 'Carcinoid tumor of stomach'], chance, '2026-05-01'), condition('atrophic-gastritis', ['84568007', 'Atrophic gastritis'], chance, '2026-05-01')];
  return {
    patient: { resourceType: 'Patient', id: PATIENT, identifier: [{ system: 'https://hospital.example.org/patients', value: PATIENT }], name: [{ text: 'Synthetic patient 1' }], gender: 'female', birthDate: '1973-03-14' },
    conditions: searchset([...problems, ...many(conditions - problems.length, (index) => condition(`disorder-${index}`, DISORDERS[chance(0, DISORDERS.length - 1)], chance))], 'Condition'),
    observations: searchset([...results.slice(0, observations), ...many(observations - results.length, (index) => laboratoryResult(index, chance))], 'Observation'),
    procedures: searchset([...many(Math.min(1, procedures), () => procedure('gastroscopy', ['76009000', 'Esophagogastroduodenoscopy'], chance, '2026-05-04')), ...many(procedures - 1, (index) => procedure(`act-${index}`, ACTS[chance(0, ACTS.length - 1)], chance))], 'Procedure'),
    medications: searchset([], 'MedicationRequest'), statements: searchset([], 'MedicationStatement'), reports: searchset([], 'DiagnosticReport'), orders: searchset([], 'ServiceRequest'),
  };
}

/** Brings a body to the bytes wanted by a plainly named member that no rule reads. */
function filledTo(body, bytes) {
  const held = Buffer.byteLength(JSON.stringify(body));
  const resources = Object.values(body.prefetch).flatMap((value) => value.entry ?? []).map((entry) => entry.resource);
  const each = Math.floor((bytes - held) / resources.length) - '"note":[{"text":""}],'.length;
  if (each > 0) for (const resource of resources) resource.note = [{ text: 'Synthetic remark without meaning. '.repeat(Math.ceil(each / 34)).slice(0, each) }];
  return body;
}

const call = (hook, context, prefetch) => ({ hook, hookInstance: '00000000-0000-4000-8000-000000000001', context: { userId: 'Practitioner/synthetic-practitioner', patientId: PATIENT, ...context }, prefetch });

const patientView = (counts, { bytes = 0, seed = 1 } = {}) => filledTo(call('patient-view', {}, prefetchOf(counts, chanceFrom(seed))), bytes);

/** 60 Observations, 25 Conditions, 15 Procedures in 114 KB. */
const large = () => patientView({ observations: 60, conditions: 25, procedures: 15 }, { bytes: 114_000 });
const small = () => patientView({ observations: 4, conditions: 2, procedures: 0 }, { bytes: 7_000 });
const medium = () => patientView({ observations: 13, conditions: 5, procedures: 4 }, { bytes: 24_000 });
const grown = (observations) => patientView({ observations, conditions: 25, procedures: 15 });

/** Two drafts to be signed on a record of the same sort; 24 KB. */
function orderSign() {
  const drafts = [
    { resourceType: 'MedicationRequest', id: 'draft-omeprazole', status: 'draft', intent: 'order', medicationCodeableConcept: coded('http://www.nlm.nih.gov/research/umls/rxnorm', '7646', 'Omeprazole'), subject: SUBJECT, authoredOn: '2026-11-22' },
    { resourceType: 'ServiceRequest', id: 'draft-blood-count', status: 'draft', intent: 'order', code: coded(LOINC, '58410-2', 'CBC panel - Blood by Automated count'), subject: SUBJECT, authoredOn: '2026-11-22' },
  ];
  const prefetch = prefetchOf({ observations: 12, conditions: 5, procedures: 4 }, chanceFrom(1));
  return filledTo(call('order-sign', { draftOrders: { resourceType: 'Bundle', type: 'collection', entry: drafts.map((resource) => ({ resource })) } }, prefetch), 24_000);
}

/** As large as the service takes: so many Observations that the body stays just under the limit. */
const largest = (limit) => {
  const one = Buffer.byteLength(JSON.stringify(grown(1000)));
  return grown(Math.floor((limit / one) * 1000 * 0.985));
};

/** Bodies of the largest size that are dear to parse, or to look at: JSON as nobody's record is, each of them lawful or to be refused with 400. */
function hostile(limit) {
  const repeated = (one, inner = '{"hook":"patient-view","hookInstance":"1","context":{"patientId":"p"},"prefetch":{"conditions":null},"extension":[') => Buffer.from(`${inner}${one.repeat(Math.floor((limit - inner.length - 2) / one.length)).slice(0, -1)}]}`);
  let members = '{"extension":{';
  for (let index = 0; members.length < limit - 40; index += 1) members += `"k${index}":1,`;
  return {
    'empty objects': repeated('{},'), 'empty lists': repeated('[],'), numbers: repeated('1,'), 'empty strings': repeated('"",'), 'as deep as allowed': repeated(`${'['.repeat(60)}${']'.repeat(60)},`),
    'too deep': Buffer.from(`{"a":${'['.repeat(limit - 5)}`), 'members of a name each': Buffer.from(`${members.slice(0, -1)}}}`), 'one text of escapes': Buffer.from(`{"a":"${'\\u4e00'.repeat(Math.floor((limit - 8) / 6))}"}`),
  };
}

module.exports = { chanceFrom, grown, hostile, large, largest, medium, orderSign, PATIENT, patientView, small };
if (require.main === module) {
  for (const [name, body] of Object.entries({ large: large(), small: small(), medium: medium(), orderSign: orderSign(), grown1000: grown(1000), largest: largest(5_242_880) })) process.stdout.write(`${name}: ${Buffer.byteLength(JSON.stringify(body))} bytes\n`);
}
