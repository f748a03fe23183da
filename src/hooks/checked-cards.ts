/** The last look before an answer leaves: broken cards are replaced by a plain one, and the whole stays within its bounds. */
import { cardOf, type CardContext } from './cards/card';
import type { CardTopic } from './cards/topics';
import { isSoundCard } from './response-schema';
import type { Card } from './wire';

/** @see security, section 7: at most 20 cards and 64 KiB for one answer. */
export const MOST_CARDS = 20;
export const MOST_BYTES = 64 * 1024;

export function checkedCards(cards: readonly Card[], context: Pick<CardContext, 'words' | 'publicBaseUrl' | 'smartLaunchUrl'>, onFailure: () => void): Card[] {
  const sound = mostUrgent(cards, context.words).map((card) => {
    if (isSoundCard(card)) return card;
    onFailure();
    return plainCard(card, context);
  });
  return withinBytes(sound, context);
}

const URGENCY = { critical: 0, warning: 1, info: 2 } as const;

/** Where there are too many, the most urgent stay, in their order, and the last of them says how many were left out. */
function mostUrgent(cards: readonly Card[], words: CardContext['words']): readonly Card[] {
  if (cards.length <= MOST_CARDS) return cards;
  const kept = new Set([...cards].sort((a, b) => URGENCY[a.indicator] - URGENCY[b.indicator]).slice(0, MOST_CARDS));
  const left = words.frame.moreLines({ count: cards.length - MOST_CARDS });
  return cards.filter((card) => kept.has(card)).map((card, index, all) => (index === all.length - 1 ? { ...card, detail: [card.detail, left].filter((part) => part !== undefined).join('\n\n') } : card));
}

/** Says less, but says it properly: the kind of card, its urgency and its rules. */
function plainCard(card: Card, context: Pick<CardContext, 'words' | 'publicBaseUrl' | 'smartLaunchUrl'>): Card {
  const named = card.extension['org.gnen-cds.rules'].filter((rule) => /^[A-Z][A-Z0-9]-\d{1,2}$/.test(rule));
  const rules = named.length > 0 ? named : ['AP-1'];
  return cardOf({ topic: card.source.topic.code as CardTopic, summary: context.words.frame.plainCard, detail: '', indicator: card.indicator, rules }, context); // sound: topics are ours
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Shortens the longest card at a line's end, again and again, then lets whole cards go, until the answer fits. */
function withinBytes(cards: Card[], { words }: Pick<CardContext, 'words'>): Card[] {
  if (atMostBytes(cards) <= MOST_BYTES) return cards;
  const result = [...cards];
  const sizes = result.map(bytesOf);
  const total = (): number => sizes.reduce((sum, size) => sum + size + 1, '{"cards":[]}'.length);
  const mark = words.frame.moreLines({ count: 1 });
  for (let attempts = 0; attempts < MOST_CARDS * 12 && total() > MOST_BYTES; attempts += 1) {
    const longest = sizes.indexOf(Math.max(...sizes));
    const card = result[longest];
    if (card === undefined) break;
    result[longest] = shortened(card, mark);
    sizes[longest] = bytesOf(result[longest]);
  }
  while (total() > MOST_BYTES) { result.pop(); sizes.pop(); }
  return result;
}

/** A bound that costs no serialising: four bytes a character of the details, and a generous flat rate for the rest. */
const atMostBytes = (cards: readonly Card[]): number =>
  cards.reduce((sum, card) => sum + 4 * (card.detail?.length ?? 0) + BYTES_OF_A_CARD + BYTES_OF_A_SUGGESTION * (card.suggestions ?? []).reduce((count, one) => count + (one.actions?.some((action) => action.type === 'update') ? 1000 : 1 + (one.actions?.length ?? 0)), 0), 0);
const BYTES_OF_A_CARD = 6000;
const BYTES_OF_A_SUGGESTION = 2000;

function shortened(card: Card, mark: string): Card {
  const lines = (card.detail ?? '').split('\n');
  if (lines.length > 4) {
    const kept = lines.slice(0, Math.floor(lines.length / 2));
    return { ...card, detail: `${kept.join('\n')}\n\n${mark}` };
  }
  const { suggestions, selectionBehavior, ...rest } = card;
  const fewer = suggestions?.slice(0, Math.floor(suggestions.length / 2)) ?? [];
  return fewer.length === 0 || selectionBehavior === undefined ? rest : { ...rest, suggestions: fewer, selectionBehavior };
}
