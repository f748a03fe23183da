/** What the page and the assessing worker say to each other. */
import type { Assessment, Language } from '../../hooks/browser';

/** What a site has configured that changes conclusions, as the service tells its own pages; `asOf` is the service's day. */
export interface SiteKnowledge { asOf: string; conceptMaps: readonly unknown[]; gastrinUpperLimit: { value: number; unit: string } | null }

/** An assessment, and by rule id where each rule it names stands: source and place. */
export interface Assessed { assessment: Assessment; sources: Readonly<Record<string, string>> }

export interface Asked { question: number; bundle: unknown; language: Language; site: SiteKnowledge }
/** `refused` says why the record cannot be assessed; null for a defect. */
export type Answered = { question: number; assessed: Assessed } | { question: number; refused: string | null };
