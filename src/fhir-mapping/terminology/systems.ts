/** Code systems under the names real data gives them, each as the one URI the shipped value sets use. */

export const LOINC = 'http://loinc.org';
export const SNOMED_CT = 'http://snomed.info/sct';
export const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';
export const ICD_10 = 'http://hl7.org/fhir/sid/icd-10';
export const ICD_O_3 = 'http://terminology.hl7.org/CodeSystem/icd-o-3';
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
export const ATC = 'http://www.whocc.no/atc';
export const NCIT = 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl';
export const HGNC = 'http://www.genenames.org';
export const CPT = 'http://www.ama-assn.org/go/cpt';
export const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
export const FACTS = 'https://gnen-cds.org/fhir/CodeSystem/facts';

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['http://loinc.org', LOINC], ['https://loinc.org', LOINC], ['http://www.loinc.org', LOINC], ['https://www.loinc.org', LOINC], ['urn:oid:2.16.840.1.113883.6.1', LOINC],
  ['http://snomed.info/sct', SNOMED_CT], ['https://snomed.info/sct', SNOMED_CT], ['http://snomed.info/id', SNOMED_CT], ['http://hl7.org/fhir/sid/icd-10-cm', ICD_10_CM], ['http://hl7.org/fhir/sid/icd-10', ICD_10], ['http://terminology.hl7.org/codesystem/icd-o-3', ICD_O_3], ['http://www.nlm.nih.gov/research/umls/rxnorm', RXNORM], ['http://www.whocc.no/atc', ATC], ['https://gnen-cds.org/fhir/codesystem/facts', FACTS], ['http://ncicb.nci.nih.gov/xml/owl/evs/thesaurus.owl', NCIT], ['http://www.genenames.org', HGNC], ['http://www.ama-assn.org/go/cpt', CPT], ['urn:oid:2.16.840.1.113883.6.12', CPT], ['http://terminology.hl7.org/codesystem/hcpcs-all-codes', HCPCS], ['urn:oid:2.16.840.1.113883.6.285', HCPCS], ['urn:oid:2.16.840.1.113883.6.96', SNOMED_CT],
  ['urn:oid:2.16.840.1.113883.6.90', ICD_10_CM], ['urn:oid:2.16.840.1.113883.6.3', ICD_10],
  ['http://fhir.de/codesystem/bfarm/icd-10-gm', ICD_10], ['http://fhir.de/codesystem/dimdi/icd-10-gm', ICD_10], ['http://hl7.org/fhir/sid/icd-10-gm', ICD_10],
  ['http://hl7.org/fhir/sid/icd-10-cn', ICD_10], ['http://id.who.int/icd/release/10', ICD_10],
  ['http://hl7.org/fhir/sid/icd-o-3', ICD_O_3], ['urn:oid:2.16.840.1.113883.6.43.1', ICD_O_3],
  ['urn:oid:2.16.840.1.113883.6.88', RXNORM], ['http://fhir.de/codesystem/bfarm/atc', ATC], ['http://fhir.de/codesystem/dimdi/atc', ATC], ['urn:oid:2.16.840.1.113883.6.73', ATC],
  ['urn:oid:2.16.840.1.113883.3.26.1.1', NCIT], ['http://ncithesaurus-stage.nci.nih.gov', NCIT],
  ['http://www.genenames.org/geneid', HGNC], ['https://www.genenames.org', HGNC],
]);

/** The shape of Chinese national codes, which come under systems of many names: `K29.400`, `K29.400x001`. */
const CHINESE_ICD = /^[A-Z]\d\d\.\d{3}(?:x\d{3})?$/;

/**
 * The URI the value sets use for a system; the system itself where it is not known by another name. A SNOMED edition or version in the URI is dropped;
 * a national variant of ICD-10 is ICD-10, and so is a system of any name for a code of the Chinese shape.
 */
export function canonicalSystem(system: string, code = ''): string {
  const known = ALIASES.get(system);
  if (known !== undefined) return known;
  const plain = (system.endsWith('/') ? system.slice(0, -1) : system).split('|', 1)[0] ?? '';
  const lower = plain.toLowerCase();
  if (/^https?:\/\/snomed\.info\/(?:x?sct|id)\//.test(lower) || lower === 'http://snomed.info/xsct') return SNOMED_CT;
  const alias = ALIASES.get(lower) ?? (lower.startsWith('https://') ? ALIASES.get('http://' + lower.slice(8)) : undefined);
  if (alias !== undefined) return alias;
  if (/icd-?10/.test(lower) && !lower.includes('pcs')) return lower.includes('10-cm') || lower.includes('10cm') ? ICD_10_CM : ICD_10;
  if (lower.includes('icd-o-3')) return ICD_O_3;
  return CHINESE_ICD.test(code) ? ICD_10 : plain;
}
