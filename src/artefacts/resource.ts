/** What every published resource shares: who publishes it, of which version, under which canonical URL. */
import { KNOWLEDGE } from '../engine';

export interface Artefact { resourceType: string; id: string; [member: string]: unknown }

export const CANONICAL = 'https://gnen-cds.org/fhir';
export const canonical = (type: string, id: string): string => `${CANONICAL}/${type}/${id}`;

export const SYSTEMS = {
  facts: canonical('CodeSystem', 'facts'), assessmentFacts: canonical('CodeSystem', 'assessment-facts'), rules: canonical('CodeSystem', 'rules'),
  recommendations: canonical('CodeSystem', 'recommendations'),
} as const;

/** Metadata of a canonical resource; `name` is made of its id. */
export function published(resourceType: string, id: string, title: string, description: string, members: Record<string, unknown>): Artefact {
  return {
    resourceType, id, url: canonical(resourceType, id), version: KNOWLEDGE.version, name: nameOf(resourceType, id), title, status: 'active', experimental: false, date: KNOWLEDGE.reviewed,
    publisher: 'gnen-cds', description, ...members,
  };
}

const nameOf = (resourceType: string, id: string): string => `Gnen${id.split(/[^A-Za-z0-9]+/).map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('')}${resourceType}`;

export const NOT_A_DECISION = 'Supports a clinician and decides nothing. A clinician checks each statement against the primary source before clinical use.';
