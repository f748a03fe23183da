// Writes the shipped terminology from its two tables: node scripts/valuesets.mjs <terminology.tsv> <fact-codes.tsv> [output folder]
// One FHIR ValueSet per concept, the traps as sets of their own, the project's CodeSystem, the module that gathers them, and the list of codes that recognition loads. Unverified rows are left out.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const [table, factTable, folder = 'src/fhir-mapping/terminology/valuesets'] = process.argv.slice(2);
if (table === undefined || factTable === undefined) {
  process.stderr.write('Usage: node scripts/valuesets.mjs <terminology.tsv> <fact-codes.tsv> [output folder]\n');
  process.exit(2);
}

const CPT = 'http://www.ama-assn.org/go/cpt';
const UNITS = 'http://unitsofmeasure.org';

/** Rows of one label that are different concepts, by code. */
const BY_CODE = {
  'Regional nodes positive/examined': { '21893-3': 'nodes-positive', '92831-7': 'nodes-positive', '372308003': 'nodes-positive', '21894-1': 'nodes-examined', '92833-3': 'nodes-examined', '372309006': 'nodes-examined' },
  'Differentiation / grade value': {
    '1155708003': 'grade-low', '1286893008': 'grade-intermediate', '1155707008': 'grade-high', '1155705000': 'grade-not-assessable',
    '373375007': 'well-differentiated', '373377004': 'moderately-differentiated', '373373000': 'poorly-differentiated', '373374006': 'undifferentiated',
  },
  'Histology ICD-O-3 morphology': {
    '8240/3': 'net-histology', '8249/3': 'net-histology', '8242/3': 'net-histology', '8241/3': 'net-histology', '8246/3': 'nec-histology', '8013/3': 'large-cell-nec',
    '8041/3': 'small-cell-nec', '8154/3': 'minen', '8244/3': 'minen', '8153/3': 'gastrinoma-histology', '8574/3': 'adenocarcinoma-with-neuroendocrine-differentiation',
  },
  'Histology ICD-O-3 morphology (old behaviour)': { '8240/1': 'net-histology', '8242/1': 'net-histology', '8153/1': 'gastrinoma-histology' },
  'H. pylori test': { '168385006': 'h-pylori-detected', '307369007': 'h-pylori-active', '444779004': 'h-pylori-active', '307370008': 'h-pylori-active', '168384005': 'h-pylori-active', '122214008': 'h-pylori-active' },
  'NET metastasis': {
    'C7B.00': 'net-metastasis', 'C7B.01': 'net-metastasis-distant-nodes', 'C7B.02': 'net-metastasis-liver', 'C7B.03': 'net-metastasis-bone',
    'C7B.04': 'net-metastasis-peritoneum', 'C7B.09': 'net-metastasis-other', 'C7B.8': 'net-metastasis',
  },
  'IHC result value': { 'LA6576-8': 'positive-answer' },
  'China GB/NHSA extended ICD-10: match on the first letter+2 digits+.+1 digit': { 'K29.400': null, 'D37.103': null, 'K31.703': null },
  'NEN, site not stated (need stomach evidence)': { '255046005': 'net-site-not-stated', '445238008': 'net-site-not-stated', '133531000119104': 'net-site-not-stated', '253000007': 'nec-site-not-stated', '123631000119103': 'nec-site-not-stated' },
};

/** Labels whose concept is not simply the label made a code. */
const BY_LABEL = {
  'Ki-67 index': 'ki67', 'Ki-67 index (ordinal presence, no %)': 'ki67-ordinal', 'IHC observation (generic; Ki-67 named only in text)': 'ihc-generic',
  'IHC, analyte in component (pattern for SSTR2/RB1/ATRX/DAXX/MEN1)': 'gene-studied', 'IHC study (generic)': 'ihc-generic', 'Mitotic count per 10 HPF': 'mitoses',
  'Gastrin, basal/fasting': 'gastrin', 'Gastrin, basal (pre-challenge)': 'gastrin', 'Gastrin fragment (do not compare with gastrin thresholds)': 'gastrin-fragment',
  'Chromogranin A (serum/plasma)': 'cga-serum', 'Neuron-specific enolase (serum)': 'nse', 'Vitamin B12': 'vitamin-b12', 'TPO antibody': 'tpo-ab',
  'Calcium (MEN1 screen)': 'calcium', 'PTH (MEN1 screen)': 'pth', 'Parietal cell antibody': 'parietal-cell-ab', 'Parietal cell antibody (titre, IF)': 'parietal-cell-ab',
  'Intrinsic factor blocking antibody': 'intrinsic-factor-ab', 'H. pylori stool antigen (active infection)': 'h-pylori-active', 'H. pylori breath test (active infection)': 'h-pylori-active',
  'H. pylori serology (exposure only)': 'h-pylori-serology', 'H. pylori-caused disorder': 'h-pylori-disorder', 'H. pylori as cause': 'h-pylori-disorder', 'H. pylori as cause (secondary code)': 'h-pylori-disorder',
  'Tumour size (panel)': 'tumour-size-panel', 'Tumour size (largest dimension; component or stand-alone)': 'tumour-size-max', 'Tumour size (additional dimension)': 'tumour-size-additional',
  'Multifocality (weak: specimen involvement)': 'multifocality-weak', 'Lymphovascular invasion': 'lvi', 'Lymphovascular invasion (finding value)': 'invasion-finding', 'Lymphatic/venous invasion stage value': 'invasion-status',
  'Gastric pathology / extension (prefer pT)': 'gastric-pathology', 'Histologic type container': 'histology-panel', 'Histologic behavior and type': 'histology', 'Histology + behavior ICD-O-3': 'histology',
  'Pathology report text (LOINC document/section)': 'pathology-report', 'Histology: well-differentiated NET': 'net-histology', 'Histology: large-cell NEC': 'large-cell-nec', 'Histology: small-cell carcinoma': 'small-cell-nec',
  'Histology: MiNEN': 'minen', 'Histology: MANEC (old term for MiNEN)': 'minen', 'Histology: gastrinoma': 'gastrinoma-histology', 'Histology: gastrinoma, malignant': 'gastrinoma-histology',
  'Topography: stomach (ICD-O-3)': 'stomach-topography', 'Body site: stomach': 'stomach-topography', 'g-NEN (grade and type not implied)': 'gnen', 'g-NEC': 'gnec',
  'g-NET / gastric carcinoid': 'gnet', 'g-NET / gastric carcinoid (benign)': 'gnet', 'g-NET (malignant carcinoid)': 'gnet', 'g-NET (benign carcinoid)': 'gnet', 'OncoTree/NCIt: well-differentiated NET of stomach': 'gnet',
  'OncoTree/NCIt: GI NET': 'net-site-not-stated', 'NEC, poorly differentiated (site not in code)': 'nec-site-not-stated', 'NEN other site': 'nen-other-site', 'Other primary site of a NEN (AP-2)': 'other-primary-nen',
  'Gastric cancer, histology not stated (not g-NEN by itself)': 'gastric-cancer-unspecified', 'Gastric cancer, histology not stated (WHO has no C7A/C7B/D3A)': 'gastric-cancer-unspecified', 'Gastric cancer, histology not stated': 'gastric-cancer-unspecified',
  'Other tumour: gastric adenocarcinoma (AP-4)': 'gastric-adenocarcinoma', 'Other tumour: gastric adenocarcinoma (AP-4; with a gastric site)': 'adenocarcinoma-histology',
  'Gastric neoplasm uncertain/unspecified/benign/in situ (not g-NEN by itself)': 'gastric-neoplasm-uncertain', 'Gastritis (too broad; context only)': 'gastritis', 'Chronic gastritis unspecified (weak)': 'chronic-gastritis',
  'Zollinger-Ellison syndrome': 'zes', 'Zollinger-Ellison / gastrin excess': 'gastrin-excess', 'Carcinoid syndrome (FY2026 children)': 'carcinoid-syndrome', 'MEN (no MEN1 child; D44.8 pluriglandular)': 'men-unspecified',
  'Renal failure (raises gastrin and CgA)': 'renal-failure', 'Chronic kidney disease (weak)': 'chronic-kidney-disease', 'Metastasis, site only in bodySite': 'metastasis-site-elsewhere',
  'History of malignant gastric neoplasm': 'history-of-gastric-neoplasm', 'Gastrectomy (extent not stated)': 'gastrectomy', 'Gastrectomy, total': 'gastrectomy-total', 'Gastrectomy, partial': 'gastrectomy-partial', 'Gastrectomy, completion': 'gastrectomy-completion',
  'EGD / gastroscopy': 'gastroscopy', 'EGD study observation': 'gastroscopy-observation', 'EGD with biopsy': 'gastroscopy-with-biopsy', 'EMR (gastric mucosa)': 'endoscopic-resection',
  'Endoscopic resection of gastric lesion (EMR/ESD not distinguished)': 'endoscopic-resection', 'ESD / EMR (GI tract; extension codes)': 'endoscopic-resection-site-not-stated', 'Endoscopic removal of lesion': 'endoscopic-removal', 'Gastric polypectomy': 'endoscopic-resection',
  'Local excision of gastric lesion': 'local-excision', 'Lymphadenectomy, regional abdominal': 'lymphadenectomy', 'EUS-FNA': 'eus', 'EUS-FNA upper GI': 'eus',
  'Imaging modality: CT (body site and tracer must come from elsewhere)': 'ct', 'Imaging modality: MRI (body site and tracer must come from elsewhere)': 'mri', 'Imaging modality: PET (body site and tracer must come from elsewhere)': 'pet', 'Imaging modality: Ultrasound (body site and tracer must come from elsewhere)': 'ultrasound',
  'PET/CT (SSTR only if tracer proves it)': 'pet', 'SSTR-PET tracer': 'sstr-tracer', 'SSTR imaging tracer': 'sstr-tracer', 'MGMT promoter methylation': 'mgmt', 'SSTR2 measurement': 'sstr2-ihc', 'SSTR2 analyte': 'sstr2-analyte', 'TP53 gene (component of a genomic variant)': 'tp53-gene',
  'MLH1 IHC': 'mmr-ihc', 'MSH2 IHC': 'mmr-ihc', 'MSH6 IHC': 'mmr-ihc', 'PMS2 IHC': 'mmr-ihc', 'MLH3': 'mlh3-ihc',
  'P-CAB (acid suppressant; raises gastrin like a PPI)': 'drug-p-cab', 'H2 blocker (famotidine)': 'drug-h2-blocker', 'iron group (prefix match B03A)': 'drug-iron', 'iron, oral': 'drug-iron', 'iron, parenteral': 'drug-iron', 'iron (substance)': 'drug-iron', 'ferrous sulfate (ingredient)': 'drug-iron',
  'vitamin B12': 'drug-vitamin-b12', 'vitamin B12 (substance)': 'drug-vitamin-b12', 'lutetium-177 (substance, not the drug)': 'lutetium-177-substance', 'Referral for gastroscopy': 'gastroscopy-referral',
};
/** Labels that begin so are one concept each. */
const BY_START = [
  ['T category', 't-category'], ['N category', 'n-category'], ['M category', 'm-category'], ['Stage group value', 'stage-group-root'], ['Stage group', 'stage-group'],
  ['T value set root', 't-category-root'], ['N value set root', 'n-category-root'], ['M value set root', 'm-category-root'],
  ['PPI', 'drug-ppi'], ['octreotide', 'drug-octreotide'], ['lanreotide', 'drug-lanreotide'], ['lutetium-177', 'drug-prrt'], ['interferon alfa', 'drug-interferon-alfa'], ['peginterferon', 'drug-interferon-alfa'], ['ropeginterferon', 'drug-interferon-alfa'],
];
const PLAIN_DRUGS = ['everolimus', 'surufatinib', 'sunitinib', 'cabozantinib', 'cisplatin', 'carboplatin', 'etoposide', 'irinotecan', 'temozolomide', 'capecitabine', 'fluorouracil', 'oxaliplatin', 'streptozocin', 'folinate', 'pembrolizumab', 'telotristat', 'pasireotide'];

/** Traps as the reader tells them apart; the first that fits the label. */
const TRAPS = [
  ['Ki-67: BREAST only', 'ki67-breast-only'], ['gastrin after challenge', 'gastrin-stimulated'], ['gastrin DEPRECATED', 'gastrin-deprecated'], ['TSH after challenge', 'tsh-stimulated'],
  ['chromogranin A in body fluid', 'cga-not-serum'], ['NSE in CSF', 'nse-not-serum'], ['HER2', 'her2'], ['is ER', 'oestrogen-receptor'], ['MEN2', 'men2'], ['MEN3', 'men3'], ['bariatric', 'bariatric'], ['transplant', 'everolimus-transplant'],
  ['PSMA therapy', 'psma-therapy'], ['PSMA tracer', 'psma-tracer'], ['polyp size', 'polyp-size'], ['B12 deprecated', 'vitamin-b12-deprecated'], ['eye drops', 'vitamin-b12-eye-drops'], ['antidote', 'hydroxocobalamin-antidote'],
  ['Nottingham', 'nottingham'], ['breast mitotic', 'mitoses-other'], ['melanoma', 'mitoses-other'], ['not mitoses', 'mitoses-other'], ['glucose', 'mitoses-other'], ['conflicting labels', 'endoscopy-conflicting'],
];

const code = (label) => label.toLowerCase().normalize('NFKD').replace(/\(.*?\)/g, ' ').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');

function conceptOf(label, value) {
  if (label in BY_CODE) {
    const found = BY_CODE[label][value];
    if (found === undefined) throw new Error(`"${label}" has the code ${value}, which this script does not place.`);
    return found;
  }
  if (label in BY_LABEL) return BY_LABEL[label];
  for (const drug of PLAIN_DRUGS) if (label.toLowerCase().startsWith(drug)) return `drug-${drug}`;
  for (const [start, concept] of BY_START) if (label.startsWith(start)) return concept;
  return code(label);
}

function trapOf(label) {
  for (const [part, trap] of TRAPS) if (label.includes(part)) return trap;
  throw new Error(`"${label}" is a trap this script does not place.`);
}

const sets = new Map();
const lines = (await readFile(table, 'utf8')).split('\n').slice(1).filter((line) => line !== '');
let shipped = 0;
for (const line of lines) {
  const [rawLabel = '', system = '', value = '', display = '', confidence = ''] = line.split('\t').map((cell) => cell.trim());
  if (confidence !== 'confirmed' && confidence !== 'likely') continue;
  if (system === UNITS || value === '' || value === '-') continue;
  const label = rawLabel.startsWith('"') ? rawLabel.slice(1, -1).replaceAll('""', '"') : rawLabel;
  const isTrap = label.startsWith('TRAP');
  const concept = isTrap ? `trap-${trapOf(label)}` : conceptOf(label, value);
  if (concept === null) continue;
  const set = sets.get(concept) ?? { title: label, systems: new Map() };
  sets.set(concept, set);
  const codes = set.systems.get(system) ?? new Map();
  set.systems.set(system, codes);
  // Descriptors of CPT are not ours to give; SNOMED, LOINC and ICD names help a reader, but recognition never looks at them.
  codes.set(value, system === CPT || display === '' || display.startsWith('(') ? { code: value } : { code: value, display });
  shipped += 1;
}

const facts = (await readFile(factTable, 'utf8')).split('\n').slice(1).filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
  const [fact = '', type = '', values = '', means = ''] = line.split('\t').map((cell) => cell.trim());
  return { fact, type, values, means };
});

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const names = [...sets.keys()].sort();
for (const name of names) {
  const { title, systems } = sets.get(name);
  const include = [...systems].map(([system, codes]) => ({ system, concept: [...codes.values()] }));
  const resource = { resourceType: 'ValueSet', url: `https://gnen-cds.org/fhir/ValueSet/${name}`, name: name.replace(/(^|-)([a-z0-9])/g, (_, __, letter) => letter.toUpperCase()), title, status: 'active', compose: { include } };
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(resource, null, 1)}\n`);
}

const factConcepts = facts.map(({ fact, means }) => ({ code: fact, ...(means === '' ? {} : { definition: means }) }));
const valueCodes = new Set();
for (const { type, values } of facts) {
  if (!type.includes('CodeableConcept')) continue;
  for (const value of values.split(/[|,]/).map((part) => part.trim())) if (/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(value) && value !== 'number') valueCodes.add(value);
}
const taken = new Set(facts.map(({ fact }) => fact));
const codeSystem = {
  resourceType: 'CodeSystem', url: 'https://gnen-cds.org/fhir/CodeSystem/facts', name: 'GnenFacts', title: 'Facts about a gastric neuroendocrine neoplasm that no standard code says',
  status: 'active', content: 'complete', caseSensitive: true, property: [{ code: 'role', type: 'code' }],
  concept: [
    ...factConcepts.map((concept) => ({ ...concept, property: [{ code: 'role', valueCode: 'fact' }] })),
    ...[...valueCodes].filter((value) => !taken.has(value)).sort().map((value) => ({ code: value, property: [{ code: 'role', valueCode: 'value' }] })),
  ],
};
await writeFile(join(folder, 'facts.codesystem.json'), `${JSON.stringify(codeSystem, null, 1)}\n`);

const variable = (name) => name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase()).replace(/^(\d)/, '_$1');
const index = [
  '/** The shipped value sets, one per concept, and the project\'s own CodeSystem, as FHIR resources. Written by scripts/valuesets.mjs: change the tables, not this file. */',
  ...names.map((name) => `import ${variable(name)} from './${name}.json';`),
  "import facts from './facts.codesystem.json';",
  '',
  'export const VALUE_SETS = [',
  ...names.map((name) => `  ${variable(name)},`),
  '] as const;',
  '',
  'export const FACTS_CODE_SYSTEM = facts;',
  '',
].join('\n');
await writeFile(join(folder, 'index.ts'), index);

const systemNames = [...new Set(names.flatMap((name) => [...sets.get(name).systems.keys()]))].sort();
const codeList = [
  '/** Every shipped code under the concept it means, in one file so that the start reads one and not two hundred. Written by scripts/valuesets.mjs: change the tables, not this file. */',
  '',
  '/** Code systems, by the number the lists below name them with. */',
  `export const SYSTEMS = [\n${systemNames.map((system) => `  '${system}',`).join('\n')}\n] as const;`,
  '',
  '/** Codes by concept and system, separated by spaces; what begins with `trap-` looks right and is not. */',
  'export const CODES = {',
  ...names.map((name) => `  '${name}': { ${[...sets.get(name).systems].map(([system, codes]) => `${systemNames.indexOf(system)}: '${[...codes.keys()].join(' ')}'`).join(', ')} },`),
  '} as const;',
  '',
  '/** Facts of the project\'s own CodeSystem. */',
  `export const FACT_CODES = [\n${facts.map(({ fact }) => `  '${fact}',`).join('\n')}\n] as const;`,
  '',
].join('\n');
await writeFile(join(folder, '..', 'code-lists.ts'), codeList);
process.stdout.write(`${names.length} value sets, ${shipped} codes, ${facts.length} facts.\n`);
