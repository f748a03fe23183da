/** Does one unit of work, in whatever thread: lines or a shard in, printed lines and a part of the summary out. */
import { readFileSync } from 'node:fs';
import { type SiteCodes, siteCodesFrom, NO_SITE_CODES } from '../fhir-mapping';
import { type Assessment, assessBundle, OperationalError, readableAssessment } from '../hooks';
import { briefAssessment } from './brief';
import { belongingOf, numberOf } from './patient-of';
import { addBad, type BadLine, countAssessment, emptySummary, type Summary } from './summary';
import type { Assessed, Setup, Sorted, Unit } from './work';

/** A worker's own state: the setup, with what is costly to make made once. */
export function makeUnitWork(setup: Setup): (unit: Unit) => Assessed | Sorted {
  const siteCodes: SiteCodes = setup.conceptMaps.length === 0 ? NO_SITE_CODES : siteCodesFrom(setup.conceptMaps as Parameters<typeof siteCodesFrom>[0]); // sound: siteCodesFrom treats every map as uncertain
  let medications: { path: string; byReference: Map<string, unknown> } | null = null;

  const sharedOf = (path: string): Map<string, unknown> => {
    if (medications?.path !== path) medications = { path, byReference: medicationsIn(path) };
    return medications.byReference;
  };

  const assessInto = (done: Assessed, bundle: unknown, at: { source: string; line: number | null }): void => {
    try {
      const assessment = assessBundle(bundle, setup, { siteCodes, gastrinUpperLimit: setup.gastrinUpperLimit });
      countAssessment(done.summary, assessment);
      done.text += printed(assessment, setup);
    } catch (error) {
      addBad(done.summary, { ...at, why: error instanceof OperationalError ? (error.path === undefined ? error.message : `${error.path}: ${error.message}`) : 'could not be assessed: a defect' });
    }
  };
  const started = (): Assessed => ({ kind: 'assessed', text: '', summary: emptySummary(setup.asOf) });

  return (unit) => {
    if (unit.kind === 'sort') return sorted(unit);
    const done = started();
    if (unit.kind === 'document') {
      const document = parsed(textOf(unit.bytes));
      if (document === undefined) addBad(done.summary, { source: unit.source, line: null, why: 'is not JSON' });
      else assessInto(done, document, { source: unit.source, line: null });
    } else if (unit.kind === 'lines') {
      let number = unit.firstLine - 1;
      for (const line of textOf(unit.bytes).split('\n')) {
        number += 1;
        if (line.trim() === '' || (unit.partition !== null && (number - 1) % unit.partition.of !== unit.partition.part - 1)) continue;
        const bundle = parsed(line);
        if (bundle === undefined) addBad(done.summary, { source: unit.source, line: number, why: 'is not JSON' });
        else assessInto(done, bundle, { source: unit.source, line: number });
      }
    } else shard(unit, sharedOf(unit.sharedPath), done.summary, (bundle, at) => assessInto(done, bundle, at));
    return done;
  };
}

function printed(assessment: Assessment, { lines, language }: Setup): string {
  if (lines === 'none') return '';
  if (lines === 'text') return readableAssessment(assessment, language);
  return `${JSON.stringify(lines === 'brief' ? briefAssessment(assessment) : assessment)}\n`;
}

function sorted({ source, sourceIndex, firstLine, bytes, shards, partition }: Extract<Unit, { kind: 'sort' }>): Sorted {
  const texts = new Map<number, string>();
  const bad: BadLine[] = [];
  let shared = '';
  let number = firstLine - 1;
  for (const whole of textOf(bytes).split('\n')) {
    number += 1;
    const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    if (line.trim() === '') continue;
    const belonging = belongingOf(line);
    if (belonging === 'unreadable') bad.push({ source, line: number, why: 'is no FHIR resource in JSON' });
    else if (belonging === 'shared') shared += `${line}\n`;
    else if (belonging !== 'nobody') {
      const hash = numberOf(belonging.patient);
      if (partition !== null && hash % partition.of !== partition.part - 1) continue;
      const shardNumber = Math.floor(hash / (partition?.of ?? 1)) % shards;
      texts.set(shardNumber, `${texts.get(shardNumber) ?? ''}${belonging.patient}\t${sourceIndex}:${number}\t${line}\n`);
    }
  }
  return { kind: 'sorted', shards: [...texts].map(([index, text]) => ({ shard: index, text })), shared, bad };
}

function shard({ path, sources }: Extract<Unit, { kind: 'shard' }>, shared: ReadonlyMap<string, unknown>, summary: Summary, assess: (bundle: unknown, at: { source: string; line: number | null }) => void): void {
  // Lines are kept as text and parsed patient by patient: parsed resources take many times the room.
  const patients = new Map<string, { line: string; place: string }[]>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const afterId = line.indexOf('\t');
    const afterPlace = line.indexOf('\t', afterId + 1);
    const id = line.slice(0, afterId);
    const held = { line: line.slice(afterPlace + 1), place: line.slice(afterId + 1, afterPlace) };
    const others = patients.get(id);
    if (others === undefined) patients.set(id, [held]); else others.push(held);
  }
  for (const id of [...patients.keys()].sort()) {
    const entry: { resource: unknown }[] = [];
    for (const { line, place } of patients.get(id) ?? []) {
      const resource = parsed(line);
      const [source = '', number = ''] = place.split(':');
      if (resource === undefined) { addBad(summary, { source: sources[Number(source)] ?? '', line: Number(number), why: 'is not JSON' }); continue; }
      entry.push({ resource });
      const medication = shared.size === 0 ? undefined : shared.get(medicationReference(resource));
      if (medication !== undefined) entry.push({ resource: medication });
    }
    assess({ resourceType: 'Bundle', type: 'collection', entry }, { source: `Patient/${id}`, line: null });
    patients.delete(id);
  }
}

function medicationsIn(path: string): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const medication = line === '' ? undefined : parsed(line);
    const id = typeof medication === 'object' && medication !== null && 'id' in medication ? medication.id : undefined;
    if (typeof id === 'string') found.set(`Medication/${id}`, medication);
  }
  return found;
}

function medicationReference(resource: unknown): string {
  const reference = typeof resource === 'object' && resource !== null && 'medicationReference' in resource ? resource.medicationReference : null;
  const text = typeof reference === 'object' && reference !== null && 'reference' in reference ? reference.reference : null;
  return typeof text === 'string' ? (/Medication\/[^/]+/.exec(text)?.[0] ?? '') : '';
}

const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);

function parsed(text: string): unknown {
  try { return JSON.parse(text); } catch { return undefined; }
}
