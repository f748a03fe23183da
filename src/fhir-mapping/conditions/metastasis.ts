/** Distant disease and node metastases: Conditions with their sites, extent, liver pattern, and whether their origin is recorded. */
import type { ClinicalPicture, MCategory } from '../../engine';
import { oneOf, shortened } from '../observations/fact-values';
import { newestOf, statementsIn, type Stated } from '../observations/newest';
import type { ResultsByConcept } from '../observations/results';
import type { ClinicalRecord, RecordEntry } from '../records/entries';
import { codeOf, codingsOf, objectsAt, stringAt, wordsOf } from '../records/elements';
import { byCodeUnit, type Ledger } from '../records/ledger';
import { type Meaning, meaningsOf } from '../terminology';
import { type MetastaticSite, metastaticSiteInWords, metastaticSiteOf, namesOtherMetastaticPlace, namesOtherMetastaticSite, saysOtherOrgan } from '../specimens/tumour-site';
import type { NeoplasmFindings } from './neoplasm';
import { GASTRIC_ABBREVIATED, statesMetastasis, statesTumour } from './neoplasm-words';

const SITE_OF_CONCEPT: readonly [Meaning, MetastaticSite][] = [
  ['liver-metastasis', 'liver'], ['net-metastasis-liver', 'liver'], ['peritoneal-metastasis', 'peritoneum'], ['net-metastasis-peritoneum', 'peritoneum'], ['net-metastasis-bone', 'bone'],
  ['net-metastasis-distant-nodes', 'distant-nodes'], ['lymph-node-metastasis', 'regional-nodes'], ['net-metastasis-other', 'other'],
];
const FROM_THE_STOMACH = new RegExp(`${GASTRIC_ABBREVIATED.source}|${/\b(?:from|of) (?:the )?(?:gastric|stomach)|\bgastric (?:neuro-?endocrine|carcinoid|net|nec)\b|胃(?:神经内分泌|来源|类癌)/.source}`);

export interface MetastasisFindings { metastasis: ClinicalPicture['metastasis']; nodesRecorded: boolean }

export function metastasisOf(record: ClinicalRecord, neoplasm: NeoplasmFindings, results: ResultsByConcept, category: MCategory | null, categoryStated: Stated<unknown> | null, ledger: Ledger): MetastasisFindings {
  const sites = new Set<string>();
  let nodesRecorded = false;
  let originRecorded = category === 'M1' && isBoundTo(categoryStated, neoplasm);
  for (const entry of neoplasm.metastasisConditions) {
    const site = siteOf(entry);
    const isNode = site === 'regional-nodes' || site === 'nodes';
    if (isNode) nodesRecorded = true;
    else sites.add(site === 'lung' ? 'other' : site);
    ledger.used({ fact: isNode ? 'nodes' : 'metastasis.sites', value: shortened(wordsOf(entry.resource['code'])[0] ?? codeOf(entry.resource['code']) ?? site), resource: entry.reference, date: entry.recordedDate, textMatch: false });
    const contradiction = contradictionOf(entry);
    if (contradiction !== null) ledger.notice('metastasis-text-contradicts', 'ST-4', 'warning', ['metastasis.sites'], { resource: entry.reference, quote: shortened(contradiction) });
    if (!isNode) originRecorded ||= namesTheStomach(entry, record, neoplasm);
  }
  for (const result of [...(results.get('ki67') ?? []), ...(results.get('histology') ?? [])]) {
    if (result.origin !== 'metastasis') continue;
    const site = result.metastaticSite;
    if (site === 'nodes' || site === 'regional-nodes') nodesRecorded = true;
    else if (site !== null) sites.add(site === 'lung' ? 'other' : site);
    if (result.focus.some((key) => neoplasm.roles.get(key) === 'gastric-nen')) originRecorded = true;
  }
  const extent = newestOf(statementsIn(results.get('metastasis-extent'), 'metastasis.extent', ledger, ({ holder }) => oneOf(holder, ['liver-only', 'extrahepatic', 'liver-and-extrahepatic'] as const)), 'metastasis.extent', ledger);
  const pattern = newestOf(statementsIn(results.get('liver-metastasis-pattern'), 'metastasis.liver-pattern', ledger, ({ holder }) => oneOf(holder, ['single', 'dominant-with-small-bilobar', 'diffuse', 'other'] as const)), 'metastasis.liver-pattern', ledger);
  for (const stated of [extent, pattern]) originRecorded ||= isBoundTo(stated, neoplasm);
  // A neuroendocrine metastasis named under the only tumour's stage belongs to it.
  return {
    metastasis: { category, sites: [...sites].sort(byCodeUnit), extent: extent?.value ?? null, liverPattern: pattern?.value ?? null, originRecorded },
    nodesRecorded,
  };
}

/** `unstated` where neither the code nor the body site nor the words tell the place: it may be the liver. */
function siteOf(entry: RecordEntry): MetastaticSite | 'unstated' {
  const condition = entry.resource;
  const ids = meaningsOf(condition['code']);
  for (const [id, site] of SITE_OF_CONCEPT) if (ids.has(id)) return site;
  // The site decides; words that name another tumour are only words.
  const bySite = metastaticSiteOf(condition['bodySite']);
  if (bySite !== null) return bySite;
  if (condition['bodySite'] !== undefined && wordsOf(objectsAt(condition, 'bodySite')[0]).length > 0) return 'other';
  const words = wordsOf(condition['code']).join(' | ').toLowerCase();
  // Under a site of unknown code, words that name an organ may only name the tumour's origin.
  return metastaticSiteInWords(words) ?? (condition['bodySite'] === undefined && namesOtherMetastaticPlace(words) ? 'other' : 'unstated');
}

/** The text of a metastasis whose place only its body site tells, where it says a primary tumour or another place. @see terminology.md section 6, shape 27 */
function contradictionOf(entry: RecordEntry): string | null {
  const code = entry.resource['code'];
  const text = stringAt(code, 'text');
  const ids = meaningsOf(code);
  if (text === null || codingsOf(entry.resource['bodySite']).length + wordsOf(objectsAt(entry.resource, 'bodySite')[0]).length === 0 || SITE_OF_CONCEPT.some(([id]) => ids.has(id))) return null;
  if (statesTumour(text) && !statesMetastasis(text)) return text;
  const site = metastaticSiteOf(entry.resource['bodySite']);
  return site !== null && (saysOtherOrgan(text) || namesOtherMetastaticSite(text, site)) ? text : null;
}

/** Bound to the gastric tumour: by focus, by being its Condition's stage, or by being evidence of it. */
function isBoundTo(stated: Stated<unknown> | null, neoplasm: NeoplasmFindings): boolean {
  if (stated === null) return false;
  if (neoplasm.gastricConditions.some((entry) => entry.reference === stated.resource)) return true;
  return stated.result?.focus.some((key) => neoplasm.roles.get(key) === 'gastric-nen') ?? false;
}

function namesTheStomach(entry: RecordEntry, record: ClinicalRecord, neoplasm: NeoplasmFindings): boolean {
  const words = [...wordsOf(entry.resource['code']), ...objectsAt(entry.resource, 'note').flatMap((note) => (typeof note['text'] === 'string' ? [note['text'].slice(0, 300)] : []))].join(' | ').toLowerCase();
  if (FROM_THE_STOMACH.test(words)) return true;
  const gastric = new Set(neoplasm.gastricConditions.map((condition) => condition.reference));
  const refersTo = (holder: RecordEntry, targets: ReadonlySet<string>): boolean => {
    const references = [...objectsAt(holder.resource, 'evidence').flatMap((evidence) => objectsAt(evidence, 'detail')), ...objectsAt(holder.resource, 'stage').flatMap((stage) => objectsAt(stage, 'assessment')),
      ...objectsAt(holder.resource, 'extension').flatMap((extension) => objectsAt(extension, 'valueReference'))];
    return references.some((reference) => targets.has(record.keyOf(reference, holder.resource) ?? ''));
  };
  return refersTo(entry, gastric) || neoplasm.gastricConditions.some((condition) => refersTo(condition, new Set([entry.reference])));
}
