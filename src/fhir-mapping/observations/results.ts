/** Every value of every Observation that counts, each with what it is about, its day, its specimen and the tumour it was taken from. */
import type { DateWindow } from '../../engine';
import type { SiteCodes } from '../terminology/site-codes';
import { type ClinicalRecord, keysAt, type RecordEntry, specimenOf } from '../records/clinical-record';
import { type Element, asObject, objectAt, objectsAt } from '../records/elements';
import type { Ledger } from '../records/ledger';
import { type TumourSite, tumourSiteOf } from '../specimens/tumour-site';
import { type ResultConcept, recognisedResult } from './result-concepts';

/** Where a result was taken: the gastric tumour, one of its metastases, something else, or not said. */
export type Origin = 'primary' | 'metastasis' | 'elsewhere' | 'unstated';

export interface Result {
  entry: RecordEntry;
  resource: string;
  concept: ResultConcept;
  /** The Observation or the component that carries the value. */
  holder: Element;
  /** Known by words only: no code of ours. */
  textMatch: boolean;
  /** A breast-only code, or the like: read only where the stomach is proven. */
  breastOnly: boolean;
  /** `code` of the recognised coding, for codes whose name holds a unit. */
  code: string | null;
  date: DateWindow | null;
  recordedDate: string | null;
  specimen: string | null;
  report: string | null;
  origin: Origin;
  /** The tumour or procedure named by `focus`, as `Type/id`s. */
  focus: string[];
  /** Procedures it is part of. */
  partOf: string[];
}

/** What the Conditions of the record are, for results that name one in `focus`. */
export type ConditionRoles = ReadonlyMap<string, 'gastric-nen' | 'metastasis' | 'other-neoplasm'>;

export type ResultsByConcept = ReadonlyMap<ResultConcept, readonly Result[]>;

interface Bonds { reports: Map<string, RecordEntry>; panels: Map<string, RecordEntry> }

/** All recognised results by concept. Linear in the record; codes of another analyte and texts that contradict their code are rejected. */
export function resultsOf(record: ClinicalRecord, roles: ConditionRoles, siteCodes: SiteCodes, ledger: Ledger): ResultsByConcept {
  const bonds = bondsOf(record);
  const byConcept = new Map<ResultConcept, Result[]>();
  for (const entry of record.observations) {
    for (const { code, holder } of statementsOf(entry.resource)) {
      const recognised = recognisedResult(code, holder, siteCodes);
      if (recognised.kind === 'none') continue;
      if (recognised.kind === 'rejected') {
        ledger.reject(entry.reference, recognised.why);
        if (recognised.saidAs !== null) ledger.notice('coded-as-other-analyte', 'GR-1', 'warning', [recognised.saidAs], { resource: entry.reference });
        continue;
      }
      const result: Result = { ...placeOf(entry, record, roles, bonds), concept: recognised.concept, holder, textMatch: recognised.textMatch, breastOnly: recognised.breastOnly, code: recognised.code };
      const known = byConcept.get(recognised.concept);
      if (known === undefined) byConcept.set(recognised.concept, [result]);
      else known.push(result);
    }
  }
  return byConcept;
}

/** The concepts of the preliminary results, for the notice that shows them. */
export function preliminaryConcepts(record: ClinicalRecord, siteCodes: SiteCodes): { entry: RecordEntry; concept: ResultConcept; holder: Element }[] {
  return record.preliminary.flatMap((entry) =>
    statementsOf(entry.resource).flatMap(({ code, holder }) => {
      const recognised = recognisedResult(code, holder, siteCodes);
      return recognised.kind === 'recognised' ? [{ entry, concept: recognised.concept, holder }] : [];
    }),
  );
}

/** The Observation's own value and its components', each with its code. */
function statementsOf(resource: Element): { code: unknown; holder: Element }[] {
  const statements = [{ code: resource['code'], holder: resource }];
  for (const component of objectsAt(resource, 'component')) statements.push({ code: component['code'], holder: component });
  return statements;
}

function bondsOf(record: ClinicalRecord): Bonds {
  const reports = new Map<string, RecordEntry>();
  for (const report of record.reports) for (const key of keysAt(report, 'result', record)) keepFirst(reports, key, report);
  const panels = new Map<string, RecordEntry>();
  for (const panel of record.observations) for (const key of keysAt(panel, 'hasMember', record)) keepFirst(panels, key, panel);
  return { reports, panels };
}

/** Entries come sorted, so the first is the same whatever the order of the input. */
function keepFirst(map: Map<string, RecordEntry>, key: string, entry: RecordEntry): void {
  if (!map.has(key)) map.set(key, entry);
}

function placeOf(entry: RecordEntry, record: ClinicalRecord, roles: ConditionRoles, bonds: Bonds): Omit<Result, 'concept' | 'holder' | 'textMatch' | 'breastOnly' | 'code'> {
  const panel = bonds.panels.get(entry.reference) ?? null;
  const report = bonds.reports.get(entry.reference) ?? (panel === null ? null : (bonds.reports.get(panel.reference) ?? null));
  const focus = [...keysAt(entry, 'focus', record), ...(panel === null ? [] : keysAt(panel, 'focus', record))];
  const specimenKeys = keysAt(entry, 'specimen', record);
  const inherited = specimenKeys.length > 0 || panel === null ? specimenKeys : keysAt(panel, 'specimen', record);
  const ofReport = inherited.length > 0 || report === null ? inherited : keysAt(report, 'specimen', record);
  const specimen = (ofReport.length === 1 ? ofReport[0] : undefined) ?? null;
  const site = siteOf(entry, record) ?? (panel === null ? null : siteOf(panel, record)) ?? specimenSite(entry, panel, report, record);
  return {
    entry, resource: entry.reference,
    date: entry.date ?? panel?.date ?? report?.date ?? null,
    recordedDate: entry.recordedDate ?? panel?.recordedDate ?? report?.recordedDate ?? null,
    specimen: specimen === null ? null : wholeSpecimen(specimen, entry, record),
    report: report?.reference ?? panel?.reference ?? null,
    origin: originOf(site, focus, roles, record, entry),
    focus,
    partOf: keysAt(entry, 'partOf', record),
  };
}

function siteOf(entry: RecordEntry, record: ClinicalRecord): TumourSite | null {
  const own = tumourSiteOf(entry.resource['bodySite']);
  if (own !== null) return own;
  const specimen = specimenOf(entry, record);
  return specimen === null ? null : specimenSiteOf(specimen);
}

function specimenSite(entry: RecordEntry, panel: RecordEntry | null, report: RecordEntry | null, record: ClinicalRecord): TumourSite | null {
  for (const holder of [entry, panel, report]) {
    if (holder === null) continue;
    for (const reference of objectsAt(holder.resource, 'specimen')) {
      const specimen = record.find(reference, holder.resource);
      const site = specimen?.resourceType === 'Specimen' ? specimenSiteOf(specimen) : null;
      if (site !== null) return site;
    }
  }
  return null;
}

function specimenSiteOf(specimen: Element): TumourSite | null {
  return tumourSiteOf(objectAt(specimen, 'collection')?.['bodySite']) ?? tumourSiteOf(specimen['type'], 'words-only');
}

/** A block is part of the specimen it was cut from. */
function wholeSpecimen(key: string, entry: RecordEntry, record: ClinicalRecord): string {
  let current = key;
  let holder = record.find({ reference: key }, entry.resource);
  for (let step = 0; step < 5 && holder !== null; step += 1) {
    const parent = objectsAt(holder, 'parent')[0];
    const parentKey = parent === undefined ? null : record.keyOf(parent, holder);
    if (parentKey === null || parentKey === current) break;
    holder = record.find(parent, holder);
    current = parentKey;
  }
  return current;
}

function originOf(site: TumourSite | null, focus: readonly string[], roles: ConditionRoles, record: ClinicalRecord, entry: RecordEntry): Origin {
  const focused = focus.map((key) => roles.get(key));
  if (focused.includes('other-neoplasm') && !focused.includes('gastric-nen')) return 'elsewhere';
  if (site === 'metastatic-site') return 'metastasis';
  if (focused.includes('metastasis') && !focused.includes('gastric-nen')) return 'metastasis';
  if (site === 'elsewhere') return 'elsewhere';
  if (site === 'stomach' || focused.includes('gastric-nen')) return 'primary';
  for (const reference of objectsAt(entry.resource, 'focus')) {
    const body = record.find(reference, entry.resource);
    const bodySite = body?.resourceType === 'BodyStructure' ? tumourSiteOf(asObject(body)?.['location']) : null;
    if (bodySite !== null) return bodySite === 'stomach' ? 'primary' : bodySite === 'metastatic-site' ? 'metastasis' : 'elsewhere';
  }
  return 'unstated';
}
