/** Drafts a clinician can accept with a click: complete, valid FHIR R4, for this patient only. */
import { randomUUID } from 'node:crypto';
import type { RecommendationCode, SurveillanceTest } from '../../engine';
import type { AnyResource } from '../../fhir-mapping';
import type { Suggestion } from '../wire';
import type { Words } from '../wording';
import { kept } from '../wording/kept';
import { isOrdered, type OpenOrders } from './already-ordered';
import { GASTROSCOPY, type Orderable, WORK_UP } from './work-up';

export interface DraftContext { words: Words; patientId: string; today: string }

/** One order to suggest: what it is, and the work-up code and rule that ask for it. */
export interface WorkUpItem { code: RecommendationCode; rule: string; item: string; suggestion: Suggestion }

/** The work-up codes that are not ordered yet, each an order of its own, none twice. */
export function workUpItems(asked: readonly { code: RecommendationCode; rule: string }[], open: OpenOrders, context: DraftContext): WorkUpItem[] {
  const seen = new Set<Orderable>();
  const texts = new Set<string>();
  const items: WorkUpItem[] = [];
  for (const { code, rule } of asked) {
    for (const what of WORK_UP[code] ?? []) {
      const item = what.text[context.words.language];
      if (seen.has(what) || texts.has(item) || isOrdered(what, open)) continue;
      seen.add(what);
      texts.add(item);
      items.push({ code, rule, item, suggestion: creating(item, serviceRequest(what, item, rule, context), context.words) });
    }
  }
  return items;
}

export const workUpSuggestions = (...asked: Parameters<typeof workUpItems>): Suggestion[] => workUpItems(...asked).map(({ suggestion }) => suggestion);

/** The next surveillance visit: its gastroscopy within the due window, with the other tests as order details. */
export function surveillanceVisit(
  due: { earliest: string; latest: string }, tests: readonly SurveillanceTest[], rule: string, context: DraftContext,
): Suggestion {
  const { words } = context;
  const names = tests.map((test) => words.codes.tests[test]);
  const text = GASTROSCOPY.text[words.language];
  const resource = serviceRequest(GASTROSCOPY, text, rule, context);
  const further = names.filter((name) => name !== words.codes.tests.gastroscopy);
  const passed = due.latest < context.today;
  const note = words.join([
    ...(names.length === 0 ? [] : [words.frame.testsLine({ tests: words.list(names) })]), words.frame.noteText({ earliest: due.earliest, latest: due.latest }), ...(passed ? [words.frame.asSoonAsPossible] : []),
  ]);
  const visit: AnyResource = {
    ...resource,
    ...(further.length === 0 ? {} : { orderDetail: further.map((name) => ({ text: name })) }),
    // A window that has passed cannot be kept: then from today, and the note names the window.
    occurrencePeriod: passed ? { start: context.today } : { start: due.earliest, end: due.latest },
    note: [{ text: note }],
  };
  return { ...creating(text, visit, words), label: words.frame.surveillanceVisit({ tests: words.list(names.length === 0 ? [text] : names) }) };
}

export const isVisitOrdered = (open: OpenOrders): boolean => isOrdered(GASTROSCOPY, open);

function creating(item: string, resource: AnyResource, words: Words): Suggestion {
  const label = createLabel(item, words);
  return { label, uuid: randomUUID(), actions: [{ type: 'create', description: label, resource }] };
}

function serviceRequest(what: Orderable, text: string, rule: string, { words, patientId, today }: DraftContext): AnyResource {
  return {
    resourceType: 'ServiceRequest',
    id: randomUUID(),
    status: 'draft',
    intent: 'proposal',
    code: what.coding === null ? { text } : { coding: [{ ...what.coding }], text },
    subject: { reference: `Patient/${patientId}` },
    authoredOn: today,
    reasonCode: [{ text: reasonText({ item: text, rule }, words) }],
  };
}

const createLabel = kept((item: string) => [item], (item, words) => words.frame.suggestCreate({ item }));
const reasonText = kept(({ item, rule }: { item: string; rule: string }) => [rule, item], (of, words) => words.frame.reasonText(of));
