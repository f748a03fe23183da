/** Asks the worker for assessments: what `POST /assess` would answer, without the record leaving the page. */
import { type Bundle, siteKnowledge } from '../service';
import type { Language } from '../words';
import type { Answered, Asked, Assessed, SiteKnowledge } from './conversation';

export type { Assessed };

/** Why there is no assessment: the service's words for the record's fault; empty where there are none. */
export class NotAssessed extends Error {}

interface Waiting { resolve(assessed: Assessed): void; reject(reason: NotAssessed): void }

let worker: Worker | null = null;
let site: Promise<SiteKnowledge> | null = null;
let questions = 0;
const waiting = new Map<number, Waiting>();

function answered({ data }: MessageEvent<Answered>): void {
  const asker = waiting.get(data.question);
  waiting.delete(data.question);
  if ('assessed' in data) asker?.resolve(data.assessed);
  else asker?.reject(new NotAssessed(data.refused ?? ''));
}

function started(): Worker {
  if (worker !== null) return worker;
  const made = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  made.onmessage = answered;
  made.onerror = () => {
    // It could not be loaded: whoever waits is told, and the next question tries again.
    worker = null;
    for (const { reject } of waiting.values()) reject(new NotAssessed(''));
    waiting.clear();
  };
  worker = made;
  return made;
}

/** Without the site's knowledge the answer could be another, so there is none; the next question asks for it again. */
function knowledge(): Promise<SiteKnowledge> {
  site ??= siteKnowledge().catch(() => { site = null; throw new NotAssessed(''); });
  return site;
}

/** Has worker and knowledge ready before somebody asks. */
export function prepareAssessor(): void {
  started();
  knowledge().catch(() => undefined);
}

/** @throws NotAssessed where the record cannot be assessed, or worker or knowledge cannot be had */
export async function assess(bundle: Bundle, language: Language): Promise<Assessed> {
  started();
  const known = await knowledge();
  questions += 1;
  const question = questions;
  return new Promise((resolve, reject) => {
    waiting.set(question, { resolve, reject });
    const asked: Asked = { question, bundle, language, site: known };
    started().postMessage(asked);
  });
}
