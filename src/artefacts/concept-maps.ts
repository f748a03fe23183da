/** Facts beside the standard codes and the mCODE profiles that carry them. */
import { wordsFor } from '../hooks';
import { FACT_CODES, type FactName, isCoded } from './fact-codes';
import { type Artefact, canonical, published, SYSTEMS } from './resource';
import { includesOf } from './value-sets';

type Equivalence = 'equivalent' | 'wider' | 'narrower' | 'relatedto';

/** Our own codes for what some standard code says, too: the value set of the standard ones, and how exactly. */
const OWN_BESIDE: readonly [own: string, set: string, equivalence: Equivalence][] = [
  ['nodes-examined', 'nodes-examined', 'equivalent'], ['p53-ihc', 'p53-ihc', 'equivalent'], ['mgmt', 'mgmt', 'relatedto'], ['mmr', 'mmr-ihc', 'narrower'], ['msi', 'msi', 'equivalent'], ['tmb', 'tmb', 'equivalent'],
  ['atrophic-gastritis', 'atrophic-gastritis', 'equivalent'], ['h-pylori', 'h-pylori-active', 'narrower'], ['minen', 'minen', 'equivalent'], ['recorded-grade', 'histologic-grade', 'wider'], ['lesion-count', 'multifocality', 'relatedto'],
  ['depth-of-invasion', 't-category', 'relatedto'], ['hormonal-function', 'carcinoid-syndrome', 'relatedto'], ['well', 'well-differentiated', 'equivalent'], ['poor', 'poorly-differentiated', 'equivalent'],
];
const COMMENTS: Readonly<Record<Exclude<Equivalence, 'equivalent'>, string>> = { narrower: 'One of the codes by which a record may say it.', wider: 'Says this and more.', relatedto: 'Says a part of it; neither stands for the other.' };

const MCODE = 'http://hl7.org/fhir/us/mcode/StructureDefinition';
const MCODE_PROFILES: readonly [fact: FactName, profile: string, equivalence: Equivalence][] = [
  ['neoplasm', 'mcode-primary-cancer-condition', 'wider'], ['metastasis.sites', 'mcode-secondary-cancer-condition', 'equivalent'], ['histology', 'mcode-histology-morphology-behavior', 'equivalent'],
  ['size', 'mcode-tumor-size', 'equivalent'], ['invasion', 'mcode-tnm-primary-tumor-category', 'relatedto'], ['nodes', 'mcode-tnm-regional-nodes-category', 'equivalent'],
  ['metastasis', 'mcode-tnm-distant-metastases-category', 'equivalent'], ['recordedStage', 'mcode-tnm-stage-group', 'equivalent'], ['gastrin', 'mcode-tumor-marker-test', 'wider'], ['labs.cga', 'mcode-tumor-marker-test', 'wider'],
  ['labs.nse', 'mcode-tumor-marker-test', 'wider'], ['treatment.surgery', 'mcode-cancer-related-surgical-procedure', 'equivalent'], ['treatment.endoscopic-resection', 'mcode-cancer-related-surgical-procedure', 'wider'],
  ['treatment.prior-systemic', 'mcode-cancer-related-medication-request', 'wider'], ['recordedGrade', 'mcode-histologic-grade', 'equivalent'],
];

const TARGETS = [
  { id: 'loinc', label: 'LOINC', system: 'http://loinc.org', valueSet: 'http://loinc.org/vs' },
  { id: 'snomed-ct', label: 'SNOMED CT', system: 'http://snomed.info/sct', valueSet: 'http://snomed.info/sct?fhir_vs' },
] as const;

export function conceptMaps(): Artefact[] { return [...TARGETS.map(toSystem), toMcode()]; }

const nameOfFact = (fact: FactName): string => wordsFor('en').codes.facts[fact];
const factEntries = Object.entries(FACT_CODES) as [FactName, (typeof FACT_CODES)[FactName]][]; // sound: the record has exactly these keys

function targets(sets: readonly string[], system: string, equivalence: Equivalence): Record<string, unknown>[] {
  const codes = new Map(sets.flatMap(includesOf).filter((each) => each.system === system).flatMap((each) => each.concept).map((each) => [each.code, each]));
  return [...codes.values()].map(({ code, display }) => ({ code, ...(display === undefined ? {} : { display }), equivalence, ...(equivalence === 'equivalent' ? {} : { comment: COMMENTS[equivalence] }) }));
}

function toSystem({ id, label, system, valueSet }: (typeof TARGETS)[number]): Artefact {
  const facts = factEntries.flatMap(([fact, codes]) => {
    const target = isCoded(codes) ? targets(codes.sets, system, 'narrower') : [];
    return target.length === 0 ? [] : [{ code: fact, display: nameOfFact(fact), target }];
  });
  const own = OWN_BESIDE.flatMap(([code, set, equivalence]) => { const target = targets([set], system, equivalence); return target.length === 0 ? [] : [{ code, target }]; });
  const group = [{ source: SYSTEMS.assessmentFacts, target: system, element: facts }, { source: SYSTEMS.facts, target: system, element: own }].filter((each) => each.element.length > 0);
  return published('ConceptMap', `facts-to-${id}`, `Facts to ${label}`, `The ${label} codes by which a record may carry a fact of an assessment (each is one of the ways, so narrower), and those beside the project's own codes.`, { targetUri: valueSet, group });
}

function toMcode(): Artefact {
  const element = MCODE_PROFILES.map(([fact, code, equivalence]) => ({ code: fact, display: nameOfFact(fact), target: [{ code, equivalence, ...(equivalence === 'equivalent' ? {} : { comment: equivalence === 'wider' ? 'The profile holds more than this fact.' : 'The depth of invasion is read from it; size alone does not decide it here.' }) }] }));
  return published('ConceptMap', 'facts-to-mcode', 'Facts of an assessment to mCODE profiles', 'The mCODE profile whose resources carry a fact; the target codes are ids of its StructureDefinitions. Ki-67 and the mitotic count have none: immunohistochemistry lies outside of mCODE\'s tumour markers.',
    { sourceCanonical: canonical('ValueSet', 'all-assessment-facts'), group: [{ source: SYSTEMS.assessmentFacts, target: MCODE, element }] });
}
