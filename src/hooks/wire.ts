/**
 * CDS Hooks 2.0.1 on the wire, written from the specification.
 * @see requirements of the specification, sections C, G, H, I
 */
import type { AnyResource } from '../fhir-mapping';

export interface Coding { code: string; system: string; display?: string }
export type Indicator = 'info' | 'warning' | 'critical';
export interface Action { type: 'create' | 'update' | 'delete'; description: string; resource?: AnyResource; resourceId?: string }
export interface Suggestion { label: string; uuid: string; isRecommended?: boolean; actions?: Action[] }
export interface Link { label: string; url: string; type: 'absolute' | 'smart'; appContext?: string }
export interface Card {
  uuid: string;
  /** At most 139 UTF-16 code units. */
  summary: string;
  detail?: string;
  indicator: Indicator;
  source: { label: string; url?: string; topic: Coding };
  suggestions?: Suggestion[];
  selectionBehavior?: 'any' | 'at-most-one';
  overrideReasons?: Required<Coding>[];
  links?: Link[];
  extension: { 'org.gnen-cds.rules': string[] };
}
export interface HookResponse { cards: Card[] }

/** A service as discovery shows it: specification members only. */
export interface ServiceDescription {
  hook: string; id: string; title: string; description: string; usageRequirements: string; prefetch: Record<string, string>; version: '2.0.1'; hookVersion: string;
}

export const SERVICE_IDS = ['gnen-patient-view', 'gnen-order-select', 'gnen-order-sign', 'gnen-problem-list-item-create', 'gnen-appointment-book', 'gnen-encounter-discharge'] as const;
export type ServiceId = (typeof SERVICE_IDS)[number];

export const PREFETCH_KEYS = ['patient', 'conditions', 'observations', 'procedures', 'medications', 'statements', 'reports', 'orders'] as const;
export type PrefetchKey = (typeof PREFETCH_KEYS)[number];

/** A hook call after the envelope was checked: ids bare, absent optional members left out, resources untouched. */
export interface HookRequest {
  hook: string;
  hookInstance: string;
  fhirServer?: string;
  fhirAuthorization?: { accessToken: string; tokenType: string; expiresIn?: number; scope?: string; subject?: string; patient?: string };
  /** Why its token cannot be used; told (400) when it would be. */
  unusableToken?: { path: string; message: string };
  patientId: string;
  context: Record<string, unknown>;
  /** As sent, own keys only; `undefined` when there was none. */
  prefetch?: Record<string, unknown>;
}
