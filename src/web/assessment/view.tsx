/** The assessment, drawn: one view for the playground and for the SMART app. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Assessed } from '../assessor';
import { Json, type Reader } from '../shell';
import type { ApplicableAssessment, Bundle, Resource } from '../service';
import { FindingsTable, Unused } from './findings-table';
import { GastrinChart } from './gastrin-chart';
import { GradeChart } from './grade-chart';
import { Later } from './later';
import { Path } from './path';
import { Conflicts, Notes, Recommendations } from './recommendations';
import { RuleLinks } from './rule-links';
import { upperLimitOf } from './upper-limit';
import { Timeline } from './timeline';

/** Finds `Type/id` in a Bundle. */
export function resourceIn(bundle: Bundle, reference: string): Resource | null {
  return bundle.entry?.find(({ resource }) => `${resource?.resourceType}/${resource?.id}` === reference)?.resource ?? null;
}

/** How much stands on the one page of paper; the more, the smaller it is set. A Chinese character takes the room of two letters. */
function crowded(assessment: ApplicableAssessment): 'little' | 'much' | 'very-much' {
  const texts = [...assessment.recommendations, ...assessment.notices, ...assessment.conflicts, ...assessment.newerNotes].map((each) => each.text).join('');
  const room = texts.length + (texts.match(/[\u3000-\u9fff]/g)?.length ?? 0) + 30 * assessment.evidence.length;
  return room < 2600 ? 'little' : room < 4200 ? 'much' : 'very-much';
}

export default function AssessmentView({ assessed: { assessment, sources }, tried, bundle, reader }: { assessed: Assessed; tried: boolean; bundle: Bundle; reader: Reader }): ReactNode {
  const { t } = reader;
  const [shown, setShown] = useState<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => { if (shown !== null && dialog.current?.open === false) dialog.current.showModal(); }, [shown]);
  if (!assessment.applicable) return <section className="panel"><p>{t.notApplicable} (<RuleLinks rules={assessment.rules} sources={sources} reader={reader} told />)</p></section>;
  const gastrin = assessment.evidence.find((line) => line.fact === 'gastrin')?.resource;
  return (
    <div className="stack assessment" data-print={crowded(assessment)}>
      <p className="print-only"><strong>gnen-cds · {t.assessment}</strong> · {assessment.patient} · {assessment.asOf}</p>
      {tried ? <p className="card info" role="note">{t.triedValues}</p> : null}
      <Conflicts assessment={assessment} sources={sources} reader={reader} />
      <section className="panel" aria-label={t.path}><div className="row"><h2>{t.path}</h2><span className="grow" /><button type="button" className="no-print" onClick={() => window.print()}>{t.print}</button></div><Path assessment={assessment} sources={sources} reader={reader} onResource={setShown} /></section>
      <Recommendations assessment={assessment} sources={sources} reader={reader} />
      <section className="panel" aria-label={t.timeline}><Timeline assessment={assessment} reader={reader} /></section>
      <div className="charts">
        <section className="panel" aria-label={t.gradeChart}><GradeChart assessment={assessment} reader={reader} /></section>
        <section className="panel" aria-label={t.gastrin}><GastrinChart assessment={assessment} reader={reader} limit={upperLimitOf(gastrin === undefined ? null : resourceIn(bundle, gastrin))} /></section>
      </div>
      <Later afterMs={0}>
        <Notes assessment={assessment} sources={sources} reader={reader} />
        <FindingsTable assessment={assessment} reader={reader} onResource={setShown} />
        <Unused assessment={assessment} reader={reader} onResource={setShown} />
      </Later>
      <p className="small soft">gnen-cds {assessment.knowledge.version} · {assessment.knowledge.reviewed} · {assessment.asOf}</p>
      <dialog ref={dialog} aria-label={shown ?? t.resource} onClose={() => setShown(null)}>
        {shown === null ? null : <><h2>{shown}</h2><Json value={resourceIn(bundle, shown) ?? {}} label={shown} /></>}
        <form method="dialog"><button type="submit">{t.close}</button></form>
      </dialog>
    </div>
  );
}
