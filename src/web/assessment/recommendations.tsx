/** What to do, to consider, not to do and never to do, each with who says so; newer notes apart, contradictions first. */
import type { ReactNode } from 'react';
import type { ApplicableAssessment } from '../service';
import type { Reader } from '../shell';
import { wordsFor } from '../words/clinical';
import { RuleLinks, type Sources } from './rule-links';

interface Shown { assessment: ApplicableAssessment; sources: Sources; reader: Reader }

/** What the engine attributes a statement to that no guideline makes. */
const BEYOND = 'beyond the review';

const GROUPS = [['recommended', 'do'], ['consider', 'consider'], ['not-recommended', 'not'], ['contraindicated', 'never']] as const;

type Recommendation = ApplicableAssessment['recommendations'][number];

/** What one rule recommends at one strength: each code's own words, and the sentence they share, said once. */
interface Said { rule: string; attribution: readonly string[]; each: string[]; shared: string }

/** The longest ending all texts have in common that begins with a sentence. */
function sharedEnding(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  const starts = [...first.matchAll(/(?:\. |。)/g)].map((end) => end.index + end[0].length);
  const ending = starts.map((start) => first.slice(start)).find((candidate) => candidate !== '' && others.every((text) => text.endsWith(candidate)));
  return ending ?? '';
}

function saidByRule(lines: readonly Recommendation[]): Said[] {
  const groups: Recommendation[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.[0]?.rule === line.rule && last[0].attribution.join() === line.attribution.join()) last.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => {
    const shared = group.length < 2 ? '' : sharedEnding(group.map((line) => line.text));
    return { rule: group[0]?.rule ?? '', attribution: group[0]?.attribution ?? [], each: group.map((line) => line.text.slice(0, line.text.length - shared.length).trimEnd()), shared };
  });
}

export function Conflicts({ assessment, sources, reader }: Shown): ReactNode {
  if (assessment.conflicts.length === 0) return null;
  return (
    <section className="card warning" aria-label={reader.t.conflicts}>
      <h2>{reader.t.conflicts}</h2>
      <ul>{assessment.conflicts.map((conflict) => <li key={`${conflict.rule}${conflict.text}`}>{conflict.text} <span className="small">(<RuleLinks rules={[conflict.rule]} sources={sources} reader={reader} />)</span></li>)}</ul>
    </section>
  );
}

export function Recommendations({ assessment, sources, reader }: Shown): ReactNode {
  const { t } = reader;
  const words = wordsFor(reader.language);
  return (
    <section className="panel" aria-label={t.recommendations}>
      <h2>{t.recommendations}</h2>
      <div className="groups">
        {GROUPS.map(([strength, label]) => {
          const lines = assessment.recommendations.filter((each) => each.strength === strength);
          return (
            <div key={strength} className={lines.length === 0 ? 'none' : undefined}>
              <h3><span className={`tag ${strength === 'recommended' ? 'good' : strength === 'consider' ? 'info' : strength === 'contraindicated' ? 'critical' : 'warning'}`}>{t[label]}</span></h3>
              {lines.length === 0 ? <p className="soft small">{t.nothing}</p> : (
                <ul>{saidByRule(lines).map((said) => (
                  <li key={said.rule + said.each[0]}>{said.each.length === 1 ? said.each[0] : said.each.map((one) => <span key={one} className="one">{one} </span>)}{said.shared === '' ? '' : ` ${said.shared}`}
                    <span className="small soft"> {said.attribution.length > 0 ? `${t.saidBy} ${words.list(said.attribution.map((who) => (who === BEYOND ? words.rulebook.beyond : words.value(who))))} · ` : ''}<RuleLinks rules={[said.rule]} sources={sources} reader={reader} /></span>
                  </li>
                ))}</ul>
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}

export function Notes({ assessment, sources, reader }: Shown): ReactNode {
  const { t } = reader;
  return (
    <div className="groups">
      {assessment.notices.length === 0 ? null : (
        <section className="panel" aria-label={t.notices}><h2>{t.notices}</h2>
          <ul>{assessment.notices.map((notice) => <li key={`${notice.code}${notice.text}`}><span className={`tag ${notice.severity}`}>{t.severities[notice.severity]}</span> {notice.text} <span className="small">(<RuleLinks rules={[notice.rule]} sources={sources} reader={reader} />)</span></li>)}</ul>
        </section>
      )}
      {assessment.prognosis.length === 0 ? null : (
        <section className="panel" aria-label={t.prognosis}><h2>{t.prognosis}</h2>
          <ul>{assessment.prognosis.map((line) => <li key={line.rule}>{line.text} <span className="small">(<RuleLinks rules={[line.rule]} sources={sources} reader={reader} />)</span></li>)}</ul>
        </section>
      )}
      {assessment.newerNotes.length === 0 ? null : (
        <section className="panel" aria-label={t.newer}><h2>{t.newer}</h2>
          <ul>{assessment.newerNotes.map((note) => <li key={`${note.id}${note.beside}`}>{note.text} <span className="small soft">({note.source}; {note.id}, <RuleLinks rules={[note.beside]} sources={sources} reader={reader} />)</span></li>)}</ul>
        </section>
      )}
    </div>
  );
}
