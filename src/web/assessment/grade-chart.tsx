/** Mitoses against Ki-67 with the WHO bands: the patient's point, the box of an interval, earlier results as a trail. */
import type { ReactNode } from 'react';
import { CartesianGrid, Label, ReferenceArea, ResponsiveContainer, Scatter, ScatterChart, XAxis, YAxis } from 'recharts';
import type { Reader } from '../shell';
import type { ApplicableAssessment } from '../service';
import { evidenceFor, type Span, spanOf } from './evidence';
import { Later } from './later';

const MOST_MITOSES = 60;
const MOST_KI67 = 100;

const CORNERS = [{ x: 0, y: 0 }, { x: MOST_MITOSES, y: MOST_KI67 }];

const middle = (span: Span): number => (span.low + span.high) / 2;
/** What lies beyond the axis is drawn at its end. */
const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));

interface Counted { ki67: Span | null; mitoses: Span | null; date: string }

/** The results by day, newest first: those of one day belong together. */
function countedByDay(assessment: ApplicableAssessment): Counted[] {
  const days = new Map<string, Counted>();
  for (const [fact, most] of [['ki67', MOST_KI67], ['mitoses', MOST_MITOSES]] as const) {
    for (const line of evidenceFor(assessment, fact)) {
      const day = days.get(line.date ?? '') ?? { ki67: null, mitoses: null, date: line.date ?? '' };
      const span = spanOf(line.value, most);
      if (day[fact] === null && span !== null) day[fact] = { low: within(span.low, most), high: within(span.high, most) };
      days.set(day.date, day);
    }
  }
  return [...days.values()].sort((a, b) => b.date.localeCompare(a.date));
}

export function GradeChart({ assessment, reader }: { assessment: ApplicableAssessment; reader: Reader }): ReactNode {
  const { t } = reader;
  const days = countedByDay(assessment);
  const newest = (fact: 'ki67' | 'mitoses'): Span | null => days.find((day) => day[fact] !== null)?.[fact] ?? null;
  const [ki67, mitoses] = [newest('ki67'), newest('mitoses')];
  const known = ki67 !== null || mitoses !== null;
  // A count that is not known can lie anywhere: the box then spans the whole axis.
  const box = { x1: mitoses?.low ?? 0, x2: mitoses?.high ?? MOST_MITOSES, y1: ki67?.low ?? 0, y2: ki67?.high ?? MOST_KI67 };
  const isPoint = ki67 !== null && mitoses !== null && ki67.low === ki67.high && mitoses.low === mitoses.high;
  const now = ki67 !== null && mitoses !== null ? [{ x: middle(mitoses), y: middle(ki67) }] : [];
  const trail = [...days.filter((day) => day.ki67 !== null && day.mitoses !== null).slice(1).map((day) => ({ x: middle(day.mitoses ?? { low: 0, high: 0 }), y: middle(day.ki67 ?? { low: 0, high: 0 }) })).reverse(), ...now];
  const shown = (fact: 'ki67' | 'mitoses'): string => evidenceFor(assessment, fact)[0]?.value ?? t.unknown;
  const earlier = days.slice(1).filter((day) => day.ki67 !== null || day.mitoses !== null).map((day) => `${day.date}: ${evidenceFor(assessment, 'ki67').find((line) => line.date === day.date)?.value ?? '–'}, ${evidenceFor(assessment, 'mitoses').find((line) => line.date === day.date)?.value ?? '–'}`);
  return (
    <figure>
      <figcaption>{t.gradeChart}</figcaption>
      <p className="small soft" style={{ margin: 0 }}>{t.gradeChartText(shown('ki67'), shown('mitoses'))}{earlier.length === 0 ? '' : ` ${t.earlier}: ${earlier.join('; ')}.`}</p>
      {assessment.grade.discordant ? <p style={{ margin: '.3rem 0 0' }}><span className="tag warning">{t.discordant}: {t.ki67} → {assessment.grade.by.ki67 ?? '–'}, {t.mitoses} → {assessment.grade.by.mitoses ?? '–'}</span></p> : null}
      {/* The text above says all that is drawn. */}
      <div className="chart" aria-hidden="true">
        <Later afterMs={20}><ResponsiveContainer width="100%" height="100%">
          <ScatterChart margin={{ top: 8, right: 16, bottom: 26, left: 8 }} accessibilityLayer={false}>
            <ReferenceArea x1={0} x2={MOST_MITOSES} y1={20} y2={MOST_KI67} fill="var(--g3)" fillOpacity={1} label={{ value: 'G3', position: 'insideTopRight', fill: 'var(--ink)', fontSize: 13, fontWeight: 700 }} />
            <ReferenceArea x1={20} x2={MOST_MITOSES} y1={0} y2={20} fill="var(--g3)" fillOpacity={1} />
            <ReferenceArea x1={0} x2={20} y1={3} y2={20} fill="var(--g2)" fillOpacity={1} label={{ value: 'G2', position: 'insideTopRight', fill: 'var(--ink)', fontSize: 13, fontWeight: 700 }} />
            <ReferenceArea x1={2} x2={20} y1={0} y2={3} fill="var(--g2)" fillOpacity={1} />
            <ReferenceArea x1={0} x2={2} y1={0} y2={3} fill="var(--g1)" fillOpacity={1} label={{ value: 'G1', position: 'insideTopLeft', fill: 'var(--ink)', fontSize: 13, fontWeight: 700 }} />
            <CartesianGrid stroke="var(--line)" strokeDasharray="2 4" />
            <XAxis type="number" dataKey="x" domain={[0, MOST_MITOSES]} scale="sqrt" ticks={[0, 2, 10, 20, 40, 60]} stroke="var(--ink)" fontSize={12}><Label value={t.mitoses} position="bottom" fill="var(--ink)" fontSize={12} /></XAxis>
            <YAxis type="number" dataKey="y" domain={[0, MOST_KI67]} scale="sqrt" ticks={[0, 3, 10, 20, 40, 70, 100]} stroke="var(--ink)" fontSize={12} width={44}><Label value={t.ki67} angle={-90} position="insideLeft" fill="var(--ink)" fontSize={12} style={{ textAnchor: 'middle' }} /></YAxis>
            {/* Without a point the axes would have nothing to measure, and neither bands nor box would be drawn. */}
            <Scatter data={CORNERS} shape={() => <g />} isAnimationActive={false} />
            {known && !isPoint ? <ReferenceArea className="interval" x1={Math.max(0, box.x1 - (box.x1 === box.x2 ? 0.15 : 0))} x2={Math.min(MOST_MITOSES, box.x2 + (box.x1 === box.x2 ? 0.15 : 0))} y1={Math.max(0, box.y1 - (box.y1 === box.y2 ? 0.3 : 0))} y2={Math.min(MOST_KI67, box.y2 + (box.y1 === box.y2 ? 0.3 : 0))} fill="var(--accent)" fillOpacity={0.3} stroke="var(--accent)" strokeWidth={2} /> : null}
            {trail.length < 2 ? null : <Scatter data={trail} className="trail" fill="var(--soft)" line={{ stroke: 'var(--soft)', strokeDasharray: '4 3', strokeWidth: 2 }} shape="circle" isAnimationActive={false} />}
            {isPoint ? <Scatter data={now} className="now" fill="var(--accent)" stroke="var(--paper)" shape="diamond" isAnimationActive={false} /> : null}
          </ScatterChart>
        </ResponsiveContainer></Later>
      </div>
    </figure>
  );
}
