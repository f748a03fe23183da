/** The SMART app: reads the patient's record from the EHR's FHIR server, runs the same assessment, and draws it. Writes nothing. */
import { lazy, type ReactNode, StrictMode, Suspense, useCallback, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../style.css';
import { type Assessment, assess, type Bundle, HERE } from '../service';
import { type Reader, Shell } from '../shell';
import { authorize, type PatientRecord, readRecord, ruleOf } from './client';

const AssessmentView = lazy(() => import('../assessment/view'));
const WhatIf = lazy(() => import('../assessment/what-if-form').then((module) => ({ default: module.WhatIf })));

// The code in the address can be used once; React's strict mode mounts twice.
let record: Promise<PatientRecord> | null = null;

function Connect({ reader, problem }: { reader: Reader; problem: string }): ReactNode {
  const { t } = reader;
  const [iss, setIss] = useState('');
  const [failed, setFailed] = useState(problem);
  return (
    <section className="panel stack" aria-label={t.startLaunch}>
      <p>{t.readOnly}</p>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); authorize(iss).catch((error: unknown) => setFailed(error instanceof Error ? error.message : t.launchFailed)); }}>
        <label><span>{t.issuer}</span><input type="url" required value={iss} placeholder="https://fhir.ehr.example.org/r4" onChange={(event) => setIss(event.target.value)} /></label>
        <div><button type="submit" className="primary">{t.startLaunch}</button></div>
      </form>
      <p role="alert">{failed === '' ? '' : `${t.launchFailed}: ${failed}`}</p>
    </section>
  );
}

function Workspace({ reader }: { reader: Reader }): ReactNode {
  const { t, language } = reader;
  const address = new URLSearchParams(location.search);
  const launched = address.has('code') || address.has('error') || (address.has('state') && sessionStorage.length > 0) || sessionStorage.getItem('SMART_KEY') !== null;
  const [read, setRead] = useState<PatientRecord | null>(null);
  const [problem, setProblem] = useState(address.get('error_description') ?? address.get('error') ?? '');
  const [recorded, setRecorded] = useState<Assessment | null>(null);
  const [tried, setTried] = useState<{ assessment: Assessment; bundle: Bundle } | null>(null);
  useEffect(() => {
    if (!launched || problem !== '') return;
    record ??= readRecord();
    record.then(setRead, (error: unknown) => setProblem(error instanceof Error ? error.message : t.launchFailed));
  }, [launched, problem, t.launchFailed]);
  useEffect(() => {
    if (read === null) return;
    void assess(read.bundle, language).then((answer) => {
      if (answer.status === 200) setRecorded(answer.body);
      else setProblem(`/assess: ${answer.status}`);
    }, () => setProblem('/assess'));
  }, [read, language]);
  const onResult = useCallback((result: { assessment: Assessment; bundle: Bundle } | null) => setTried(result), []);
  if (!launched || problem !== '') return <Connect reader={reader} problem={problem} />;
  if (read === null || recorded === null) return <p className="panel" role="status">{t.connecting}</p>;
  const rule = ruleOf(read.appContext);
  return (
    <div className="stack">
      <p className="small soft" style={{ margin: 0 }}>Patient/{read.patient} · {t.readOnly}{rule === null ? '' : <> · <a href={`${HERE}rulebook?lang=${language}#${rule}`}>{rule}</a></>}</p>
      {read.refused.length === 0 ? null : <p className="card warning" role="alert">{t.missing}: {read.refused.join(', ')}</p>}
      <Suspense fallback={<p className="panel">…</p>}>
        <AssessmentView assessment={tried?.assessment ?? recorded} bundle={tried?.bundle ?? read.bundle} reader={reader} />
        {recorded.applicable ? <WhatIf bundle={read.bundle} assessment={recorded} patient={read.patient} reader={reader} onResult={onResult} /> : null}
      </Suspense>
    </div>
  );
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<StrictMode><Shell title={(t) => t.workspace} links={(t) => [{ label: t.rulebook, href: `${HERE}rulebook?lang=${t.code}` }]}>{(reader) => <Workspace reader={reader} />}</Shell></StrictMode>);
