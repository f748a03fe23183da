/** A record assessed and drawn, what-if above it: the one view of the playground and of the SMART app. */
import { type ReactNode, startTransition, useCallback, useEffect, useState } from 'react';
import { assess, type Assessed, NotAssessed } from '../assessor';
import type { Bundle } from '../service';
import type { Reader } from '../shell';
import AssessmentView from './view';
import { WhatIf } from './what-if-form';

/** @param unread types of which the record could not be read, or not whole: silence about them is no finding */
export default function AssessmentPanel({ bundle, patient, reader, unread = [], whatIfOpen = false }: { bundle: Bundle; patient: string; reader: Reader; unread?: readonly string[]; whatIfOpen?: boolean }): ReactNode {
  const { t, language } = reader;
  const [recorded, setRecorded] = useState<{ assessed: Assessed; bundle: Bundle } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [tried, setTried] = useState<{ assessed: Assessed; bundle: Bundle } | null>(null);
  useEffect(() => {
    let late = false;
    setTried(null);
    setRefusal(null);
    // Drawn in slices: a page that is being typed or scrolled in does not wait for the charts.
    assess(bundle, language).then((assessed) => { if (!late) startTransition(() => setRecorded({ assessed, bundle })); }, (error: unknown) => { if (!late) { setRecorded(null); setRefusal(error instanceof NotAssessed ? error.message : ''); } });
    return () => { late = true; };
  }, [bundle, language]);
  const onResult = useCallback((result: { assessed: Assessed; bundle: Bundle } | null) => setTried(result), []);
  if (refusal !== null) return <p className="card warning" role="alert">{refusal === '' ? t.notReady : `${t.notAssessed} ${refusal}`}</p>;
  if (recorded === null) return <p className="panel" role="status">{t.asking}</p>;
  const { assessment } = recorded.assessed;
  const incomplete = unread.length === 0 ? null : <p className="card warning" role="alert">{t.unread}: {unread.join(', ')}. {t.unreadMeans}</p>;
  // Where conditions did not arrive, "no neuroendocrine neoplasm" would be a silent miss.
  if (!assessment.applicable && unread.includes('Condition')) return <div className="stack">{incomplete}<p className="panel">{t.cannotBeSaid}</p></div>;
  return (
    <div className="stack">
      {incomplete}
      {assessment.applicable ? <WhatIf open={whatIfOpen} bundle={recorded.bundle} recorded={recorded.assessed} assessment={assessment} patient={patient} reader={reader} onResult={onResult} /> : null}
      <AssessmentView assessed={tried?.assessed ?? recorded.assessed} tried={tried !== null} bundle={tried?.bundle ?? recorded.bundle} reader={reader} />
    </div>
  );
}
