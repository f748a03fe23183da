/** What to do, to consider, not to do and never to do, each with who says so; newer notes apart, contradictions first. */
import type { ReactNode } from 'react';
import type { ApplicableAssessment } from '../service';
import type { Reader } from '../shell';
import { wordsFor } from '../words/clinical';
import { RuleLinks, type Sources } from './rule-links';

interface Shown { assessment: ApplicableAssessment; sources: Sources; reader: Reader }

const GROUPS = [['recommended', 'do'], ['consider', 'consider'], ['not-recommended', 'not'], ['contraindicated', 'never']] as const;

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
            <div key={strength}>
              <h3><span className={`tag ${strength === 'recommended' ? 'good' : strength === 'consider' ? 'info' : strength === 'contraindicated' ? 'critical' : 'warning'}`}>{t[label]}</span></h3>
              {lines.length === 0 ? <p className="soft small">{t.nothing}</p> : (
                <ul>{lines.map((line) => (
                  <li key={`${line.rule}${line.code}`}>{line.text}
                    <span className="small soft"> {line.attribution.length > 0 ? `${t.saidBy} ${words.list(line.attribution.map((who) => words.value(who)))} · ` : ''}<RuleLinks rules={[line.rule]} sources={sources} reader={reader} /></span>
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
