/** The knowledge base as data and as a page: every rule, its condition, its source, its newer notes, and the stories that exercise it. */
import { KNOWLEDGE, NEWER_NOTES, RECOMMENDATION_CODES, type RecommendationCode, RULES, type Strength, STRENGTHS } from '../engine';
import { type Language, ruleText, type Words, wordsFor } from '../hooks';
import { escaped, page } from './html';
import ruleStories from './rule-stories.json';
import { isSecondHand, type Reading, sourceNamed, SOURCES } from './sources';

export interface RulebookEntry {
  id: string; topic: string; when: string; then: string;
  /** What it recommends and how strongly; empty for a rule that only concludes. */
  strengths: { code: RecommendationCode; strength: Strength }[];
  because: { source: string; at: string; says: string; attributedTo: string[] };
  newer: string[];
  stories: { name: string; title: string }[];
}
export interface Rulebook {
  knowledge: { version: string; reviewed: string };
  language: Language;
  rules: RulebookEntry[];
  /** `read`: V1 in the primary's abstract, V2 in a transcription or reprint, null where neither applies. */
  newerNotes: { id: string; source: string; text: string; beside: string[]; read: 'V1' | 'V2' | null }[];
  sources: { id: string; title: string; read: Reading; confirmedOn: string }[];
}
/** What became of the cards that named a rule. */
export interface RuleFate { rule: string; shown: number; accepted: number; overridden: number }

const STORIES: Readonly<Record<string, Readonly<Record<Language, string>>>> = ruleStories.stories;
const STORIES_OF: Readonly<Record<string, readonly string[]>> = ruleStories.rules;

/** A row's codes as the engine writes them into what follows: `endoscopic-resection: consider`. */
function strengthsIn(then: string): RulebookEntry['strengths'] {
  return [...then.matchAll(/([a-z][a-z0-9-]+): ([a-z-]+)/g)].flatMap(([, named, said]) => {
    const code = RECOMMENDATION_CODES.find((each) => each === named);
    const strength = STRENGTHS.find((each) => each === said);
    return code === undefined || strength === undefined ? [] : [{ code, strength }];
  });
}

export function rulebookData(language: Language): Rulebook {
  const { conclusion } = wordsFor(language);
  const notes = new Map(NEWER_NOTES.map((note) => [note.id, note]));
  return {
    knowledge: { version: KNOWLEDGE.version, reviewed: KNOWLEDGE.reviewed },
    language,
    rules: RULES.map((rule) => {
      const text = ruleText(language, rule.id);
      return {
        id: rule.id, topic: rule.topic, when: text?.when ?? rule.when, then: text?.then ?? rule.then, strengths: strengthsIn(rule.then),
        because: { source: rule.because.source, at: rule.because.at, says: text?.says ?? rule.because.says, attributedTo: [...rule.because.attributedTo] },
        newer: [...rule.newer],
        stories: (STORIES_OF[rule.id] ?? []).map((name) => ({ name, title: STORIES[name]?.[language] ?? name })),
      };
    }),
    newerNotes: Object.entries(conclusion.newer).map(([id, { source, text }]) => ({ id, source, text, beside: [...(notes.get(id)?.beside ?? [])], read: notes.get(id)?.tag ?? null })),
    sources: SOURCES.map(({ id, title, reading, confirmedOn }) => ({ id, title, read: reading, confirmedOn })),
  };
}

const anchors = (ids: readonly string[]): string => ids.map((id) => `<a href="#${escaped(id)}">${escaped(id)}</a>`).join(', ');
const row = (label: string, value: string): string => (value === '' ? '' : `<dt>${escaped(label)}</dt><dd>${value}</dd>`);
const topicName = (words: Words['rulebook'], topic: string): string => (topic in words.topics ? words.topics[topic as keyof typeof words.topics] : topic); // sound: just seen to be a key

const isCodes = (then: string): boolean => /^([a-z][a-z0-9-]+: [a-z-]+)(, [a-z][a-z0-9-]+: [a-z-]+)*$/.test(then);

/** `recommended: staging by endoscopic ultrasound, …` for each strength that occurs. */
function strengthLines({ strengths }: RulebookEntry, { codes, list, labelled }: Words): string {
  return [...new Set(strengths.map((each) => each.strength))].map((strength) => `<div>${escaped(labelled(codes.strengths[strength], list(strengths.filter((each) => each.strength === strength).map(({ code }) => codes.recommendations[code]))))}</div>`).join('');
}

/** Who says so, linked to the sources, with a mark on what was read second-hand. */
const attributions = (rule: RulebookEntry, { rulebook, value }: Words): string => rule.because.attributedTo.map((who) => {
  const source = sourceNamed(who);
  return source === undefined ? escaped(who === 'beyond the review' ? rulebook.beyond : value(who)) : `<a href="#source-${slug(source.id)}">${escaped(who)}</a>${isSecondHand(source) ? ` <span class="tag">${escaped(rulebook.secondHandTag)}</span>` : ''}`;
}).join(', ');

function ruleArticle(rule: RulebookEntry, all: Words, fate: RuleFate | undefined): string {
  const { rulebook: words } = all;
  return `<article id="${escaped(rule.id)}" data-topic="${escaped(rule.topic)}">\n<h3><a href="#${escaped(rule.id)}">${escaped(rule.id)}</a></h3>\n<dl>`
    + row(words.when, escaped(rule.when)) + row(words.then, escaped(isCodes(rule.then) ? all.list(rule.strengths.map(({ code }) => all.codes.recommendations[code])) : rule.then)) + row(words.strength, strengthLines(rule, all))
    + row(words.source, `${escaped(rule.because.says)} (${rule.because.source === 'beyond' ? escaped(words.beyond) : `<a href="#source-${slug(rule.because.source)}">${escaped(all.value(rule.because.source))}</a>`}, ${escaped(rule.because.at)})`)
    + row(words.attributedTo, attributions(rule, all))
    + row(words.newer, anchors(rule.newer))
    + row(words.fate, fate === undefined ? '' : escaped(`${words.shown} ${fate.shown} · ${words.accepted} ${fate.accepted} · ${words.overridden} ${fate.overridden}`))
    + row(words.stories, rule.stories.length === 0 ? '' : `<details><summary>${rule.stories.length}</summary><ul>${rule.stories.map((story) => `<li><span lang="${/[\u4e00-\u9fff]/.test(story.title) ? 'zh-CN' : 'en'}">${escaped(story.title)}</span> <code>${escaped(story.name)}</code></li>`).join('')}</ul></details>`)
    + '</dl>\n</article>';
}

const slug = (id: string): string => escaped(id.toLowerCase().replace(/[^a-z0-9]+/g, '-'));

/**
 * HTML with an anchor for every rule and note (`#OR-1`, `#NW-2`).
 * @param extras `script`: the module that adds search and filter; `fates`: what became of the cards, where the operator lets it be shown
 */
export function rulebookPage(language: Language, { script = null, fates = null }: { script?: string | null; fates?: readonly RuleFate[] | null } = {}): string {
  const book = rulebookData(language);
  const all = wordsFor(language);
  const { rulebook: words } = all;
  const topics = [...new Set(book.rules.map((rule) => rule.topic))];
  const fateOf = new Map(fates?.map((fate) => [fate.rule, fate]));
  const sections = topics.map((topic) => `<section id="topic-${escaped(topic)}">\n<h2>${escaped(topicName(words, topic))}</h2>\n${book.rules.filter((rule) => rule.topic === topic).map((rule) => ruleArticle(rule, all, fateOf.get(rule.id))).join('\n')}\n</section>`);
  const notes = book.newerNotes.map((note) => `<article id="${escaped(note.id)}" data-topic="newer">\n<h3><a href="#${escaped(note.id)}">${escaped(note.id)}</a>${note.read === null ? '' : ` <span class="tag">${note.read}</span>`}</h3>\n<dl>${row(words.source, escaped(note.source))}${row(words.reading, note.read === null ? '' : escaped(words.readings[note.read]))}${row(words.rule, anchors(note.beside))}</dl>\n<p>${escaped(note.text)}</p>\n</article>`);
  const sources = book.sources.map((source) => `<tr id="source-${slug(source.id)}"><th scope="row">${escaped(source.id)}</th><td>${escaped(source.title)}</td><td>${escaped(words.readings[source.read])}</td><td>${escaped(source.confirmedOn)}</td></tr>`);
  const links = [...topics.map((topic) => [`topic-${topic}`, topicName(words, topic)] as const), ['newer', words.newerTitle] as const, ['sources', words.sources] as const];
  return page(language, words.title, `<h1>${escaped(words.title)}</h1>\n<p>${escaped(words.introduction)}</p>\n`
    + `<p>${escaped(words.knowledgeVersion)}: ${escaped(book.knowledge.version)} · ${escaped(words.reviewed)}: ${escaped(book.knowledge.reviewed)}</p>\n<p class="note" role="note"><strong>${escaped(words.checkBeforeUse)}</strong> ${escaped(words.secondHand)}</p>\n`
    + `<nav aria-label="${escaped(words.language)}"><a href="?lang=en" lang="en" hreflang="en">English</a> · <a href="?lang=zh-CN" lang="zh-CN" hreflang="zh-CN">中文</a></nav>\n`
    + `<nav aria-label="${escaped(words.topic)}">${links.map(([id, name]) => `<a href="#${escaped(id)}">${escaped(name)}</a>`).join(' · ')}</nav>\n`
    // Filled by the script: without it there is nothing to find with, and nothing is hidden.
    + `<div id="find" data-search="${escaped(words.search)}" data-topic="${escaped(words.topic)}" data-all="${escaped(words.allTopics)}" data-found="${escaped(words.found)}"></div>\n`
    + `${sections.join('\n')}\n<section id="newer">\n<h2>${escaped(words.newerTitle)}</h2>\n${notes.join('\n')}\n</section>\n`
    + `<section id="sources">\n<h2>${escaped(words.sources)}</h2>\n<table><thead><tr><th scope="col">${escaped(words.source)}</th><th scope="col">${escaped(words.sourceTitle)}</th><th scope="col">${escaped(words.reading)}</th><th scope="col">${escaped(words.confirmedOn)}</th></tr></thead><tbody>\n${sources.join('\n')}\n</tbody></table>\n</section>`, script);
}
