/** The playground: choose a patient and a hook, see the cards as an EHR would show them, and everything behind them. */
import { lazy, type ReactNode, StrictMode, Suspense, useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../style.css';
import { prepareAssessor } from '../assessor';
import { type Bundle, bundleOf, callHook, type Card, discover, type Exchange, HERE, prefetchFor, prefetchFromBundle, randomUuid, type ServiceDescription } from '../service';
import { Json, type Reader, Shell, Tabs } from '../shell';
import { CardView } from './card';
import { contextFor, type Draft, DRUGS, type Orderable, PROCEDURES } from './orders';
import { type Source, SourceChooser } from './source';

// The drawings are the heavy part and wait until there is something to draw.
const drawings = (): Promise<typeof import('../assessment/panel')> => import('../assessment/panel');
const AssessmentPanel = lazy(drawings);

interface Run { service: ServiceDescription; request: Record<string, unknown>; exchange: Exchange<{ cards?: Card[] }> | null; bundle: Bundle | null; patient: string; number: number; language: string }

function OrderComposer({ reader, drafts, onChange }: { reader: Reader; drafts: Draft[]; onChange: (drafts: Draft[]) => void }): ReactNode {
  const { t, language } = reader;
  const [drug, setDrug] = useState(DRUGS[0]?.key ?? '');
  const [procedure, setProcedure] = useState(PROCEDURES[0]?.key ?? '');
  const add = (list: Orderable[], key: string): void => {
    const orderable = list.find((each) => each.key === key);
    if (orderable !== undefined) onChange([...drafts, { id: `draft-${drafts.length + 1}-${Math.random().toString(36).slice(2, 8)}`, orderable }]);
  };
  return (
    <fieldset className="stack composer">
      <legend>{t.orders}</legend>
      <div className="row"><label className="small grow"><span>{t.drug}</span><select value={drug} onChange={(event) => setDrug(event.target.value)}>{DRUGS.map((each) => <option key={each.key} value={each.key}>{each.label[language]}</option>)}</select></label><button type="button" onClick={() => add(DRUGS, drug)} aria-label={`${t.addOrder}: ${t.drug}`}>{t.addOrder}</button></div>
      <div className="row"><label className="small grow"><span>{t.procedure}</span><select value={procedure} onChange={(event) => setProcedure(event.target.value)}>{PROCEDURES.map((each) => <option key={each.key} value={each.key}>{each.label[language]}</option>)}</select></label><button type="button" onClick={() => add(PROCEDURES, procedure)} aria-label={`${t.addOrder}: ${t.procedure}`}>{t.addOrder}</button></div>
      <ul className="drafts">{drafts.map((draft) => <li key={draft.id} className="small">{draft.orderable.label[language]} <button type="button" className="plain" onClick={() => onChange(drafts.filter((each) => each !== draft))} aria-label={`${t.remove}: ${draft.orderable.label[language]}`}>{t.remove}</button></li>)}</ul>
    </fieldset>
  );
}

function curlOf(run: Run, language: string): string {
  return `curl -sS -X POST '${HERE}cds-services/${run.service.id}' -H 'Content-Type: application/json' -H 'Accept-Language: ${language}' --data-binary @- <<'JSON'\n${JSON.stringify(run.request)}\nJSON`;
}

function Exchanged({ run, reader }: { run: Run; reader: Reader }): ReactNode {
  const { t, language } = reader;
  const [copied, setCopied] = useState<'' | 'copied' | 'shown'>('');
  // Where the browser gives no clipboard (plain http from another machine), the command is shown to be copied by hand.
  const copy = (): void => { (navigator.clipboard === undefined ? Promise.reject(new Error()) : navigator.clipboard.writeText(curlOf(run, language))).then(() => setCopied('copied'), () => setCopied('shown')); };
  return (
    <section className="panel exchange" aria-label={`${t.request} / ${t.response}`}>
      <div className="row"><h2>{t.request}</h2><span className="grow" /><span role="status" className="small">{copied === 'copied' ? t.copied : ''}</span><button type="button" onClick={copy}>{t.copyCurl}</button></div>
      {copied === 'shown' ? <textarea rows={4} readOnly aria-label={t.copyCurl} value={curlOf(run, language)} onFocus={(event) => event.target.select()} /> : null}
      <p className="small soft url">POST {HERE}cds-services/{run.service.id}</p>
      <Json value={run.request} label={t.request} />
      <h2 style={{ marginTop: '1rem' }}>{t.response} <span className="soft">{run.exchange === null ? '' : `${run.exchange.status} · ${t.took(run.exchange.milliseconds)}`}</span></h2>
      <Json value={run.exchange?.body ?? null} label={t.response} />
    </section>
  );
}

function Cards({ run, reader, onAccepted }: { run: Run; reader: Reader; onAccepted: (card: Card, suggestion: string) => void }): ReactNode {
  const { t } = reader;
  const cards = run.exchange?.body.cards;
  return (
    <section className="stack" aria-label={t.cards} aria-live="polite">
      {run.exchange === null ? <p className="panel">{t.asking}</p>
        : cards === undefined ? <div className="card warning"><p>{t.failed} ({run.exchange.status})</p><Json value={run.exchange.body} label={t.response} /></div>
          : cards.length === 0 ? <p className="panel">{t.noCards}</p>
            : cards.map((card) => <CardView key={card.uuid} card={card} service={run.service.id} reader={reader} onAccepted={onAccepted} />)}
    </section>
  );
}

function Playground({ reader }: { reader: Reader }): ReactNode {
  const { t, language } = reader;
  const [services, setServices] = useState<ServiceDescription[]>([]);
  const [source, setSource] = useState<Source | null>(null);
  const [serviceId, setServiceId] = useState('gnen-patient-view');
  const [drafts, setDrafts] = useState<Draft[]>([]);
  const [appointment, setAppointment] = useState(() => new Date().toISOString().slice(0, 10));
  const [mode, setMode] = useState<'prefetch' | 'read'>('prefetch');
  const [run, setRun] = useState<Run | null>(null);
  const [problem, setProblem] = useState('');
  const [tab, setTab] = useState('cards');
  useEffect(() => { void discover(language).then((answer) => setServices(answer.body.services), () => setServices([])); }, [language]);
  const service = useMemo(() => services.find((each) => each.id === serviceId) ?? services[0], [services, serviceId]);

  const ask = async (): Promise<void> => {
    if (service === undefined || source === null) return;
    setProblem('');
    try {
      const reads = source.kind === 'server' && mode === 'read';
      // Where the service reads for itself, the page needs the record only to draw it and may be refused it.
      const prefetch = source.kind === 'bundle' ? prefetchFromBundle(service, source.bundle) : await prefetchFor(service, source.patient, source.base).catch((error: unknown) => { if (reads) return null; throw new Error(`${t.unreachable} ${error instanceof Error ? error.message : ''}`); });
      const request: Record<string, unknown> = { hook: service.hook, hookInstance: randomUuid(), context: contextFor(service.hook, source.patient, drafts, appointment, language), ...(reads ? { fhirServer: source.base } : { prefetch }) };
      const started: Run = { service, request, exchange: null, bundle: source.kind === 'bundle' ? source.bundle : prefetch === null ? null : bundleOf(prefetch), patient: source.patient, number: Date.now(), language };
      setRun(started);
      setTab('cards');
      const exchange = await callHook(service.id, request, language);
      setRun({ ...started, exchange });
      // What the next click may want is fetched while the cards are read.
      setTimeout(() => { prepareAssessor(); void drawings().catch(() => undefined); }, 200);
    } catch (error) {
      setRun(null);
      setProblem(error instanceof Error ? error.message : t.failed);
    }
  };

  // A reader who changes the language wants to read the same answer in it.
  useEffect(() => {
    if (run === null || run.exchange === null || run.language === language) return;
    let late = false;
    void callHook(run.service.id, run.request, language).then((exchange) => { if (!late) setRun({ ...run, exchange, language }); }, () => undefined);
    return () => { late = true; };
  }, [run, language]);

  const onAccepted = (card: Card, suggestion: string): void => {
    // What an EHR would do with an accepted removal: the draft is gone.
    const removed = card.suggestions?.find((each) => each.uuid === suggestion)?.actions?.flatMap((action) => (action.type === 'delete' && action.resourceId !== undefined ? [action.resourceId.split('/').at(-1)] : [])) ?? [];
    setDrafts((before) => before.filter((draft) => !removed.includes(draft.id)));
  };
  const ordering = service?.hook === 'order-select' || service?.hook === 'order-sign';
  return (
    <div className="columns">
      <div className="stack no-print">
        <SourceChooser reader={reader} chosen={source} onChoose={(chosen) => { setSource(chosen); setRun(null); }} />
        <section className="panel stack" aria-label={t.hook}>
          <label><span>{t.hook}</span><select data-choice="hook" value={service?.id ?? ''} onChange={(event) => { setServiceId(event.target.value); setRun(null); }}>{services.map((each) => <option key={each.id} value={each.id}>{each.hook}</option>)}</select></label>
          {ordering ? <OrderComposer reader={reader} drafts={drafts} onChange={setDrafts} /> : null}
          {service?.hook === 'appointment-book' ? <label><span>{t.appointmentDate}</span><input type="date" required value={appointment} onChange={(event) => setAppointment(event.target.value)} /></label> : null}
          {source?.kind === 'server' ? <label className="small"><span>{t.how}</span><select value={mode} onChange={(event) => setMode(event.target.value === 'read' ? 'read' : 'prefetch')}><option value="prefetch">{t.prefetchMode}</option><option value="read">{t.readMode}</option></select></label> : null}
          <button type="button" className="primary" disabled={source === null || service === undefined} onClick={() => { void ask(); }}>{t.ask}</button>
          <p role="alert" className="small empty-goes">{problem}</p>
          <p className="small soft" style={{ margin: 0 }}>{service?.description}</p>
        </section>
      </div>
      <div className="stack">
        {run === null ? <section className="panel welcome" aria-label={t.welcome}><h2>{t.welcome}</h2><ol>{t.firstSteps.map((step) => <li key={step}>{step}</li>)}</ol></section> : (
          <Tabs label={t.result} chosen={tab} onChoose={setTab} tabs={[
            { id: 'cards', label: run.exchange === null ? t.cards : `${t.cards} (${run.exchange.body.cards?.length ?? '–'}) · ${t.took(run.exchange.milliseconds)}`, content: <div className="beside"><Cards run={run} reader={reader} onAccepted={onAccepted} /><Exchanged key={run.number} run={run} reader={reader} /></div> },
            { id: 'assessment', label: `${t.assessment} · ${t.whatIf}`, content: run.exchange === null ? null : run.bundle === null ? <p className="panel">{t.notReadHere}</p> : <Suspense fallback={<p className="panel">{t.asking}</p>}><AssessmentPanel key={run.number} bundle={run.bundle} patient={run.patient} reader={reader} whatIfOpen /></Suspense> },
          ]} />
        )}
      </div>
    </div>
  );
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<StrictMode><Shell title={(t) => t.playground} links={(t) => [{ label: t.rulebook, href: `${HERE}rulebook?lang=${t.code}` }, { label: t.workspace, href: `${HERE}app` }]}>{(reader) => <Playground reader={reader} />}</Shell></StrictMode>);
