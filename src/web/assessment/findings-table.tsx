/** Background and markers as present, absent or unknown; and everything that was not used, with its reason. */
import type { ReactNode } from 'react';
import type { Reader } from '../shell';
import type { ApplicableAssessment } from '../service';
import { wordsFor } from '../words/clinical';
import { evidenceFor } from './evidence';

const BACKGROUND = [
  'background.atrophic-gastritis', 'background.pernicious-anaemia', 'background.gastrinoma', 'background.zes', 'background.men1', 'background.h-pylori', 'background.autoimmune-thyroid', 'background.renal-failure',
] as const;
const MARKERS = [
  'markers.cga', 'markers.syn', 'markers.ck', 'markers.insm1', 'markers.sstr2', 'markers.sstr-imaging', 'markers.p53', 'markers.tp53', 'markers.rb1', 'markers.daxx', 'markers.atrx', 'markers.mgmt', 'markers.mmr-msi', 'markers.tmb',
] as const;

type Fact = (typeof BACKGROUND | typeof MARKERS)[number];

function Table({ title, facts, assessment, reader, onResource }: { title: string; facts: readonly Fact[]; assessment: ApplicableAssessment; reader: Reader; onResource: (reference: string) => void }): ReactNode {
  const { t, language } = reader;
  const names = wordsFor(language).codes.facts;
  const found = facts.flatMap((fact) => { const line = evidenceFor(assessment, fact)[0]; return line === undefined ? [] : [{ fact, line }]; });
  const unknown = facts.filter((fact) => !found.some((each) => each.fact === fact));
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      {/* What is unknown is said in one row: it is no finding, and must not look like one. */}
      <table className="findings">
        <thead><tr><th scope="col">{t.fact}</th><th scope="col">{t.value} ({t.date})</th></tr></thead>
        <tbody>
          {found.map(({ fact, line }) => <tr key={fact}><th scope="row">{names[fact]}</th><td><button type="button" className="plain" onClick={() => onResource(line.resource)}>{wordsFor(language).value(line.value)}</button>{line.date === null ? null : <span className="soft when"> ({line.date})</span>}</td></tr>)}
          {unknown.length === 0 ? null : <tr><th scope="row">{t.unknown}</th><td className="soft">{wordsFor(language).list(unknown.map((fact) => names[fact]))}</td></tr>}
        </tbody>
      </table>
    </section>
  );
}

export function FindingsTable(rest: { assessment: ApplicableAssessment; reader: Reader; onResource: (reference: string) => void }): ReactNode {
  return <div className="charts"><Table title={rest.reader.t.background} facts={BACKGROUND} {...rest} /><Table title={rest.reader.t.markers} facts={MARKERS} {...rest} /></div>;
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
