/** The one date a resource stands under, with fall-backs: effective, then collected, then issued, then the encounter, then last updated. @see terminology.md section 6, shape 22 */
import type { DateWindow } from '../../engine';
import type { AnyResource } from '../mapped-picture';
import { dateWindowOf } from '../values/dates';
import type { ClinicalRecord } from './entries';
import { compareDates } from './date-order';
import { asObject, type Element, objectAt, stringAt } from './elements';

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
      return performed(resource, 'effectiveDateTime', 'effectivePeriod') ?? dated(stringAt(resource, 'effectiveInstant')) ?? timed(objectAt(resource, 'effectiveTiming')) ?? dated(collected(resource, record))
        ?? dated(stringAt(resource, 'issued')) ?? dated(encounterDay(resource, record)) ?? dated(lastUpdated(resource)) ?? NO_DATE;
    case 'Condition':
      return conditionDate(resource, record);
    case 'Procedure':
      return performed(resource, 'performedDateTime', 'performedPeriod') ?? dated(stringAt(resource, 'occurrenceDateTime')) ?? dated(encounterDay(resource, record)) ?? NO_DATE;
    case 'MedicationRequest':
      return dated(stringAt(resource, 'authoredOn')) ?? dated(encounterDay(resource, record)) ?? NO_DATE;
    case 'MedicationStatement':
    case 'MedicationAdministration':
      return startOf(resource, record);
    case 'Specimen':
      return dated(collectedOn(resource)) ?? dated(stringAt(resource, 'receivedTime')) ?? NO_DATE;
    default:
      return NO_DATE;
  }
}

/** The onset of a condition, else when it was noted; it is not yet known before either. */
function conditionDate(resource: AnyResource, record: ClinicalRecord): ResourceDate {
  const onset = performed(resource, 'onsetDateTime', 'onsetPeriod') ?? NO_DATE;
  const noted = dated(stringAt(resource, 'recordedDate')) ?? dated(stringAt(resource, 'assertedDate')) ?? dated(assertedOn(resource)) ?? dated(encounterDay(resource, record)) ?? NO_DATE;
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

/** The `DateTime` or `Period` form of a choice element; a period counts by its end, when the thing was done with. */
function performed(resource: AnyResource, dateTime: string, period: string): ResourceDate | null {
  const moment = dated(stringAt(resource, dateTime));
  if (moment !== null) return moment;
  const span = objectAt(resource, period);
  return span === null ? null : (dated(stringAt(span, 'end')) ?? dated(stringAt(span, 'start')));
}

/** The last day of a timing, when the thing was done with. */
function timed(timing: Element | null): ResourceDate | null {
  const events = timing?.['event'];
  const days = (Array.isArray(events) ? events : []).flatMap((event) => (typeof event === 'string' ? (dated(event) ?? []) : []));
  const bounds = objectAt(objectAt(timing, 'repeat'), 'boundsPeriod');
  return days.sort((a, b) => compareDates(a.date, b.date)).at(-1) ?? dated(stringAt(bounds, 'end')) ?? dated(stringAt(bounds, 'start'));
}

/** A treatment still running has no end in the past: it counts from its start. */
function startOf(resource: AnyResource, record: ClinicalRecord): ResourceDate {
  return dated(stringAt(resource, 'effectiveDateTime')) ?? dated(stringAt(objectAt(resource, 'effectivePeriod'), 'start'))
    ?? dated(stringAt(resource, 'dateAsserted')) ?? dated(encounterDay(resource, record)) ?? NO_DATE;
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

/** Null for what is no possible date (31 February): it decides nothing, and the next source is asked. */
function dated(raw: string | null): ResourceDate | null {
  const date = raw === null ? null : dateWindowOf(raw);
  return date === null || raw === null ? null : { date, recorded: raw.length > 10 ? date.first : raw, earliestDay: date.first };
}
