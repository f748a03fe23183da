/** The knowledge base as data and as a page: every rule, its condition, its source, its newer notes. */
import { KNOWLEDGE, RULES } from '../engine';
import { type Language, ruleText, wordsFor } from '../hooks';
import { escaped, page } from './html';

export interface RulebookEntry {
  id: string; topic: string; when: string; then: string;
  because: { source: string; at: string; says: string; attributedTo: string[] };
  newer: string[];
}
export interface Rulebook {
  knowledge: { version: string; reviewed: string };
  language: Language;
  rules: RulebookEntry[];
  newerNotes: { id: string; source: string; text: string }[];
}

export function rulebookData(language: Language): Rulebook {
  const { conclusion } = wordsFor(language);
  return {
    knowledge: { version: KNOWLEDGE.version, reviewed: KNOWLEDGE.reviewed },
    language,
    rules: RULES.map((rule) => {
      const text = ruleText(language, rule.id);
      return {
        id: rule.id, topic: rule.topic, when: text?.when ?? rule.when, then: text?.then ?? rule.then,
        because: { source: rule.because.source, at: rule.because.at, says: text?.says ?? rule.because.says, attributedTo: [...rule.because.attributedTo] },
        newer: [...rule.newer],
      };
    }),
    newerNotes: Object.entries(conclusion.newer).map(([id, { source, text }]) => ({ id, source, text })),
  };
}

/** HTML with an anchor for every rule and note (`#OR-1`, `#NW-2`). */
export function rulebookPage(language: Language): string {
  const book = rulebookData(language);
  const { rulebook: words } = wordsFor(language);
  const row = (label: string, value: string): string => (value === '' ? '' : `<dt>${escaped(label)}</dt><dd>${value}</dd>`);
  const topics = [...new Set(book.rules.map((rule) => rule.topic))];
  const sections = topics.map((topic) => {
    const rules = book.rules.filter((rule) => rule.topic === topic).map((rule) => `<article id="${escaped(rule.id)}">\n<h3><a href="#${escaped(rule.id)}">${escaped(rule.id)}</a></h3>\n<dl>`
      + row(words.when, escaped(rule.when)) + row(words.then, escaped(rule.then))
      + row(words.source, `${escaped(rule.because.says)} (${escaped(rule.because.source === 'beyond' ? words.beyond : rule.because.source)}, ${escaped(rule.because.at)})`)
      + row(words.attributedTo, escaped(rule.because.attributedTo.join(', ')))
      + row(words.newer, rule.newer.map((id) => `<a href="#${escaped(id)}">${escaped(id)}</a>`).join(', '))
      + '</dl>\n</article>').join('\n');
    return `<section id="topic-${escaped(topic)}">\n<h2>${escaped(topic)}</h2>\n${rules}\n</section>`;
  });
  const notes = book.newerNotes.map((note) => `<article id="${escaped(note.id)}">\n<h3><a href="#${escaped(note.id)}">${escaped(note.id)}</a></h3>\n<dl>${row(words.source, escaped(note.source))}</dl>\n<p>${escaped(note.text)}</p>\n</article>`);
  return page(language, words.title, `<h1>${escaped(words.title)}</h1>\n<p>${escaped(words.introduction)}</p>\n`
    + `<p>${escaped(words.knowledgeVersion)}: ${escaped(book.knowledge.version)} · ${escaped(words.reviewed)}: ${escaped(book.knowledge.reviewed)}</p>\n<p><strong>${escaped(words.checkBeforeUse)}</strong></p>\n`
    + `<nav aria-label="${escaped(words.language)}"><a href="?lang=en" lang="en" hreflang="en">English</a> · <a href="?lang=zh-CN" lang="zh-CN" hreflang="zh-CN">中文</a></nav>\n`
    + `<nav aria-label="${escaped(words.topic)}">${topics.map((topic) => `<a href="#topic-${escaped(topic)}">${escaped(topic)}</a>`).join(' · ')}</nav>\n`
    + `${sections.join('\n')}\n<section>\n<h2>${escaped(words.newerTitle)}</h2>\n${notes.join('\n')}\n</section>`);
}

