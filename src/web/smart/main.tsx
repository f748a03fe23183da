/** The SMART app: reads the patient's record from the EHR's FHIR server, assesses it in the page, and draws it. Writes nothing, sends nothing on. */
import { lazy, type ReactNode, StrictMode, Suspense, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../style.css';
import { prepareAssessor } from '../assessor';
import { HERE } from '../service';
import { type Reader, Shell } from '../shell';
import type { PageWords } from '../words';
import { authorize, languageOf, NoRecord, type PatientRecord, readRecord, rulesOf } from './client';

const AssessmentPanel = lazy(() => import('../assessment/panel'));

// The code in the address can be used once; React's strict mode mounts twice.
let record: Promise<PatientRecord> | null = null;

/** What to tell the reader; the words of the library or the server stand behind ours, as they may be the only trace. */
function inWords(error: unknown, t: PageWords): string {
  if (error instanceof NoRecord) return t.noRecord[error.why];
  return `${t.launchFailed}${error instanceof Error && error.message !== '' ? `: ${error.message.split('\n', 1)[0]?.slice(0, 300)}` : ''}`;
}

function Connect({ reader, problem }: { reader: Reader; problem: string }): ReactNode {
  const { t } = reader;
  const [iss, setIss] = useState('');
  const [failed, setFailed] = useState(problem);
  return (
    <section className="panel stack connect" aria-label={t.startLaunch}>
      <p>{t.appPurpose}</p>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); authorize(iss).catch((error: unknown) => setFailed(inWords(error, t))); }}>
        <label><span>{t.issuer}</span><input type="url" required value={iss} placeholder="https://fhir.ehr.example.org/r4" onChange={(event) => setIss(event.target.value)} /></label>
        <div><button type="submit" className="primary">{t.startLaunch}</button></div>
      </form>
      <p className="small soft">{t.registration} <a href={`${HERE}.well-known/smart-app.json`}>smart-app.json</a></p>
      {failed === '' ? null : <p className="card warning" role="alert">{failed}</p>}
    </section>
  );
}

function Workspace({ reader }: { reader: Reader }): ReactNode {
  const { t, language, suggest } = reader;
  const address = new URLSearchParams(location.search);
  const launched = address.has('code') || address.has('error') || (address.has('state') && sessionStorage.length > 0) || sessionStorage.getItem('SMART_KEY') !== null;
  const refusedBy = address.get('error_description') ?? address.get('error');
  const [read, setRead] = useState<PatientRecord | null>(null);
  const [problem, setProblem] = useState(refusedBy === null ? '' : `${t.launchFailed}: ${refusedBy.slice(0, 300)}`);
  useEffect(() => {
    if (!launched || problem !== '') return;
    prepareAssessor();
    record ??= readRecord();
    record.then(setRead, (error: unknown) => { record = null; setProblem(inWords(error, t)); });
  }, [launched, problem, t]);
  // A card read in one language opens the app in it.
  useEffect(() => { const cards = read === null ? null : languageOf(read.appContext); if (cards !== null) suggest(cards); }, [read, suggest]);
  if (!launched || problem !== '') return <Connect reader={reader} problem={problem} />;
  if (read === null) return <p className="panel" role="status">{t.connecting}</p>;
  const rules = rulesOf(read.appContext);
  return (
    <div className="stack">
      <p className="small soft no-print" style={{ margin: 0 }}>Patient/{read.patient} · {read.server} · {t.readOnly}{rules.length === 0 ? null : <> · {t.openedFor} {rules.map((rule, index) => <span key={rule}>{index > 0 ? ', ' : ''}<a href={`${HERE}rulebook?lang=${language}#${rule}`}>{rule}</a></span>)}</>}</p>
      <Suspense fallback={<p className="panel">{t.asking}</p>}><AssessmentPanel bundle={read.bundle} patient={read.patient} reader={reader} unread={read.unread} /></Suspense>
    </div>
  );
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<StrictMode><Shell title={(t) => t.workspace} banner={(t) => t.bannerApp} links={(t) => [{ label: t.rulebook, href: `${HERE}rulebook?lang=${t.code}` }]}>{(reader) => <Workspace reader={reader} />}</Shell></StrictMode>);
