/** The assessment, drawn: one view for the playground and for the SMART app. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Json, type Reader } from '../shell';
import type { Assessment, Bundle, Resource } from '../service';
import { FindingsTable, Unused } from './findings-table';
import { GastrinChart } from './gastrin-chart';
import { GradeChart } from './grade-chart';
import { Path } from './path';
import { Conflicts, Notes, Recommendations } from './recommendations';
import { Timeline } from './timeline';

/** Finds `Type/id` in a Bundle. */
export function resourceIn(bundle: Bundle, reference: string): Resource | null {
  return bundle.entry?.find(({ resource }) => `${resource?.resourceType}/${resource?.id}` === reference)?.resource ?? null;
}

/** The laboratory's own upper limit beside a result, as it stands on the resource; null where there is none. */
function upperLimitOf(bundle: Bundle, reference: string | undefined): { value: number; unit: string } | null {
  const ranges = reference === undefined ? undefined : resourceIn(bundle, reference)?.['referenceRange'];
  const high = Array.isArray(ranges) ? (ranges[0] as { high?: { value?: unknown; unit?: unknown } } | undefined)?.high : undefined;
  return typeof high?.value === 'number' ? { value: high.value, unit: typeof high.unit === 'string' ? high.unit : '' } : null;
}

export default function AssessmentView({ assessment, bundle, reader }: { assessment: Assessment; bundle: Bundle; reader: Reader }): ReactNode {
  const { t } = reader;
  const [shown, setShown] = useState<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => { if (shown !== null && dialog.current?.open === false) dialog.current.showModal(); }, [shown]);
  if (!assessment.applicable) return <section className="panel"><p>{t.notApplicable} ({assessment.rules.join(', ')})</p></section>;
  return (
    <div className="stack assessment">
      <p className="print-only"><strong>gnen-cds · {t.assessment}</strong> · {assessment.patient} · {assessment.asOf}</p>
      <Conflicts assessment={assessment} reader={reader} />
      <section className="panel" aria-label={t.path}><h2>{t.path}</h2><Path assessment={assessment} reader={reader} onResource={setShown} /></section>
      <Recommendations assessment={assessment} reader={reader} />
      <section className="panel" aria-label={t.timeline}><Timeline assessment={assessment} reader={reader} /></section>
      <div className="charts">
        <section className="panel" aria-label={t.gradeChart}><GradeChart assessment={assessment} reader={reader} /></section>
        <section className="panel" aria-label={t.gastrin}><GastrinChart assessment={assessment} reader={reader} limit={upperLimitOf(bundle, assessment.evidence.find((line) => line.fact === 'gastrin')?.resource)} /></section>
      </div>
      <Notes assessment={assessment} reader={reader} />
      <FindingsTable assessment={assessment} reader={reader} onResource={setShown} />
      <Unused assessment={assessment} reader={reader} onResource={setShown} />
      <p className="small soft">gnen-cds {assessment.knowledge.version} · {assessment.knowledge.reviewed} · {assessment.asOf}</p>
      <p className="no-print"><button type="button" onClick={() => window.print()}>{t.print}</button></p>
      <dialog ref={dialog} aria-label={shown ?? t.resource} onClose={() => setShown(null)}>
        {shown === null ? null : <><h2>{shown}</h2><Json value={resourceIn(bundle, shown) ?? {}} label={shown} /></>}
        <form method="dialog"><button type="submit">{t.close}</button></form>
      </dialog>
    </div>
  );
}
