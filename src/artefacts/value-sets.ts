/** Which codes mean a fact: the shipped value sets with where each code was seen, and without the codes that only look like it. */
import { shippedTerminology } from '../fhir-mapping';
import { OVERRIDE_CODINGS, OVERRIDE_REASONS, wordsFor } from '../hooks';
import { type Artefact, canonical, published, SYSTEMS } from './resource';
import SOURCES from './value-set-sources.json';

interface Include { system: string; concept: { code: string; display?: string }[] }

/** Codes that real records confuse with a fact's: excluded from its value set. */
const TRAPS: Readonly<Record<string, readonly string[]>> = {
  ki67: ['trap-ki67-breast-only', 'trap-her2', 'trap-oestrogen-receptor'], mitoses: ['trap-mitoses-other', 'trap-nottingham'],
  gastrin: ['trap-gastrin-stimulated', 'trap-gastrin-deprecated', 'gastrin-fragment'], 'cga-serum': ['trap-cga-not-serum'], nse: ['trap-nse-not-serum'],
  men1: ['trap-men2', 'trap-men3'], tsh: ['trap-tsh-stimulated'], 'vitamin-b12': ['trap-vitamin-b12-deprecated'], 'drug-vitamin-b12': ['trap-hydroxocobalamin-antidote', 'trap-vitamin-b12-eye-drops'],
  'tumour-size-max': ['trap-polyp-size'], gastroscopy: ['trap-endoscopy-conflicting'], 'drug-everolimus': ['trap-everolimus-transplant'], 'drug-prrt': ['trap-psma-therapy'],
  'sstr-tracer': ['trap-psma-tracer'], gastrectomy: ['trap-bariatric'], 'gastrectomy-partial': ['trap-bariatric'],
};

const COPYRIGHTS: readonly [system: string, notice: string][] = [
  ['http://loinc.org', 'Contains LOINC codes: copyright Regenstrief Institute, available at no cost under its licence.'],
  ['http://snomed.info/sct', 'Contains SNOMED CT codes: their use may need an affiliate licence of SNOMED International.'],
  ['icd-10', 'Contains ICD-10 codes of the World Health Organization or a national modification.'],
  ['icd-o-3', 'Contains ICD-O-3 codes of the World Health Organization.'],
  ['whocc.no/atc', 'Contains ATC codes of the WHO Collaborating Centre for Drug Statistics Methodology.'],
  ['rxnorm', 'Contains RxNorm codes of the United States National Library of Medicine.'],
];

export function valueSets(): Artefact[] {
  const shipped = new Map(shippedTerminology().filter((each) => each.resourceType === 'ValueSet').map((each) => [each.url.slice(each.url.lastIndexOf('/') + 1), each]));
  const includesOf = (id: string): Include[] => ((shipped.get(id)?.['compose'] as { include?: Include[] } | undefined)?.include ?? []); // sound: our own files
  const facts = [...shipped].map(([id, set]) => {
    const include = includesOf(id);
    const exclude = (TRAPS[id] ?? []).flatMap(includesOf);
    const trap = id.startsWith('trap-');
    const title = String(set['title'] ?? set.name);
    return published('ValueSet', id, title, trap ? `Codes that only look right. ${title}.` : `Codes that a record may use for: ${title}. A code is matched by system and code, never by its display.`, {
      ...sourcesOf(id), ...(copyrightOf(include) === '' ? {} : { copyright: copyrightOf(include) }), compose: { include, ...(exclude.length === 0 ? {} : { exclude }) },
    });
  });
  const all = (['facts', 'assessment-facts', 'rules', 'recommendations', 'topics'] as const).map((id) => published('ValueSet', `all-${id}`, `All of ${id}`, `Every code of the CodeSystem ${id}.`, { compose: { include: [{ system: canonical('CodeSystem', id) }] } }));
  return [...facts, ...all, ...overrideReasons(), work()];
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

/** Public repositories in which the codes were seen in use. */
function sourcesOf(id: string): Record<string, unknown> {
  const repositories = (SOURCES as Record<string, string[]>)[id] ?? [];
  return repositories.length === 0 ? {} : { extension: repositories.map((repository) => ({ url: 'http://hl7.org/fhir/StructureDefinition/valueset-sourceReference', valueUri: `https://github.com/${repository}` })) };
}

const copyrightOf = (include: readonly Include[]): string => COPYRIGHTS.filter(([part]) => include.some(({ system }) => system.includes(part))).map(([, notice]) => notice).join(' ');
