/** Facts of an assessment beside the standard codes and the mCODE profiles that carry them. */
import { shippedTerminology } from '../fhir-mapping';
import { wordsFor } from '../hooks';
import { type Artefact, published, SYSTEMS } from './resource';

/** Fact of the assessment → value set whose codes say it. */
const FACT_SETS: Readonly<Record<string, string>> = {
  ki67: 'ki67', mitoses: 'mitoses', size: 'tumour-size-max', gastrin: 'gastrin', lymphovascularInvasion: 'lvi', 'nodes.examined': 'nodes-examined', 'nodes.positive': 'nodes-positive',
  'labs.vitamin-b12': 'vitamin-b12', 'labs.ferritin': 'ferritin', 'labs.iron': 'iron', 'labs.haemoglobin': 'haemoglobin', 'labs.tsh': 'tsh', 'labs.cga': 'cga-serum', 'labs.nse': 'nse',
  'background.atrophic-gastritis': 'atrophic-gastritis', 'background.pernicious-anaemia': 'pernicious-anaemia', 'background.gastrinoma': 'gastrinoma', 'background.zes': 'zes', 'background.men1': 'men1',
  'background.h-pylori': 'h-pylori-active', 'background.renal-failure': 'renal-failure', neoplasm: 'gnen', invasion: 't-category', nodes: 'n-category', metastasis: 'm-category', recordedStage: 'stage-group',
  'metastasis.sites': 'liver-metastasis', 'treatment.endoscopic-resection': 'endoscopic-resection', 'treatment.surgery': 'gastrectomy', 'dates.last-gastroscopy': 'gastroscopy', 'markers.mgmt': 'mgmt', 'markers.mmr-msi': 'msi', 'markers.tmb': 'tmb',
  'markers.sstr2': 'sstr2-ihc', 'markers.p53': 'p53-ihc', 'markers.tp53': 'tp53-gene', histology: 'histology', recordedGrade: 'histologic-grade', medications: 'drug-ppi',
};

const MCODE = 'http://hl7.org/fhir/us/mcode/StructureDefinition';
const MCODE_PROFILES: readonly [fact: string, profile: string, equivalence: 'equivalent' | 'wider' | 'relatedto'][] = [
  ['neoplasm', 'mcode-primary-cancer-condition', 'wider'], ['metastasis.sites', 'mcode-secondary-cancer-condition', 'equivalent'], ['histology', 'mcode-histology-morphology-behavior', 'equivalent'],
  ['size', 'mcode-tumor-size', 'equivalent'], ['invasion', 'mcode-tnm-primary-tumor-category', 'relatedto'], ['nodes', 'mcode-tnm-regional-nodes-category', 'equivalent'],
  ['metastasis', 'mcode-tnm-distant-metastases-category', 'equivalent'], ['recordedStage', 'mcode-tnm-stage-group', 'equivalent'], ['ki67', 'mcode-tumor-marker-test', 'wider'],
  ['treatment.surgery', 'mcode-cancer-related-surgical-procedure', 'equivalent'], ['treatment.endoscopic-resection', 'mcode-cancer-related-surgical-procedure', 'wider'],
  ['treatment.prior-systemic', 'mcode-cancer-related-medication-request', 'wider'], ['recordedGrade', 'mcode-histologic-grade', 'equivalent'],
];

export function conceptMaps(): Artefact[] {
  return [...(['http://loinc.org', 'http://snomed.info/sct'] as const).map(toSystem), toMcode()];
}

const nameOfFact = (fact: string): string => wordsFor('en').codes.facts[fact as keyof ReturnType<typeof wordsFor>['codes']['facts']] ?? fact; // sound: an unknown name falls back on itself

function toSystem(system: 'http://loinc.org' | 'http://snomed.info/sct'): Artefact {
  const label = system === 'http://loinc.org' ? 'LOINC' : 'SNOMED CT';
  const sets = new Map(shippedTerminology().map((each) => [each.url.slice(each.url.lastIndexOf('/') + 1), each]));
  const element = Object.entries(FACT_SETS).flatMap(([fact, set]) => {
    const include = (sets.get(set)?.['compose'] as { include?: { system: string; concept?: { code: string; display?: string }[] }[] } | undefined)?.include ?? []; // sound: our own files
    const target = include.filter((each) => each.system === system).flatMap((each) => each.concept ?? []).map(({ code, display }) => ({ code, ...(display === undefined ? {} : { display }), equivalence: 'narrower', comment: 'One of the codes by which a record may say it.' }));
    return target.length === 0 ? [] : [{ code: fact, display: nameOfFact(fact), target }];
  });
  return published('ConceptMap', `facts-to-${label === 'LOINC' ? 'loinc' : 'snomed-ct'}`, `Facts of an assessment to ${label}`, `The ${label} codes by which a record may carry a fact; each is one of the ways, so narrower.`,
    { sourceUri: SYSTEMS.assessmentFacts, targetUri: system, group: [{ source: SYSTEMS.assessmentFacts, target: system, element }] });
}

function toMcode(): Artefact {
  const element = MCODE_PROFILES.map(([fact, code, equivalence]) => ({
    code: fact, display: nameOfFact(fact), target: [{ code, equivalence, ...(equivalence === 'equivalent' ? {} : { comment: equivalence === 'wider' ? 'The profile holds more than this fact.' : 'The depth of invasion is read from it; size alone does not decide it here.' }) }],
  }));
  return published('ConceptMap', 'facts-to-mcode', 'Facts of an assessment to mCODE profiles', 'The mCODE profile whose resources carry a fact; the target codes are ids of its StructureDefinitions.',
    { sourceUri: SYSTEMS.assessmentFacts, targetUri: MCODE, group: [{ source: SYSTEMS.assessmentFacts, target: MCODE, element }] });
}
