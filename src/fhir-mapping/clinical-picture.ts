/** FHIR resources of one patient into the clinical picture on one day. Linear in the input; the order of the resources never matters. */
import type { ClinicalPicture, DateWindow } from '../engine';
import { backgroundOf } from './conditions/background';
import { anaemiasOf, functionOf } from './conditions/function';
import { metastasisOf } from './conditions/metastasis';
import { neoplasmIn, type NeoplasmFindings } from './conditions/neoplasm';
import type { AnyResource, MappedPicture, MappingOptions } from './mapped-picture';
import { resectabilityOf, courseOf, therapyOf } from './medications/therapy';
import { shortened, valueAsRecorded } from './observations/fact-values';
import { gastrinOf, labsOf } from './observations/laboratory';
import { depthOf, lesionCountOf, nodesOf, sizesOf, stageOf } from './observations/lesions';
import { genesOf, markersOf, mismatchRepairOf, mutationalBurdenOf } from './observations/markers';
import { noticeNarrative } from './observations/narrative';
import type { Stated } from './observations/newest';
import { booleanFact, componentsOf, differentiationOf, histologyOf, lymphovascularInvasionOf, otherComponentOf, recordedPathologyOf, type Histology, isGastric, saysNeuroendocrine } from './observations/pathology';
import { proliferationSets } from './observations/proliferation';
import { preliminaryConcepts, type Result, resultsOf } from './observations/results';
import { belongsToResection, doneActsOf, lastDateOf, resectionBondsOf } from './procedures/acts';
import { clinicalRecordOf } from './records/clinical-record';
import type { ClinicalRecord } from './records/entries';
import { compareDates } from './records/date-order';
import { codingsOf, objectsAt, stringAt, wordsOf } from './records/elements';
import { Ledger } from './records/ledger';
import { withStandardCodes } from './terminology';
import { dateWindowOf } from './values/dates';

export function clinicalPictureFrom(resources: AnyResource[], options: MappingOptions): MappedPicture {
  const ledger = new Ledger();
  const { siteCodes } = options;
  const record = clinicalRecordOf(siteCodes.size === 0 ? resources : resources.map((resource) => withStandardCodes(resource, siteCodes)), options, ledger);
  const neoplasm = neoplasmIn(record, (options.conditionsBeingAdded ?? []).map((condition) => withStandardCodes(condition, siteCodes)), options.asOf, ledger);
  const results = resultsOf(record, neoplasm.roles, ledger);

  const pathology = histologyOf(results, neoplasm, ledger);
  const byMorphology = !neoplasm.evidence && pathology.gastricMorphology;
  if (byMorphology) takeMorphologyAsEvidence(neoplasm, results.get('histology') ?? [], pathology, ledger);
  const evidence = neoplasm.evidence || byMorphology;
  const minen = pathology.histology.kind === 'MiNEN' || neoplasm.codedKind === 'MiNEN';
  const adenocarcinomaBeside = evidence && !minen && (neoplasm.adenocarcinoma || pathology.adenocarcinomaSeen);
  const secondPrimary = evidence && (neoplasm.otherPrimary || neoplasm.secondPrimary || (neoplasm.adenocarcinoma && !minen));

  const proliferation = proliferationSets(results, secondPrimary, ledger);
  const sizes = sizesOf(results, ledger);
  const count = lesionCountOf(results, sizes, ledger);
  const depth = depthOf(results, ledger);
  const stage = stageOf(results, conditionStages(neoplasm), ledger);
  const spread = metastasisOf(record, neoplasm, results, stage.m, stage.mStatement, ledger);
  const nodes = nodesOf(results, stage.n, spread.nodesRecorded, ledger);
  const recorded = recordedPathologyOf(results, conditionStages(neoplasm), ledger);
  const background = backgroundOf(record, results, ledger);
  const anaemias = anaemiasOf(record, ledger);
  const acts = doneActsOf(record, results, ledger);
  const resectionBonds = resectionBondsOf(record, results, acts);
  const therapy = therapyOf(record, results, options.asOf, ledger);
  noticeNarrative(record, results, ledger);
  for (const { entry, concept, holder } of preliminaryConcepts(record)) {
    const fact = concept === 'ki67' || concept === 'mitoses' || concept === 'gastrin' || concept === 'differentiation' || concept === 'histology' ? concept : null;
    if (fact !== null) ledger.notice('not-final-shown', 'GR-13', 'info', [fact], { resource: entry.reference, value: shortened(valueAsRecorded(holder)) });
  }

  const findings = [...sizes.statements, ...count.statements, ...depth.statements, ...nodes.statements];
  const picture: ClinicalPicture = {
    evidenceOfGastricNen: evidence,
    otherPrimaryOnly: neoplasm.otherPrimary && !evidence,
    secondPrimary, adenocarcinomaBeside,
    patient: patientOf(record, options.asOf),
    proliferation,
    differentiation: differentiationOf(results, ledger),
    histology: pathology.histology,
    codedKind: neoplasm.codedKind,
    minenComponents: componentsOf(results, ledger),
    otherComponent: otherComponentOf(results, ledger),
    sizeMm: sizes.largest, lesions: count.lesions, depth: depth.depth,
    recorded: { t: stage.t, n: stage.n, m: stage.m, group: stage.group, grade: recorded.grade, type: recorded.type, necG3: recorded.necG3 },
    nodes: nodes.nodes, metastasis: spread.metastasis,
    lymphovascularInvasion: lymphovascularInvasionOf(results, ledger),
    lastLesionFinding: lastFinding(findings, (stated) => stated.result !== null && belongsToResection(stated.result, stated.date, acts, resectionBonds, record)),
    pathologyOnRecord: proliferation.some((set) => set.site === 'primary') || pathology.gastricMorphology || (['differentiation', 'histology', 'recorded-grade', 'histologic-grade', 'chromogranin-a-ihc', 'synaptophysin-ihc', 'cytokeratin-ihc', 'neuroendocrine-component'] as const).some((concept) => (results.get(concept) ?? []).some((result) => result.origin !== 'elsewhere')),
    gastrin: gastrinOf(results, options.gastrinUpperLimit, ledger),
    background,
    markers: markersOf(results, ledger), genes: genesOf(results, ledger), mmrMsi: mismatchRepairOf(results, ledger), tmb: mutationalBurdenOf(results, ledger),
    priorNet: neoplasm.priorNet ? 'yes' : 'unknown',
    lowGradeArea: booleanFact(results, 'low-grade-area', 'lowGradeArea', ledger),
    function: functionOf(record, results, background, ledger),
    acts, priorSystemic: therapy.priorSystemic,
    unresectable: resectabilityOf(results, ledger),
    surgeryDeclined: booleanFact(results, 'surgery-declined', 'surgeryDeclined', ledger),
    incompleteEndoscopicClearance: booleanFact(results, 'incomplete-endoscopic-clearance', 'incompleteEndoscopicClearance', ledger),
    recurrenceAfterEndoscopy: booleanFact(results, 'recurrence-after-endoscopy', 'recurrenceAfterEndoscopy', ledger),
    course: courseOf(results, ledger),
    labs: labsOf(results, ledger),
    ironDeficiencyRecorded: anaemias.ironDeficiency, megaloblasticAnaemiaRecorded: anaemias.megaloblastic,
    activeDrugs: therapy.activeDrugs,
    dates: {
      diagnosis: neoplasm.diagnosis, reportDate: recorded.reportDate ?? pathology.date,
      lastGastroscopy: lastDateOf(acts, ['gastroscopy', 'gastric-biopsy']), lastImaging: lastDateOf(acts, ['ct', 'mri']),
    },
    conflicts: [], notices: [], textMatched: [],
  };
  for (const result of results.get('gastric-ph') ?? []) ledger.used({ fact: 'gastric-ph', value: valueAsRecorded(result.holder), resource: result.resource, date: result.recordedDate, textMatch: result.textMatch });
  picture.conflicts = ledger.conflicts();
  picture.notices = ledger.notices();
  picture.textMatched = ledger.textMatchedFacts();
  return { picture, evidence: ledger.evidence(), rejected: ledger.rejected() };
}

/** A neuroendocrine morphology with a gastric site is evidence without any diagnosis code; the gastric tumour it is bound to dates the diagnosis. */
function takeMorphologyAsEvidence(neoplasm: NeoplasmFindings, results: readonly Result[], { gastricByText: byText, onlyGastric }: Histology, ledger: Ledger): void {
  for (const entry of neoplasm.gastricSites) {
    neoplasm.gastricConditions.push(entry);
    if (entry.date !== null && (neoplasm.diagnosis === null || compareDates(entry.date, neoplasm.diagnosis) < 0)) neoplasm.diagnosis = entry.date;
  }
  for (const result of results) {
    if (!isGastric(result, onlyGastric) || !saysNeuroendocrine(result.holder)) continue;
    ledger.used({ fact: 'neoplasm', value: shortened(valueAsRecorded(result.holder)), resource: result.resource, date: result.recordedDate, textMatch: byText });
    if (byText) ledger.notice('neoplasm-text-match', 'AP-1', 'info', ['neoplasm'], { resource: result.resource, quote: shortened(valueAsRecorded(result.holder)) });
    if (neoplasm.diagnosis === null && result.date !== null) neoplasm.diagnosis = result.date;
  }
}

function conditionStages(neoplasm: NeoplasmFindings): { words: string[]; result: Stated<null> }[] {
  return neoplasm.gastricConditions.flatMap((entry) =>
    objectsAt(entry.resource, 'stage').map((stage) => ({
      words: [...wordsOf(stage['summary']), ...codingsOf(stage['summary']).flatMap((coding) => stringAt(coding, 'code') ?? []).filter((code) => !/^\d{6,}$/.test(code))],
      result: { value: null, date: entry.date, resource: entry.reference, result: null },
    })),
  );
}

function lastFinding(statements: readonly Stated<unknown>[], isOfSpecimen: (stated: Stated<unknown>) => boolean): DateWindow | null {
  let last: DateWindow | null = null;
  for (const stated of statements) if (compareDates(stated.date, last) > 0 && !isOfSpecimen(stated)) last = stated.date;
  return last;
}

/** Without a Patient resource the vital status is unknown; a Patient that says nothing of death is alive. */
function patientOf(record: ClinicalRecord, asOf: string): ClinicalPicture['patient'] {
  const { patient } = record;
  const sex = stringAt(patient, 'gender');
  const died = dateWindowOf(stringAt(patient, 'deceasedDateTime'));
  const deceased = patient === null ? 'unknown' : patient['deceasedBoolean'] === true || (patient['deceasedDateTime'] !== undefined && patient['deceasedDateTime'] !== null && (died === null || died.first <= asOf)) ? 'yes' : 'no';
  return { birthDate: dateWindowOf(stringAt(patient, 'birthDate')), sex: sex === 'female' || sex === 'male' || sex === 'other' ? sex : 'unknown', deceased };
}
