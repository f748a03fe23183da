/** What the mapping returns beside the picture: everything that was used, and everything that was not and why. */
import type { ClinicalPicture, Fact, RejectionReason } from '../engine';
import type { SiteCodes } from './terminology';

/** A resource as it came over the wire: an object that says a resourceType, nothing else is certain. */
export type AnyResource = { resourceType: string; id?: unknown } & Record<string, unknown>;

/** One result the picture rests on. `resource` is `Type/id`; `date` is as recorded (`2026`, `2026-05`, `2026-05-01`) or null; `text` marks a text match. */
export interface EvidenceLine { fact: Fact; value: string; resource: string; date: string | null; textMatch: boolean }
export interface RejectedResource { resource: string; why: RejectionReason }

export interface MappingOptions {
  /** Bare id of the patient; null when the Bundle names none. */
  patientId: string | null;
  /** The day, `YYYY-MM-DD`; resources dated after it are `after-as-of`. */
  asOf: string;
  /** A site's own codes (ConceptMaps of CODE_MAPS). */
  siteCodes: SiteCodes;
  /** Configured upper limit for gastrin where the laboratory gave none (TY-9), e.g. 100 pg/mL. */
  gastrinUpperLimit: { value: number; unit: string } | null;
  /** A Condition being added (problem-list hook) counts as evidence (AP-1). */
  conditionsBeingAdded?: AnyResource[];
  /** `Bundle.entry.fullUrl` → `Type/id`, so that `urn:uuid:` references find their target. */
  fullUrls?: ReadonlyMap<string, string>;
}

export interface MappedPicture {
  picture: ClinicalPicture;
  /** Sorted by fact, date, resource. */
  evidence: EvidenceLine[];
  /** Sorted by resource, reason. */
  rejected: RejectedResource[];
}
