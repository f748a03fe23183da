/** Histology results: what is read, what is only named, and what hides an older one. @see contract.md section 6, rules.md GR-12, GR-13, AP-4 */
import { fact, gnet, loinc, mapped, observation, patient, sct } from './records-of';

const gnen = { ...gnet, code: sct('721194008') };
const icdO = (code: string) => ({ valueCodeableConcept: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/icd-o-3', code }] } });
const said = (text: string) => ({ valueCodeableConcept: { text } });
const histology = (id: string, value: Record<string, unknown>, more: Record<string, unknown> = {}) => observation(id, loinc('31206-6'), value, more);
const older = histology('older', icdO('8013/3'), { effectiveDateTime: '2025-01-01' });
const codes = (mappedPicture: ReturnType<typeof mapped>) => mappedPicture.picture.notices.map(({ code }) => code);

describe('a newer result that cannot be read', () => {
  test.each([
    ['words of no histology known here', said('Zebra tumour')], ['an unknown code', icdO('9999/9')], ['a quantity', { valueQuantity: { value: 3 } }],
    ['a reason for none', { dataAbsentReason: { text: 'error' } }], ['a reason beside a value', { ...icdO('8240/3'), dataAbsentReason: { text: 'error' } }],
  ])('%s makes the histology unknown', (_title, value) => {
    const result = mapped([patient, gnen, older, histology('newer', value)]);
    expect(result.picture.histology).toEqual({ kind: 'unknown', subtype: null });
    expect(result.rejected).toEqual([{ resource: 'Observation/newer', why: 'unreadable' }]);
    expect(codes(result)).toContain('newer-result-unreadable');
  });

  test.each([
    ['a neoplasm of unstated kind', said('Neuroendocrine neoplasm')], ['its code', { valueCodeableConcept: sct('721194008') }], ['the behaviour alone', said('3 (malignant)')], ['the behaviour in words', said('Malignant, primary site')],
    ['the code of the behaviour', icdO('/3')], ['nothing', {}], ['members of its own', { valueString: 'see below', hasMember: [{ reference: 'Observation/older' }] }],
  ])('%s says nothing against the older one', (_title, value) => {
    const result = mapped([patient, gnen, older, histology('newer', value)]);
    expect(result.picture.histology).toEqual({ kind: 'NEC', subtype: 'large-cell' });
    expect(result.rejected).toEqual([]);
  });

  test('of a metastasis leaves the primary as it is', () => {
    const result = mapped([patient, gnen, older, histology('newer', said('Zebra tumour'), { bodySite: sct('10200004') })]);
    expect(result.picture.histology).toEqual({ kind: 'NEC', subtype: 'large-cell' });
    expect(result.rejected).toEqual([{ resource: 'Observation/newer', why: 'unreadable' }]);
  });
});

describe('beside another primary', () => {
  const breast = { ...gnet, id: 'breast', code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'C50.9' }] } };
  const bound = { ...older, focus: [{ reference: 'Condition/gnet' }] };

  test.each([['unbound', {}, 'NEC'], ['of the stomach', { bodySite: sct('69695003') }, 'unknown']])('an unreadable histology that is %s leaves the kind %s', (_title, more, kind) => {
    const result = mapped([patient, gnen, breast, bound, histology('newer', said('Invasive ductal carcinoma'), more)]);
    expect(result.picture.histology.kind).toBe(kind);
    expect(result.rejected).toEqual([{ resource: 'Observation/newer', why: 'unreadable' }]);
  });
});

describe('by words', () => {
  test.each([
    ['Small cell neuroendocrine carcinoma', 'small-cell'], ['Large-cell neuroendocrine carcinoma', 'large-cell'], ['小细胞神经内分泌癌', 'small-cell'], ['大细胞神经内分泌癌', 'large-cell'],
    ['Neuroendocrine carcinoma', null], ['Non-small cell neuroendocrine carcinoma', null], ['Small cell and large cell neuroendocrine carcinoma', null],
  ])('"%s" is NEC, %s, and asks for confirmation', (text, subtype) => {
    const result = mapped([patient, gnen, histology('h', said(text))]);
    expect(result.picture.histology).toEqual({ kind: 'NEC', subtype });
    expect(result.picture.textMatched).toContain('histology');
    expect(codes(result)).toContain('text-match-to-confirm');
  });

  test('a code asks for none', () => {
    expect(codes(mapped([patient, gnen, older]))).not.toContain('text-match-to-confirm');
  });

  test.each([['Small cell neuroendocrine carcinoma of the stomach', 'small-cell'], ['胃大细胞神经内分泌癌', 'large-cell']])('a diagnosis "%s" says the cell type too', (text, subtype) => {
    const result = mapped([patient, { ...gnet, code: { text } }]);
    expect(result.picture.histology).toEqual({ kind: 'NEC', subtype });
    expect(result.evidence).toContainEqual(expect.objectContaining({ fact: 'histology', textMatch: true }));
  });
});

describe('an adenocarcinoma', () => {
  const colon = { ...gnet, id: 'colon', code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'C18.7' }] } };

  test.each([['unbound, by code', icdO('8140/3')], ['unbound, by words', said('Adenocarcinoma')], ['in Chinese', said('腺癌')]])('%s belongs to the only neoplasm on record', (_title, value) => {
    expect(mapped([patient, gnet, histology('h', value)]).picture.adenocarcinomaBeside).toBe(true);
  });

  test('unbound beside another primary may be of that one', () => {
    expect(mapped([patient, gnet, colon, histology('h', icdO('8140/3'))]).picture.adenocarcinomaBeside).toBe(false);
  });

  test('that is denied is none', () => {
    expect(mapped([patient, gnet, histology('h', said('No adenocarcinoma'))]).picture.adenocarcinomaBeside).toBe(false);
  });
});

describe('a gastrinoma', () => {
  test.each([['by code', icdO('8153/3'), false], ['by words', said('Gastrinoma'), true], ['in Chinese', said('胃泌素瘤'), true]])('%s is background, whatever the place', (_title, value, textMatch) => {
    for (const site of [{}, { bodySite: { text: 'Duodenum' } }, { bodySite: sct('69695003') }]) {
      const result = mapped([patient, gnet, histology('h', value, site)]);
      expect(result.picture.background.gastrinoma).toMatchObject([{ state: 'present', resource: 'Observation/h' }]);
      expect(result.evidence).toContainEqual(expect.objectContaining({ fact: 'background.gastrinoma', textMatch }));
      expect(result.rejected).toEqual([]);
    }
  });

  test('that is denied is none', () => {
    expect(mapped([patient, gnet, histology('h', said('No gastrinoma'))]).picture.background.gastrinoma).toEqual([]);
  });
});

describe('the own code of MiNEN', () => {
  const kindOf = (value: Record<string, unknown>) => mapped([patient, gnet, observation('m', fact('minen'), value)]).picture.histology.kind;

  test.each([['alone', {}], ['with a yes', { valueBoolean: true }], ['with its own code', { valueCodeableConcept: fact('minen') }], ['with a standard code', { valueCodeableConcept: sct('785766008') }], ['with its name', { valueString: 'MiNEN' }]])('%s says it', (_title, value) => {
    expect(kindOf(value)).toBe('MiNEN');
  });

  test.each([['a no', { valueBoolean: false }], ['a reason for none', { dataAbsentReason: { text: 'unknown' } }], ['something else', { valueString: 'pending' }]])('%s takes it back', (_title, value) => {
    expect(kindOf(value)).toBe('unknown');
  });
});
