/** Which codes mean a fact: the shipped value sets with where each code was seen, and without the codes that only look like it. */
import { shippedTerminology } from '../fhir-mapping';
import { OVERRIDE_CODINGS, OVERRIDE_REASONS, wordsFor } from '../hooks';
import { FACT_CODES, type FactName, factSetId, isCoded } from './fact-codes';
import { type Artefact, canonical, published, SYSTEMS } from './resource';
import SOURCES from './value-set-sources.json';

export interface Concept { code: string; display?: string }
export interface Include { system: string; concept: Concept[] }

/** Codes that real records confuse with a concept's: excluded from its value set. */
const TRAPS: Readonly<Record<string, readonly string[]>> = {
  ki67: ['trap-ki67-breast-only', 'trap-her2', 'trap-oestrogen-receptor', 'ki67-ordinal'], mitoses: ['trap-mitoses-other', 'trap-nottingham'],
  gastrin: ['trap-gastrin-stimulated', 'trap-gastrin-deprecated', 'gastrin-fragment'], 'cga-serum': ['trap-cga-not-serum'], nse: ['trap-nse-not-serum'],
  men1: ['trap-men2', 'trap-men3', 'men-unspecified'], tsh: ['trap-tsh-stimulated'], 'vitamin-b12': ['trap-vitamin-b12-deprecated'], 'drug-vitamin-b12': ['trap-hydroxocobalamin-antidote', 'trap-vitamin-b12-eye-drops'],
  'tumour-size-max': ['trap-polyp-size'], gastroscopy: ['trap-endoscopy-conflicting'], 'drug-everolimus': ['trap-everolimus-transplant'], 'drug-prrt': ['trap-psma-therapy', 'lutetium-177-substance'],
  'sstr-tracer': ['trap-psma-tracer'], gastrectomy: ['trap-bariatric'], 'gastrectomy-partial': ['trap-bariatric'], 'h-pylori-active': ['h-pylori-serology'], 'atrophic-gastritis': ['gastritis', 'chronic-gastritis'],
  minen: ['adenocarcinoma-with-neuroendocrine-differentiation'], gnen: ['gastric-cancer-unspecified', 'gastric-neoplasm-uncertain', 'other-primary-nen'],
};

/** Seen in public data and no code at all: their check digits are wrong, or their label is another's. */
const BROKEN_CODES: Readonly<Record<string, readonly Include[]>> = {
  gastroscopy: [{ system: 'http://snomed.info/sct', concept: [{ code: '43210008' }] }],
  'parietal-cell-ab': [{ system: 'http://loinc.org', concept: [{ code: '5140-4' }] }],
  'h-pylori-active': [{ system: 'http://loinc.org', concept: [{ code: '70169-8' }] }, { system: 'http://snomed.info/sct', concept: [{ code: '32050005' }] }],
  gastrin: [{ system: 'http://loinc.org', concept: [{ code: '14716-1' }] }],
};

/** Where codes were read that no public repository shows. */
const READ_IN: Readonly<Record<string, string>> = {
  'adenocarcinoma-histology': 'public ICD-O-3 code lists', 'chronic-kidney-disease': 'public code lists', eus: 'public FHIR profiles', 'eus-report': 'a public LOINC listing', 'gastric-adenocarcinoma': 'public code lists', 'gastric-pathology': 'public LOINC listings',
  gastroscopy: 'the SNOMED CT editorial guide', 'gastroscopy-observation': 'a public LOINC listing', 'gastroscopy-referral': 'a public SNOMED CT browser', 'gastroscopy-with-biopsy': 'public code lists (recognition only)', 'gene-studied': 'the MII molecular tumour board examples',
  'h-pylori-detected': 'a public SNOMED CT browser', 'h-pylori-serology': 'laboratory catalogues', 'ihc-generic': 'the MII molecular tumour board value sets', 'intrinsic-factor-ab': 'laboratory catalogues', 'ki67-ordinal': 'the MII molecular tumour board value sets',
  'lutetium-177-substance': 'a public SNOMED CT browser', 'other-primary-nen': 'the tabular list of ICD-10-CM', 'p53-ihc': 'the MII molecular tumour board value sets and examples', 'parietal-cell-ab': 'laboratory catalogues', 'positive-answer': 'the MII molecular tumour board examples',
  'renal-failure': 'ICD-10 and public code lists', tibc: 'public code lists, without a display (recognition only)', 'tp53-gene': 'examples of the genomics reporting and mCODE guides', 'trap-endoscopy-conflicting': 'the MII oncology module', 'trap-her2': 'public breast cancer profiles',
  'trap-men2': 'public code lists', 'trap-men3': 'public code lists', 'trap-mitoses-other': 'public LOINC listings', 'trap-oestrogen-receptor': 'public code that labels it wrongly', 'trap-polyp-size': 'generated sample data', 'trap-vitamin-b12-deprecated': 'public lists of laboratory codes',
};

const COPYRIGHTS: readonly [system: string, notice: string][] = [
  ['http://loinc.org', 'Contains LOINC codes: copyright Regenstrief Institute, available at no cost under its licence.'],
  ['http://snomed.info/sct', 'Contains SNOMED CT codes: their use may need an affiliate licence of SNOMED International.'],
  ['icd-10', 'Contains ICD-10 codes of the World Health Organization or a national modification.'],
  ['icd-o-3', 'Contains ICD-O-3 codes of the World Health Organization.'],
  ['whocc.no/atc', 'Contains ATC codes of the WHO Collaborating Centre for Drug Statistics Methodology.'],
  ['rxnorm', 'Contains RxNorm codes of the United States National Library of Medicine.'],
];

/** The codes of a shipped value set, by system. */
export function includesOf(id: string): Include[] {
  shipped ??= new Map(shippedTerminology().filter((each) => each.resourceType === 'ValueSet').map((each) => [each.url.slice(each.url.lastIndexOf('/') + 1), each]));
  return (shipped.get(id)?.['compose'] as { include?: Include[] } | undefined)?.include ?? []; // sound: our own files
}
type Shipped = ReturnType<typeof shippedTerminology>[number];
let shipped: Map<string, Shipped> | null = null;

export function valueSets(): Artefact[] {
  includesOf('');
  const concepts = [...(shipped ?? [])].map(([id, set]) => {
    const title = String(set['title'] ?? set.name);
    const trap = id.startsWith('trap-');
    return valueSet(id, title, trap ? `Codes that only look right. ${title}.` : `Codes that a record may use for: ${title}. A code is matched by system and code, never by its display.`, [id], includesOf(id), [...(TRAPS[id] ?? []).flatMap(includesOf), ...(BROKEN_CODES[id] ?? [])]);
  });
  const all = (['facts', 'assessment-facts', 'rules', 'recommendations', 'topics'] as const).map((id) => published('ValueSet', `all-${id}`, `All of ${id}`, `Every code of the CodeSystem ${id}.`, { compose: { include: [{ system: canonical('CodeSystem', id) }] } }));
  return [...concepts, ...factSets(), ...joined(), ...all, ...overrideReasons(), work()];
}

/** For each fact of an assessment, every code by which a record may say it, standard or our own. */
function factSets(): Artefact[] {
  const { facts: names } = wordsFor('en').codes;
  return (Object.entries(FACT_CODES) as [FactName, (typeof FACT_CODES)[FactName]][]).flatMap(([fact, codes]) => { // sound: the record has exactly these keys
    if (!isCoded(codes)) return [];
    const own: Include[] = codes.own === undefined ? [] : [{ system: SYSTEMS.facts, concept: codes.own.map((code) => ({ code })) }];
    const include = [...codes.sets.flatMap(includesOf), ...own];
    const not = [...(codes.not ?? []), ...codes.sets.flatMap((id) => TRAPS[id] ?? [])];
    return [valueSet(factSetId(fact), `Fact: ${names[fact]}`, `Every code by which a record may say: ${names[fact]} (\`${fact}\` in an assessment).`, codes.sets, include, [...[...new Set(not)].flatMap(includesOf), ...codes.sets.flatMap((id) => BROKEN_CODES[id] ?? [])])];
  });
}

/** What a profile is bound to where several value sets may stand. */
const JOINED: Readonly<Record<string, { title: string; sets: readonly string[] }>> = {
  'tumour-category-codes': { title: 'Codes of T, N and M categories and stage groups', sets: ['t-category', 'n-category', 'm-category', 'stage-group'] },
  'laboratory-codes': { title: 'Codes of laboratory results', sets: ['vitamin-b12', 'ferritin', 'iron', 'haemoglobin', 'tsh', 'cga-serum', 'nse'] },
  'act-codes': { title: 'Codes of acts', sets: ['gastroscopy', 'endoscopic-resection', 'endoscopic-resection-site-not-stated', 'endoscopic-removal', 'gastrectomy', 'gastrectomy-total', 'gastrectomy-partial', 'gastrectomy-completion', 'esophagogastrectomy', 'local-excision', 'lymphadenectomy', 'eus'] },
};

function joined(): Artefact[] {
  const drugs = [...(shipped?.keys() ?? [])].filter((id) => id.startsWith('drug-'));
  const all = { ...JOINED, 'drug-codes': { title: 'Codes of drugs', sets: drugs } };
  return Object.entries(all).map(([id, { title, sets }]) => valueSet(id, title, `Every code of ${sets.join(', ')}.`, sets, sets.flatMap(includesOf), sets.flatMap((each) => [...(TRAPS[each] ?? []).flatMap(includesOf), ...(BROKEN_CODES[each] ?? [])])));
}

function valueSet(id: string, title: string, description: string, sourcesFrom: readonly string[], include: readonly Include[], exclude: readonly Include[]): Artefact {
  const included = merged(include);
  const codes = new Set(included.flatMap(({ system, concept }) => concept.map(({ code }) => `${system}|${code}`)));
  // What one concept excludes another of the same fact may say.
  const excluded = merged(exclude).flatMap(({ system, concept }) => { const left = concept.filter(({ code }) => !codes.has(`${system}|${code}`)); return left.length === 0 ? [] : [{ system, concept: left }]; });
  const copyright = copyrightOf([...included, ...excluded]);
  return published('ValueSet', id, title, description, {
    ...sourcesOf(sourcesFrom), ...(copyright === '' ? {} : { copyright }), compose: { include: included, ...(excluded.length === 0 ? {} : { exclude: excluded }) },
  });
}

/** One entry a system, each code once. */
function merged(includes: readonly Include[]): Include[] {
  const bySystem = new Map<string, Map<string, Concept>>();
  for (const { system, concept } of includes) {
    const codes = bySystem.get(system) ?? new Map<string, Concept>();
    bySystem.set(system, codes);
    for (const each of concept) if (!codes.has(each.code)) codes.set(each.code, each);
  }
  return [...bySystem].map(([system, codes]) => ({ system, concept: [...codes.values()] }));
}

/** Own reasons alone, and all that a card offers. */
function overrideReasons(): Artefact[] {
  const { overrideReasons: words } = wordsFor('en');
  const bySystem = new Map<string, { code: string; display: string }[]>();
  for (const reason of OVERRIDE_REASONS) {
    const { code, system } = OVERRIDE_CODINGS[reason];
    bySystem.set(system, [...(bySystem.get(system) ?? []), { code, display: words[reason] }]);
  }
  return [
    published('ValueSet', 'all-override-reasons', 'All of override-reasons', 'Every code of the CodeSystem override-reasons.', { compose: { include: [{ system: canonical('CodeSystem', 'override-reasons') }] } }),
    published('ValueSet', 'card-override-reasons', 'Override reasons of the cards', 'The reasons a card offers, own codes and HL7\'s.', { compose: { include: [...bySystem].map(([system, concept]) => ({ system, concept })) } }),
  ];
}

const work = (): Artefact => published('ValueSet', 'assessment-result', 'Results of an assessment', 'Recommendations and the rules they rest on.', { compose: { include: [{ system: SYSTEMS.recommendations }, { system: SYSTEMS.rules }] } });

/** Public repositories in which the codes were seen in use, and what else they were read in. */
function sourcesOf(ids: readonly string[]): Record<string, unknown> {
  const repositories = [...new Set(ids.flatMap((id) => (SOURCES as Record<string, string[]>)[id] ?? []))].sort();
  const places = [...new Set([...repositories, ...ids.flatMap((id) => READ_IN[id] ?? [])])];
  return {
    ...(repositories.length === 0 ? {} : { extension: repositories.map((repository) => ({ url: 'http://hl7.org/fhir/StructureDefinition/valueset-sourceReference', valueUri: `https://github.com/${repository}` })) }),
    purpose: places.length === 0 ? 'Codes of this project, for what no standard code says.' : `Recognises the codes in records. Seen in: ${places.join(', ')}.`,
  };
}

const copyrightOf = (include: readonly Include[]): string => COPYRIGHTS.filter(([part]) => include.some(({ system }) => system.includes(part))).map(([, notice]) => notice).join(' ');
