/** Where the record comes from: a bundled patient, a Bundle at hand, or a FHIR server. */
import { type DragEvent, type ReactNode, useEffect, useState } from 'react';
import { type Bundle, HERE, sandboxPatients, type SandboxPatient } from '../service';
import type { Reader } from '../shell';

export type Source =
  | { kind: 'server'; base: string; patient: string; sentence: string }
  | { kind: 'bundle'; bundle: Bundle; patient: string; sentence: string };

type Way = 'bundled' | 'paste' | 'server';

/** The id of the one patient a Bundle is about: its Patient, else whom its resources are about. */
function patientOf(bundle: Bundle): string | null {
  const patient = bundle.entry?.find(({ resource }) => resource?.resourceType === 'Patient')?.resource.id;
  if (patient !== undefined) return patient;
  for (const { resource } of bundle.entry ?? []) {
    const reference = (resource?.['subject'] as { reference?: unknown } | undefined)?.reference;
    if (typeof reference === 'string') return reference.split('/').at(-1) ?? null;
  }
  return null;
}

export function SourceChooser({ reader, chosen, onChoose }: { reader: Reader; chosen: Source | null; onChoose: (source: Source) => void }): ReactNode {
  const { t, language } = reader;
  const [way, setWay] = useState<Way>('bundled');
  const [patients, setPatients] = useState<SandboxPatient[]>([]);
  const [text, setText] = useState('');
  const [base, setBase] = useState(`${HERE}sandbox/fhir`);
  const [id, setId] = useState('');
  const [problem, setProblem] = useState('');
  const [over, setOver] = useState(false);
  useEffect(() => { void sandboxPatients(language).then(setPatients, () => setPatients([])); }, [language]);
  const read = (json: string): void => {
    let value: unknown;
    try { value = JSON.parse(json); } catch { setProblem(t.notABundle); return; }
    if (typeof value !== 'object' || value === null || (value as Bundle).resourceType !== 'Bundle') { setProblem(t.notABundle); return; }
    const patient = patientOf(value as Bundle);
    if (patient === null) { setProblem(t.noPatient); return; }
    setProblem('');
    onChoose({ kind: 'bundle', bundle: value as Bundle, patient, sentence: `Patient/${patient}` });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void event.dataTransfer.files[0]?.text().then((json) => { setText(json); read(json); });
  };
  return (
    <section className="panel stack" aria-label={t.patient}>
      <h2>{t.patient}</h2>
      <label className="small"><span>{t.source}</span>
        <select value={way} onChange={(event) => setWay(event.target.value as Way)}><option value="bundled">{t.bundled}</option><option value="paste">{t.paste}</option><option value="server">{t.server}</option></select>
      </label>
      {way === 'bundled' ? (
        <ul className="choices" aria-label={t.bundled} tabIndex={0}>{patients.map((patient) => <li key={patient.id}><button type="button" className="small" data-patient={patient.id} aria-pressed={chosen?.kind === 'server' && chosen.patient === patient.id} onClick={() => onChoose({ kind: 'server', base: `${HERE}sandbox/fhir`, patient: patient.id, sentence: patient.sentence })}>{patient.sentence}</button></li>)}</ul>
      ) : way === 'paste' ? (
        <div className={`drop${over ? ' over' : ''}`} onDrop={drop} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}>
          <label className="small"><span>{t.pasteHint}</span><textarea rows={8} value={text} onChange={(event) => setText(event.target.value)} /></label>
          <button type="button" onClick={() => read(text)} disabled={text.trim() === ''}>{t.read}</button>
        </div>
      ) : (
        <form className="stack" onSubmit={(event) => { event.preventDefault(); onChoose({ kind: 'server', base: base.replace(/\/+$/, ''), patient: id, sentence: `Patient/${id}` }); }}>
          <label className="small"><span>{t.serverUrl}</span><input type="url" required value={base} onChange={(event) => setBase(event.target.value)} /></label>
          <label className="small"><span>{t.patientId}</span><input required value={id} onChange={(event) => setId(event.target.value)} /></label>
          <button type="submit">{t.read}</button>
        </form>
      )}
      <p role="alert" className="small empty-goes">{problem}</p>
      {chosen === null || way === 'bundled' ? null : <p className="small" style={{ margin: 0 }}>→ {chosen.sentence}</p>}
    </section>
  );
}
