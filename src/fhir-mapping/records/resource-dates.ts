/** The one date a resource stands under, with fall-backs: effective, then collected, then issued, then the encounter, then last updated. @see terminology.md section 6, shape 22 */
import type { DateWindow } from '../../engine';
import type { AnyResource } from '../mapped-picture';
import { dateWindowOf } from '../values/dates';
import type { ClinicalRecord } from './entries';
import { asObject, objectAt, stringAt } from './elements';

export interface ResourceDate {
  date: DateWindow | null;
  recorded: string | null;
  /** The earliest day any date of the resource can mean, for "not known yet on the day asked about". */
  earliestDay: string | null;
}

const NO_DATE: ResourceDate = { date: null, recorded: null, earliestDay: null };

export function dateOf(resource: AnyResource, record: ClinicalRecord): ResourceDate {
  switch (resource.resourceType) {
    case 'Observation':
    case 'DiagnosticReport':
      return firstOf([...effective(resource), () => collected(resource, record), () => stringAt(resource, 'issued'), () => encounterDay(resource, record), () => lastUpdated(resource)]);
    case 'Condition':
      return conditionDate(resource, record);
    case 'Procedure':
      return firstOf([...timesAt(resource, 'performed'), () => stringAt(resource, 'occurrenceDateTime'), () => encounterDay(resource, record)]);
    case 'MedicationRequest':
      return firstOf([() => stringAt(resource, 'authoredOn'), () => encounterDay(resource, record)]);
    case 'MedicationStatement':
    case 'MedicationAdministration':
      return startOf(resource, record);
    case 'Specimen':
      return firstOf([() => collectedOn(resource), () => stringAt(resource, 'receivedTime')]);
    default:
      return NO_DATE;
  }
}

/** The onset of a condition, else when it was noted; it is not yet known before either. */
function conditionDate(resource: AnyResource, record: ClinicalRecord): ResourceDate {
  const onset = firstOf([...timesAt(resource, 'onset')]);
  const noted = firstOf([() => stringAt(resource, 'recordedDate'), () => stringAt(resource, 'assertedDate'), () => assertedOn(resource), () => encounterDay(resource, record)]);
  const best = onset.date === null ? noted : onset;
  const earliest = [onset.date?.first, noted.date?.first].filter((day) => day !== undefined).sort();
  return { ...best, earliestDay: earliest[earliest.length - 1] ?? null };
}

function assertedOn(resource: AnyResource): string | null {
  const extensions = resource['extension'];
  if (!Array.isArray(extensions)) return null;
  const asserted = extensions.map(asObject).find((extension) => extension?.['url'] === 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate');
  return stringAt(asserted, 'valueDateTime');
}

function effective(resource: AnyResource): (() => string | null)[] {
  return [...timesAt(resource, 'effective'), () => stringAt(resource, 'effectiveInstant')];
}

/** The `DateTime` or `Period` form of a choice element; a period counts by its end, when the thing was done with. */
function timesAt(resource: AnyResource, name: string): (() => string | null)[] {
  return [
    () => stringAt(resource, `${name}DateTime`),
    () => stringAt(objectAt(resource, `${name}Period`), 'end'),
    () => stringAt(objectAt(resource, `${name}Period`), 'start'),
  ];
}

/** A treatment still running has no end in the past: it counts from its start. */
function startOf(resource: AnyResource, record: ClinicalRecord): ResourceDate {
  return firstOf([
    () => stringAt(resource, 'effectiveDateTime'), () => stringAt(objectAt(resource, 'effectivePeriod'), 'start'),
    () => stringAt(resource, 'dateAsserted'), () => encounterDay(resource, record),
  ]);
}

function collected(resource: AnyResource, record: ClinicalRecord): string | null {
  const reference = Array.isArray(resource['specimen']) ? resource['specimen'][0] : resource['specimen'];
  const specimen = record.find(reference, resource);
  return specimen?.resourceType === 'Specimen' ? collectedOn(specimen) : null;
}

function collectedOn(specimen: AnyResource): string | null {
  const collection = objectAt(specimen, 'collection');
  return stringAt(collection, 'collectedDateTime') ?? stringAt(objectAt(collection, 'collectedPeriod'), 'start');
}

function encounterDay(resource: AnyResource, record: ClinicalRecord): string | null {
  const encounter = record.find(resource['encounter'] ?? resource['context'], resource);
  return encounter?.resourceType === 'Encounter' ? stringAt(objectAt(encounter, 'period'), 'start') : null;
}

function lastUpdated(resource: AnyResource): string | null {
  return stringAt(objectAt(resource, 'meta'), 'lastUpdated');
}

/** The first that is a possible date; an impossible one (31 February) decides nothing. */
function firstOf(sources: readonly (() => string | null)[]): ResourceDate {
  for (const source of sources) {
    const raw = source();
    if (raw === null) continue;
    const date = dateWindowOf(raw);
    if (date !== null) return { date, recorded: raw.length > 10 ? date.first : raw, earliestDay: date.first };
  }
  return NO_DATE;
}
