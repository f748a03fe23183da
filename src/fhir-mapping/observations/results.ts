/** Every value of every Observation that counts, each with what it is about, its day, its specimen and the tumour it was taken from. */
import type { DateWindow } from '../../engine';
import { type ClinicalRecord, keysAt, type RecordEntry } from '../records/entries';
import { type Element, asObject, objectAt, objectsAt } from '../records/elements';
import type { Ledger } from '../records/ledger';
import { type MetastaticSite, metastaticSiteOf, type TumourSite, tumourSiteOf } from '../specimens/tumour-site';
import { morphologyOf } from '../conditions/neoplasm';
import type { Concept } from '../terminology';
import { resultReader } from './result-concepts';

/** Where a result was taken: the gastric tumour, one of its metastases, something else, or not said. */
export type Origin = 'primary' | 'metastasis' | 'elsewhere' | 'unstated';

export interface Result {
  entry: RecordEntry;
  resource: string;
  concept: Concept;
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
  /** Where the metastasis is that it was taken from. */
  metastaticSite: MetastaticSite | null;
  /** The tumour or procedure named by `focus`, as `Type/id`s. */
  focus: string[];
  /** Procedures it is part of. */
  partOf: string[];
}

/** What the Conditions of the record are, for results that name one in `focus`. */
export type ConditionRoles = ReadonlyMap<string, 'gastric-nen' | 'metastasis' | 'other-neoplasm'>;

export type ResultsByConcept = ReadonlyMap<Concept, readonly Result[]>;

/** By reference of a result: the first report that names it, the first panel that holds it (or result it derives from), the Conditions it is stage or evidence of. */
interface Bonds { reports: Map<string, RecordEntry>; panels: Map<string, RecordEntry>; conditions: Map<string, string[]> }

/** Panels of panels are followed this far. */
const DEEPEST_PANEL = 4;

type Place = ReturnType<typeof placeOf>;
type Recognition = Pick<Result, 'concept' | 'textMatch' | 'breastOnly' | 'code'>;
const CONCLUSION: Recognition = { concept: 'histology', textMatch: false, breastOnly: false, code: null };

/** All recognised results by concept. Linear in the record; codes of another analyte and texts that contradict their code are rejected. */
export function resultsOf(record: ClinicalRecord, roles: ConditionRoles, ledger: Ledger): ResultsByConcept {
  const bonds = bondsOf(record);
  const recognise = resultReader();
  const byConcept = new Map<Concept, Result[]>();
  const add = (place: Place, recognised: Recognition, holder: Element): void => {
    const { entry, resource, date, recordedDate, specimen, report, origin, metastaticSite, focus, partOf } = place;
    const { concept, textMatch, breastOnly, code } = recognised;
    const result: Result = { entry, resource, date, recordedDate, specimen, report, origin, metastaticSite, focus, partOf, concept, holder, textMatch, breastOnly, code };
    const known = byConcept.get(recognised.concept);
    if (known === undefined) byConcept.set(recognised.concept, [result]);
    else known.push(result);
  };
  for (const entry of record.observations) {
    let place: Place | null = null;
    for (const holder of holdersIn(entry.resource)) {
      const recognised = recognise(holder['code'], holder);
      if (recognised.kind === 'none') continue;
      if (recognised.kind === 'rejected') {
        ledger.reject(entry.reference, recognised.why);
        if (recognised.saidAs !== null) ledger.notice('coded-as-other-analyte', 'GR-1', 'warning', [recognised.saidAs], { resource: entry.reference });
        continue;
      }
      place ??= placeOf(entry, record, roles, bonds);
      add(place, recognised, holder);
    }
  }
  for (const entry of record.reports) {
    // A report's coded conclusion is a result of its own; its words are narrative.
    for (const concept of objectsAt(entry.resource, 'conclusionCode')) {
      if (morphologyOf(concept).known) add(placeOf(entry, record, roles, bonds), CONCLUSION, { valueCodeableConcept: concept });
    }
  }
  return byConcept;
}

/** The concepts of the preliminary results, for the notice that shows them. */
export function preliminaryConcepts(record: ClinicalRecord): { entry: RecordEntry; concept: Concept; holder: Element }[] {
  const recognise = resultReader();
  return record.preliminary.flatMap((entry) =>
    holdersIn(entry.resource).flatMap((holder) => {
      const recognised = recognise(holder['code'], holder);
      return recognised.kind === 'recognised' ? [{ entry, concept: recognised.concept, holder }] : [];
    }),
  );
}

/** Whatever carries a code and a value of its own: the Observation, then its components. */
const holdersIn = (resource: Element): Element[] => (resource['component'] === undefined ? [resource] : [resource, ...objectsAt(resource, 'component')]);

function bondsOf(record: ClinicalRecord): Bonds {
  const reports = new Map<string, RecordEntry>();
  for (const report of record.reports) for (const key of keysAt(report, 'result', record)) keepFirst(reports, key, report);
  const panels = new Map<string, RecordEntry>();
  for (const panel of record.observations) for (const key of keysAt(panel, 'hasMember', record)) keepFirst(panels, key, panel);
  const byReference = new Map<string, RecordEntry>();
  for (const entry of record.observations) if (entry.resource['derivedFrom'] !== undefined) byReference.set(entry.reference, entry);
  if (byReference.size > 0) {
    const all = new Map(record.observations.map((entry) => [entry.reference, entry]));
    for (const entry of byReference.values()) {
      const source = keysAt(entry, 'derivedFrom', record).map((key) => all.get(key)).find((found) => found !== undefined && found !== entry);
      if (source !== undefined) keepFirst(panels, entry.reference, source);
    }
  }
  const conditions = new Map<string, string[]>();
  for (const condition of record.conditions) {
    for (const reference of [...objectsAt(condition.resource, 'stage').flatMap((stage) => objectsAt(stage, 'assessment')), ...objectsAt(condition.resource, 'evidence').flatMap((evidence) => objectsAt(evidence, 'detail'))]) {
      const key = record.keyOf(reference, condition.resource);
      if (key !== null) conditions.set(key, [...(conditions.get(key) ?? []), condition.reference]);
    }
  }
  return { reports, panels, conditions };
}

/** Entries come sorted, so the first is the same whatever the order of the input. */
function keepFirst(map: Map<string, RecordEntry>, key: string, entry: RecordEntry): void {
  if (!map.has(key)) map.set(key, entry);
}

/** The entry and the panels around it, from the inside out. */
function holdersOf(entry: RecordEntry, bonds: Bonds): RecordEntry[] {
  const holders = [entry];
  for (let panel = bonds.panels.get(entry.reference); panel !== undefined && !holders.includes(panel) && holders.length <= DEEPEST_PANEL; panel = bonds.panels.get(panel.reference)) holders.push(panel);
  return holders;
}

/** What the result does not say itself, the panel says that holds it, then the report. */
function placeOf(entry: RecordEntry, record: ClinicalRecord, roles: ConditionRoles, bonds: Bonds): Omit<Result, 'concept' | 'holder' | 'textMatch' | 'breastOnly' | 'code'> {
  const holders = holdersOf(entry, bonds);
  const report = first(holders, (holder) => bonds.reports.get(holder.reference));
  const whole = report === null ? holders : [...holders, report];
  const specimens = first(whole, (holder) => nonEmpty(keysAt(holder, 'specimen', record))) ?? [];
  const focus = [...new Set(holders.flatMap((holder) => [...keysAt(holder, 'focus', record), ...(bonds.conditions.get(holder.reference) ?? [])]))];
  const specimen = specimens.length === 1 ? specimens[0] : undefined;
  const outermost = holders[holders.length - 1];
  const origin = originOf(first(whole, (holder) => siteOf(holder, record)), focus, roles, record, entry);
  const dated = whole.find((holder) => holder.date !== null);
  return {
    entry, resource: entry.reference,
    date: dated?.date ?? null,
    recordedDate: dated?.recordedDate ?? null,
    specimen: specimen === undefined ? null : wholeSpecimen(specimen, entry, record),
    report: report?.reference ?? (outermost === undefined || outermost === entry ? null : outermost.reference),
    origin,
    metastaticSite: origin === 'metastasis' ? first(whole, (holder) => placeOfMetastasis(holder, record)) : null,
    focus,
    partOf: [...new Set(holders.flatMap((holder) => keysAt(holder, 'partOf', record)))],
  };
}

function first<V>(holders: readonly RecordEntry[], read: (holder: RecordEntry) => V | null | undefined): V | null {
  for (const holder of holders) {
    const found = read(holder);
    if (found !== null && found !== undefined) return found;
  }
  return null;
}

const nonEmpty = (keys: string[]): string[] | null => (keys.length === 0 ? null : keys);

/** By its own body site, else by where its specimens were taken. */
function siteOf(entry: RecordEntry, record: ClinicalRecord): TumourSite | null {
  const own = tumourSiteOf(entry.resource['bodySite']);
  if (own !== null) return own;
  const sites = new Set<TumourSite>();
  for (const reference of objectsAt(entry.resource, 'specimen')) {
    const specimen = record.find(reference, entry.resource);
    const site = specimen?.resourceType === 'Specimen' && specimen['status'] !== 'entered-in-error' ? specimenSiteOf(specimen) : null;
    if (site !== null) sites.add(site);
  }
  // Specimens of two places in one report leave open which of them a result is of.
  return sites.size === 1 ? ([...sites][0] ?? null) : null;
}

function placeOfMetastasis(entry: RecordEntry, record: ClinicalRecord): MetastaticSite | null {
  const own = metastaticSiteOf(entry.resource['bodySite']);
  if (own !== null) return own;
  for (const reference of objectsAt(entry.resource, 'specimen')) {
    const specimen = record.find(reference, entry.resource);
    const site = metastaticSiteOf(objectAt(specimen, 'collection')?.['bodySite']) ?? metastaticSiteOf(objectAt(specimen, 'type'));
    if (site !== null) return site;
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
