/**
 * What the engine concludes, recorded: a few patients, and each of them with one thing otherwise.
 * A change here is either meant, and recorded anew with RECORD_CONCLUSIONS=1 and read in the diff, or a defect.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assess } from '../../src/engine';
import type { ClinicalPicture } from '../../src/engine';
import { TODAY, aPicture, aboutPercent, background, count, gastrinElevated, gastrinNormal, gastrinUnclassified, gastrinUnknown, on, percent, percentBetween, present, absent, reading, set, unreadable } from './a-picture';
import { act, functioning, ki67, metastatic, mm, nec, spread, typeI, typeII, typeIII } from './management/cases';

type Given = Partial<ClinicalPicture>;
const FILE = join(__dirname, 'recorded-conclusions.json');
const blank = aPicture();

const PATIENTS: Readonly<Record<string, (more: Given) => ClinicalPicture>> = {
  'type I': typeI, 'type II': typeII, 'type III': typeIII, 'metastatic NET': metastatic, NEC: nec,
  'metastatic NEC': (more) => nec({ metastasis: spread(), ...more }),
  'NET or NEC': (more) => aPicture({ proliferation: [set({ ki67: percent(45) })], codedKind: 'NET', pathologyOnRecord: true, ...more }),
  'NET of open type': (more) => aPicture({ ...ki67(5), differentiation: 'well', gastrin: gastrinElevated, ...more }),
  'nothing known': aPicture,
};

const marked = (more: Partial<ClinicalPicture['markers']>): Given => ({ markers: { ...blank.markers, ...more } });
const gened = (more: Partial<ClinicalPicture['genes']>): Given => ({ genes: { ...blank.genes, ...more } });
const noted = (more: Partial<ClinicalPicture['recorded']>): Given => ({ recorded: { ...blank.recorded, ...more } });
const noded = (more: Partial<ClinicalPicture['nodes']>): Given => ({ nodes: { ...blank.nodes, ...more } });
const labs = (more: Partial<ClinicalPicture['labs']>): Given => ({ labs: { ...blank.labs, ...more } });
const backed = (more: Partial<ClinicalPicture['background']>): Given => ({ background: background(more) });
const dated = (more: Partial<ClinicalPicture['dates']>): Given => ({ dates: { ...blank.dates, ...more } });
const result = (level: 'low' | 'normal' | 'unclassified') => ({ level, value: '1', date: on('2026-05-01'), resource: 'Observation/l' });
const drug = (name: 'ppi' | 'p-cab', resource: string) => ({ drug: name, resource, name, textMatch: false });

const OTHERWISE: Readonly<Record<string, Given>> = {
  'as it is': {},
  'Ki-67 alone': { proliferation: [set({ ki67: percent(2) })] }, 'low mitoses alone': { proliferation: [set({ mitoses: count(1) })] },
  'Ki-67 25 %, few mitoses': { proliferation: [set({ ki67: percent(25), mitoses: count(1) })] }, 'Ki-67 70 %': { proliferation: [set({ ki67: percent(70), mitoses: count(30) })] },
  'Ki-67 10–30 %': { proliferation: [set({ ki67: percentBetween(10, 30), mitoses: count(1) })] }, 'about 3 %': { proliferation: [set({ ki67: aboutPercent(3), mitoses: percentBetween(1, 4) })] },
  'unverified mitoses': { proliferation: [set({ ki67: percent(1), mitoses: reading(count(2.3), { unitUnverified: true }) })] }, 'a text match': { proliferation: [set({ ki67: reading(percent(8), { textMatch: true }), mitoses: count(1) })] },
  'older and higher': { proliferation: [set({ ki67: percent(30), mitoses: count(3), on: '2024-05-01', specimen: 'DiagnosticReport/0' }), set({ ki67: percent(5), mitoses: count(1) })] },
  'two specimens of one day': { proliferation: [set({ ki67: percent(30), mitoses: count(3), specimen: 'Specimen/a' }), set({ ki67: percent(5), mitoses: count(1), specimen: 'Specimen/b' })] },
  'a newer unreadable Ki-67': { proliferation: [set({ ki67: percent(5), mitoses: count(1), on: '2025-05-01' }), set({ ki67: unreadable(), specimen: 'DiagnosticReport/2' })] },
  'a metastasis higher': { proliferation: [set({ ki67: percent(5), mitoses: count(1) }), set({ ki67: percent(30), site: 'metastasis', specimen: 'Specimen/m' })] },
  'no numbers': { proliferation: [] }, 'poor': { differentiation: 'poor' }, 'well': { differentiation: 'well' }, 'differentiation unknown': { differentiation: 'unknown' },
  'called NEC': { histology: { kind: 'NEC', subtype: null } }, 'called small-cell': { histology: { kind: 'NEC', subtype: 'small-cell' } }, 'called MiNEN': { histology: { kind: 'MiNEN', subtype: null } },
  'components 30 and 70 %': { minenComponents: { neuroendocrine: percent(30), other: percent(70) } }, 'components 40 and 40 %': { minenComponents: { neuroendocrine: percent(40), other: percent(40) } },
  'MiNEN of 20 %': { histology: { kind: 'MiNEN', subtype: null }, minenComponents: { neuroendocrine: percent(80), other: percent(20) } }, 'one component': { minenComponents: { neuroendocrine: null, other: percent(20) } },
  'adenocarcinoma inside': { otherComponent: 'adenocarcinoma' }, 'adenocarcinoma beside': { adenocarcinomaBeside: true },
  'NEC G3 of 2016': { ...noted({ grade: 'G3', necG3: true }), ...dated({ reportDate: on('2016-05-01') }) }, 'recorded G1': noted({ grade: 'G1' }), 'recorded type III': noted({ type: 'III' }), 'recorded type I': noted({ type: 'I' }),
  'recorded T2 of 15 mm': { ...noted({ t: 'T2' }), depth: null, sizeMm: mm(15) }, 'recorded group III': noted({ group: 'III', n: 'N0', m: 'M0' }), 'recorded T4 in the submucosa': { ...noted({ t: 'T4' }), depth: 'submucosa' },
  '1.5 mm': { sizeMm: mm(1.5) }, '10 mm': { sizeMm: mm(10) }, '25 mm': { sizeMm: mm(25), lesions: 'solitary' }, 'size unknown': { sizeMm: null }, 'multiple': { lesions: 'multiple', incompleteEndoscopicClearance: 'yes' }, 'recurrent': { recurrenceAfterEndoscopy: 'yes' },
  'into the muscle': { depth: 'muscularis-propria' }, 'through the wall': { depth: 'serosa' }, 'depth unknown': { depth: null }, 'nodes unknown': noded({}), 'nodes on EUS': noded({ category: 'N0', eus: 'positive' }), 'nodes on imaging': noded({ imaging: 'positive', eus: 'negative' }), 'no node of 12': noded({ positive: 0, examined: 12 }),
  'M unknown': { metastasis: blank.metastasis }, 'M0 with a liver metastasis': { metastasis: spread({ category: 'M0', extent: null, liverPattern: null, originRecorded: false }) }, 'bone too': { metastasis: spread({ sites: ['liver', 'bone'], extent: 'liver-and-extrahepatic' }) },
  'dominant pattern': { metastasis: spread({ liverPattern: 'dominant-with-small-bilobar' }) }, 'diffuse pattern': { metastasis: spread({ liverPattern: 'diffuse', extent: null }) }, 'another pattern': { metastasis: spread({ liverPattern: 'other' }) },
  'gastrin normal': { gastrin: gastrinNormal }, 'gastrin raised': { gastrin: gastrinElevated }, 'gastrin unknown': { gastrin: gastrinUnknown }, 'gastrin unclassified': { gastrin: gastrinUnclassified },
  'atrophic gastritis': backed({ 'atrophic-gastritis': present(), 'h-pylori': present() }), 'atrophic gastritis both ways': backed({ 'atrophic-gastritis': [...present(), ...absent('2026-03-01')] }), 'pernicious anaemia': backed({ 'pernicious-anaemia': present() }),
  'gastrinoma': backed({ gastrinoma: present() }), 'ZES and atrophy': backed({ zes: present(), 'atrophic-gastritis': present() }), 'MEN1': backed({ men1: present() }), 'MEN1 both ways': backed({ men1: [...present(), ...absent()] }),
  'backgrounds absent': backed({ 'atrophic-gastritis': absent(), gastrinoma: absent(), zes: absent(), men1: absent(), 'renal-failure': present() }),
  'a PPI and a P-CAB': { activeDrugs: [drug('ppi', 'MedicationRequest/2'), drug('p-cab', 'MedicationRequest/1')] }, 'unresectable': { unresectable: 'yes' }, 'resectability unknown': { unresectable: 'unknown' }, 'surgery declined': { surgeryDeclined: 'yes' },
  'progressive': { course: 'progressive' }, 'course unknown': { course: 'unknown' }, 'carcinoid syndrome': { function: functioning({ carcinoidSyndrome: 'yes' }) }, 'hypersecretion': { function: functioning({ gastrinomaHypersecretion: 'yes' }) }, 'function unknown': { function: functioning({}) },
  'receptor negative': marked({ 'sstr-imaging': 'negative', sstr2: 'negative' }), 'receptors unknown': marked({}), 'CgA and Syn negative': { ...marked({ cga: 'negative', syn: 'negative', ck: 'positive' }), pathologyOnRecord: true }, 'stains done': { ...marked({ cga: 'positive', syn: 'positive', ck: 'positive', mgmt: 'positive' }), pathologyOnRecord: true },
  'p53 abnormal': gened({ p53: 'altered' }), 'DAXX lost': gened({ daxx: 'altered' }), 'a low-grade area and RB1 lost': { ...gened({ rb1: 'altered' }), lowGradeArea: 'yes' }, 'a NET before': { priorNet: 'yes' },
  'dMMR': { mmrMsi: 'deficient' }, 'no marker for pembrolizumab': { mmrMsi: 'proficient', tmb: 'low' }, 'etoposide–platinum before': { priorSystemic: ['etoposide-platinum'] }, 'no therapy before': { priorSystemic: [] },
  'B12 low, ferritin low': { ...labs({ 'vitamin-b12': result('low'), ferritin: result('low'), tsh: result('normal') }) }, 'B12 unclassified': labs({ 'vitamin-b12': result('unclassified') }), 'CgA not raised': labs({ cga: result('normal') }),
  'diagnosed in 2020': dated({ diagnosis: on('2020-08-31') }), 'seen in 2026': dated({ diagnosis: on('2024-02-29'), lastGastroscopy: { first: '2026-05-01', last: '2026-05-31' }, lastImaging: on('2026-06-30') }),
  'endoscopic resection': { acts: [act('endoscopic-resection', '2026-02-28', { margin: 'R0' })], ...dated({ diagnosis: on('2025-01-31') }) }, 'endoscopic ultrasound': { acts: [act('eus')] }, 'gastroscopy of a month': { acts: [{ ...act('gastroscopy'), date: { first: '2026-03-01', last: '2026-03-31' } }] },
  'radical R0': { acts: [act('radical-gastrectomy', '2025-01-31', { margin: 'R0' })] }, 'radical, margin unknown': { acts: [act('radical-gastrectomy', null)] }, 'local R1': { acts: [act('local-excision', '2024-02-29', { margin: 'R1' })] }, 'palliative': { acts: [act('surgery-unspecified', '2026-01-31', { intent: 'palliative' })] }, 'surgery R2': { acts: [act('radical-gastrectomy', '2026-01-31', { margin: 'R2' })] },
};

/** Values without their names, so that the record stays small enough to read. */
const brief = (item: unknown): string => JSON.stringify(typeof item === 'object' && item !== null ? Object.values(item) : item);

/** One entry per part: whole for the patient as it is, else what came and what went. */
function said(picture: ClinicalPicture): string[] {
  const { applicable, ...parts } = assess(picture, TODAY);
  return [`applicable ${applicable}`, ...Object.entries(parts).flatMap(([part, value]) => (Array.isArray(value) && value.length > 0 ? value.map((item) => `${part} ${brief(item)}`) : [`${part} ${JSON.stringify(value)}`]))];
}

function against(before: readonly string[], now: readonly string[]): string[] {
  return [...now.filter((line) => !before.includes(line)).map((line) => `+ ${line}`), ...before.filter((line) => !now.includes(line)).map((line) => `- ${line}`)];
}

const asItIs = new Map<string, string[]>();
/** The patient as it is, whole, or with one thing otherwise as the difference to it. */
function concluded(name: string, how: string): string[] {
  const patient = PATIENTS[name]!;
  const before = asItIs.get(name) ?? said(patient({}));
  asItIs.set(name, before);
  return how === 'as it is' ? said(patient({})) : against(before, said(patient(OTHERWISE[how]!)));
}

if (process.env['RECORD_CONCLUSIONS'] === '1') {
  const record = Object.fromEntries(Object.keys(PATIENTS).map((name) => [name, Object.fromEntries(Object.keys(OTHERWISE).map((how) => [how, concluded(name, how)]))]));
  writeFileSync(FILE, `${JSON.stringify(record, null, 1)}\n`);
}
const recorded = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Record<string, string[]>>;

describe.each(Object.keys(PATIENTS))('%s', (patient) => {
  test.each(Object.keys(OTHERWISE))('%s: concluded as recorded', (how) => expect(concluded(patient, how)).toEqual(recorded[patient]![how]));
});
