/** Background and markers as present, absent or unknown; and everything that was not used, with its reason. */
import type { ReactNode } from 'react';
import type { Reader } from '../shell';
import type { ApplicableAssessment } from '../service';
import { wordsFor } from '../words/clinical';
import { evidenceFor } from './evidence';

const SHOWN = [
  'background.atrophic-gastritis', 'background.pernicious-anaemia', 'background.gastrinoma', 'background.zes', 'background.men1', 'background.h-pylori', 'background.autoimmune-thyroid', 'background.renal-failure',
  'markers.cga', 'markers.syn', 'markers.ck', 'markers.insm1', 'markers.sstr2', 'markers.sstr-imaging', 'markers.p53', 'markers.tp53', 'markers.rb1', 'markers.daxx', 'markers.atrx', 'markers.mgmt', 'markers.mmr-msi', 'markers.tmb',
] as const;

export function FindingsTable({ assessment, reader, onResource }: { assessment: ApplicableAssessment; reader: Reader; onResource: (reference: string) => void }): ReactNode {
  const { t, language } = reader;
  const facts = wordsFor(language).codes.facts;
  return (
    <section className="panel" aria-label={t.background}>
      <h2>{t.background}</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label={t.background}>
        <table>
          <thead><tr><th scope="col">{t.fact}</th><th scope="col">{t.value}</th><th scope="col">{t.date}</th></tr></thead>
          <tbody>{SHOWN.map((fact) => {
            const line = evidenceFor(assessment, fact)[0];
            return <tr key={fact}><th scope="row">{facts[fact]}</th><td>{line === undefined ? <span className="soft">{t.unknown}</span> : <button type="button" className="plain" onClick={() => onResource(line.resource)}>{line.value}</button>}</td><td>{line?.date ?? ''}</td></tr>;
          })}</tbody>
        </table>
      </div>
    </section>
  );
}

export function Unused({ assessment, reader, onResource }: { assessment: ApplicableAssessment; reader: Reader; onResource: (reference: string) => void }): ReactNode {
  const { t, language } = reader;
  const reasons = wordsFor(language).codes.rejections;
  if (assessment.rejected.length === 0) return null;
  return (
    <section className="panel no-print" aria-label={t.unused}>
      <h2>{t.unused}</h2>
      <ul>{assessment.rejected.map((each) => <li key={`${each.resource}${each.why}`}><button type="button" className="plain" onClick={() => onResource(each.resource)}>{each.resource}</button>: {reasons[each.why]}</li>)}</ul>
    </section>
  );
}
