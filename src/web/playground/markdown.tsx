/** A card's detail as an EHR renders it: GitHub-flavoured Markdown, HTML shown as text. */
import MarkdownIt from 'markdown-it';
import type { ReactNode } from 'react';

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: false });
// Card headings sit under the page's own: the third level and below.
markdown.core.ruler.push('lower_headings', (state) => {
  for (const token of state.tokens) if (token.type === 'heading_open' || token.type === 'heading_close') token.tag = token.tag === 'h1' || token.tag === 'h2' || token.tag === 'h3' ? 'h4' : token.tag;
});

export function Markdown({ text }: { text: string }): ReactNode {
  // Safe: the renderer escapes all HTML in the source (html: false) and refuses script links.
  return <div className="detail" dangerouslySetInnerHTML={{ __html: markdown.render(text) }} />;
}
