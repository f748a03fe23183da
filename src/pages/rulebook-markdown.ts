/** The rulebook as Markdown, for reading in a repository; the committed copy is made from here and a test keeps it in step. */
import { type Language, wordsFor } from '../hooks';
import { rulebookData } from './rulebook';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export function rulebookMarkdown(language: Language): string {
  const book = rulebookData(language);
  const { rulebook: words } = wordsFor(language);
  const lines = [
    `# ${words.title}`, '', words.introduction, '', `${words.knowledgeVersion} ${book.knowledge.version} · ${words.reviewed} ${book.knowledge.reviewed}`, '', `**${words.checkBeforeUse}**`,
  ];
  for (const topic of [...new Set(book.rules.map((rule) => rule.topic))]) {
    lines.push('', `## ${topic}`, '', `| ${words.rule} | ${words.when} | ${words.then} | ${words.source} | ${words.attributedTo} | ${words.newer} |`, '| --- | --- | --- | --- | --- | --- |');
    for (const rule of book.rules.filter((each) => each.topic === topic)) {
      const source = `${rule.because.says} (${rule.because.source === 'beyond' ? words.beyond : rule.because.source}, ${rule.because.at})`;
      lines.push(`| ${rule.id} | ${cell(rule.when)} | ${cell(rule.then)} | ${cell(source)} | ${cell(rule.because.attributedTo.join(', '))} | ${rule.newer.join(', ')} |`);
    }
  }
  lines.push('', `## ${words.newerTitle}`, '', `| ${words.newer} | ${words.source} | |`, '| --- | --- | --- |', ...book.newerNotes.map((note) => `| ${note.id} | ${cell(note.source)} | ${cell(note.text)} |`), '');
  return lines.join('\n');
}
