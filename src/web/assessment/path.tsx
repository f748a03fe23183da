/** From findings to plan, drawn: each step with its value, its certainty, its rules and their source, what decided it and what is missing. */
import type { ReactNode } from 'react';
import type { Assessed } from '../assessor';
import type { ApplicableAssessment } from '../service';
import type { Reader } from '../shell';
import { wordsFor } from '../words/clinical';
import { RuleLinks } from './rule-links';
import { stepsOf } from './steps';

export function Path({ assessment, sources, reader, onResource }: { assessment: ApplicableAssessment; sources: Assessed['sources']; reader: Reader; onResource: (reference: string) => void }): ReactNode {
  const { t, language } = reader;
  const words = wordsFor(language);
  return (
    <ol className="path" aria-label={t.path}>
      {stepsOf(assessment, reader).map(({ name, value, certainty, rules, decided, missing }) => (
        <li key={name}>
          <div className="step">{name}</div>
          <div className="value">{value}</div>
          {certainty === '' ? null : <div><span className="tag">{certainty}</span></div>}
          {decided.length === 0 ? null : (
            <details className="small" open={decided.length <= 3}><summary>{t.decidedBy} ({decided.length})</summary>
              {decided.map((line) => <div key={`${line.fact}|${line.resource}|${line.date ?? ''}|${line.value}`}><button type="button" className="plain" onClick={() => onResource(line.resource)}>{words.codes.facts[line.fact]}: {words.value(line.value)}{line.date === null ? '' : ` (${line.date})`}</button></div>)}
            </details>
          )}
          {missing.length === 0 ? null : <div className="small"><strong>{t.missing}:</strong> {words.list([...new Set(missing.map((each) => words.codes.facts[each.fact]))])}</div>}
          {rules.length === 0 ? null : <div className="small">{t.rules}: <RuleLinks rules={rules} sources={sources} reader={reader} told={rules.length <= 4} /></div>}
        </li>
      ))}
    </ol>
  );
}
