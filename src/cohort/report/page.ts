/** The summary as one HTML file with its charts drawn in it: no script, nothing loaded. */
import type { Summary } from '../summary';
import { cautionsOf, type Section, sectionsOf, share, typeByGrade } from './sections';

const COLOURS = ['#1f6f8b', '#5aa469', '#d9823b', '#8e6c8a', '#b5534f', '#7a8691', '#c2a83e', '#4c5b9b', '#a0a0a0'];
const CHARTED = new Set(['Kind', 'Surveillance', 'Overdue for', 'Missing data', 'Certainty of the type', 'Certainty of the grade']);
const MOST_BARS = 20;

export function pageOf(summary: Summary): string {
  const sections = sectionsOf(summary);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Cohort of gastric neuroendocrine neoplasms, ${escaped(summary.asOf)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430;background:#fff}h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}table{border-collapse:collapse}td,th{padding:.15rem .8rem .15rem 0;text-align:left;font-weight:400;border-bottom:1px solid #e3e7ea}th[scope=row]{overflow-wrap:anywhere}td{text-align:right;font-variant-numeric:tabular-nums}thead th{font-weight:600}svg{max-width:100%;height:auto}.wide{overflow-x:auto}.note{color:#4f5b66}.caution{border-left:.3rem solid #d9823b;padding-left:.7rem}</style></head><body><main>
<h1>Cohort of gastric neuroendocrine neoplasms</h1>
<p>As of ${escaped(summary.asOf)}, knowledge ${escaped(summary.knowledge)}. ${summary.patients} patients assessed, ${summary.applicable} with a gastric neuroendocrine neoplasm, bad lines: ${summary.badLines}.</p>
<p class="note">Counts of rule-based assessments from records as they are; unknown is never counted as absent. Not a statement about any one patient.</p>
${cautionsOf(summary).map((each) => `<p class="caution">${escaped(each)}</p>`).join('\n')}
${matrix(summary)}
${sections.filter(({ title }) => title !== 'Type and grade').map(drawn).join('\n')}
${badLines(summary)}
</main></body></html>
`;
}

function drawn(section: Section): string {
  return `<section><h2>${escaped(section.title)}</h2>${CHARTED.has(section.title) ? bars(section) : ''}<table><thead><tr><th scope="col">item</th><th scope="col">patients</th><th scope="col">share</th></tr></thead><tbody>${
    section.counts.map(([label, count]) => `<tr><th scope="row">${escaped(label)}</th><td>${count}</td><td>${share(count, section.of)}</td></tr>`).join('')}</tbody></table></section>`;
}

function bars({ title, counts, of }: Section): string {
  const shown = counts.slice(0, MOST_BARS);
  const most = Math.max(1, ...shown.map(([, count]) => count));
  const rows = shown.map(([label, count], index) => {
    const width = Math.round((count / most) * 380);
    return `<text x="250" y="${index * 24 + 17}" text-anchor="end">${escaped(label)}</text><rect x="260" y="${index * 24 + 4}" width="${width}" height="16" fill="${COLOURS[0]}"/><text x="${268 + width}" y="${index * 24 + 17}">${count}</text>`;
  }).join('');
  return `<svg viewBox="0 0 760 ${shown.length * 24 + 6}" width="760" role="img" font-size="13" font-family="system-ui,sans-serif" fill="#1c2430" aria-label="${escaped(`${title}: ${shown.map(([label, count]) => `${label} ${count}`).join(', ')}, of ${of}`)}">${rows}</svg>`;
}

/** Grades stacked within each class, and the same numbers as a table. */
function matrix(summary: Summary): string {
  const { classes, grades, at } = typeByGrade(summary.typeAndGrade);
  if (classes.length === 0) return '';
  const totals = classes.map((name) => grades.reduce((sum, grade) => sum + at(name, grade), 0));
  const most = Math.max(1, ...totals);
  const rows = classes.map((name, row) => {
    let x = 170;
    const parts = grades.map((grade, index) => {
      const width = (at(name, grade) / most) * 480;
      const part = width === 0 ? '' : `<rect x="${x.toFixed(1)}" y="${row * 28 + 4}" width="${width.toFixed(1)}" height="20" fill="${COLOURS[index % COLOURS.length]}"><title>${escaped(`${name}, ${grade}: ${at(name, grade)}`)}</title></rect>`;
      x += width;
      return part;
    }).join('');
    return `<text x="160" y="${row * 28 + 19}" text-anchor="end">${escaped(name)}</text>${parts}<text x="${(x + 8).toFixed(1)}" y="${row * 28 + 19}">${totals[row]}</text>`;
  }).join('');
  const top = classes.length * 28 + 20;
  const legend = grades.map((grade, index) => `<rect x="${170 + (index % 4) * 140}" y="${top + Math.floor(index / 4) * 20}" width="12" height="12" fill="${COLOURS[index % COLOURS.length]}"/><text x="${186 + (index % 4) * 140}" y="${top + 11 + Math.floor(index / 4) * 20}">${escaped(grade)}</text>`).join('');
  const table = `<div class="wide" role="region" tabindex="0" aria-label="Type by grade, numbers"><table><thead><tr><th scope="col">type or kind</th>${grades.map((grade) => `<th scope="col">${escaped(grade)}</th>`).join('')}</tr></thead><tbody>${
    classes.map((name) => `<tr><th scope="row">${escaped(name)}</th>${grades.map((grade) => `<td>${at(name, grade)}</td>`).join('')}</tr>`).join('')}</tbody></table></div>`;
  return `<section><h2>Type by grade</h2><svg viewBox="0 0 760 ${top + Math.ceil(grades.length / 4) * 20 + 4}" width="760" role="img" font-size="13" font-family="system-ui,sans-serif" fill="#1c2430" aria-label="Grades within each type; the table below holds the numbers">${rows}${legend}</svg>${table}</section>`;
}

function badLines({ bad, badLines: all }: Summary): string {
  if (bad.length === 0) return '';
  return `<section><h2>Bad lines</h2><p>${bad.length} of ${all} listed.</p><div class="wide" role="region" tabindex="0" aria-label="Bad lines"><table><thead><tr><th scope="col">where</th><th scope="col">why</th></tr></thead><tbody>${bad.map(({ source, line, why }) => `<tr><th scope="row">${escaped(source)}${line === null ? '' : `, line ${line}`}</th><td>${escaped(why)}</td></tr>`).join('')}</tbody></table></div></section>`;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
