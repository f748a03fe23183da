/** Mitoses against Ki-67 with the WHO bands: the patient's point, the box of an interval, earlier results as a trail. */
import type { ReactNode } from 'react';
import { CartesianGrid, Label, ReferenceArea, ReferenceLine, ResponsiveContainer, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from 'recharts';
import type { Reader } from '../shell';
import type { ApplicableAssessment } from '../service';
import { evidenceFor, type Span, spanOf } from './evidence';

const MOST_MITOSES = 60;
const MOST_KI67 = 100;

const middle = (span: Span): number => (span.low + span.high) / 2;

export function GradeChart({ assessment, reader }: { assessment: ApplicableAssessment; reader: Reader }): ReactNode {
  const { t } = reader;
  const ki67Lines = evidenceFor(assessment, 'ki67');
  const mitosesLines = evidenceFor(assessment, 'mitoses');
  const ki67 = ki67Lines[0] === undefined ? null : spanOf(ki67Lines[0].value, MOST_KI67);
  const mitoses = mitosesLines[0] === undefined ? null : spanOf(mitosesLines[0].value, MOST_MITOSES);
  const earlier = ki67Lines.slice(1).flatMap((line) => {
    const y = spanOf(line.value, MOST_KI67);
    const same = mitosesLines.find((other) => other.date === line.date);
    const x = same === undefined ? mitoses : spanOf(same.value, MOST_MITOSES);
    return y === null ? [] : [{ x: x === null ? 0 : middle(x), y: middle(y), date: line.date }];
  });
  const point = ki67 !== null && mitoses !== null ? [{ x: middle(mitoses), y: middle(ki67) }] : [];
  const box = (ki67 !== null && ki67.high > ki67.low) || (mitoses !== null && mitoses.high > mitoses.low) || (ki67 === null) !== (mitoses === null);
  const describe = t.gradeChartText(ki67Lines[0]?.value ?? t.unknown, mitosesLines[0]?.value ?? t.unknown);
  return (
    <figure>
      <figcaption>{t.gradeChart}</figcaption>
      <p className="small soft" style={{ margin: 0 }}>{describe}{assessment.grade.discordant ? ` · ${t.ki67} → ${assessment.grade.by.ki67 ?? '–'}, ${t.mitoses} → ${assessment.grade.by.mitoses ?? '–'}` : ''}</p>
      <div className="chart" aria-hidden="true">
        <ResponsiveContainer width="100%" height="100%">
          <ScatterChart margin={{ top: 8, right: 16, bottom: 26, left: 8 }} accessibilityLayer={false}>
            <ReferenceArea x1={0} x2={MOST_MITOSES} y1={20} y2={MOST_KI67} fill="var(--g3)" fillOpacity={1} ifOverflow="hidden" />
            <ReferenceArea x1={20} x2={MOST_MITOSES} y1={0} y2={20} fill="var(--g3)" fillOpacity={1} ifOverflow="hidden" />
            <ReferenceArea x1={0} x2={20} y1={3} y2={20} fill="var(--g2)" fillOpacity={1} />
            <ReferenceArea x1={2} x2={20} y1={0} y2={3} fill="var(--g2)" fillOpacity={1} />
            <ReferenceArea x1={0} x2={2} y1={0} y2={3} fill="var(--g1)" fillOpacity={1} label={{ value: 'G1', fill: 'var(--ink)', fontSize: 12 }} />
            <ReferenceArea x1={2} x2={20} y1={3} y2={20} fill="none" label={{ value: 'G2', fill: 'var(--ink)', fontSize: 12 }} />
            <ReferenceArea x1={20} x2={MOST_MITOSES} y1={20} y2={MOST_KI67} fill="none" label={{ value: 'G3', fill: 'var(--ink)', fontSize: 12 }} />
            <CartesianGrid stroke="var(--line)" strokeDasharray="2 4" />
            <XAxis type="number" dataKey="x" domain={[0, MOST_MITOSES]} scale="sqrt" ticks={[0, 2, 10, 20, 40, 60]} stroke="var(--ink)" fontSize={12}><Label value={t.mitoses} position="bottom" fill="var(--ink)" fontSize={12} /></XAxis>
            <YAxis type="number" dataKey="y" domain={[0, MOST_KI67]} scale="sqrt" ticks={[0, 3, 10, 20, 40, 70, 100]} stroke="var(--ink)" fontSize={12} width={44}><Label value={t.ki67} angle={-90} position="insideLeft" fill="var(--ink)" fontSize={12} style={{ textAnchor: 'middle' }} /></YAxis>
            <Tooltip contentStyle={{ background: 'var(--paper)', color: 'var(--ink)' }} />
            {box ? <ReferenceArea x1={mitoses?.low ?? 0} x2={Math.max(mitoses?.high ?? MOST_MITOSES, (mitoses?.low ?? 0) + 0.4)} y1={ki67?.low ?? 0} y2={Math.max(ki67?.high ?? MOST_KI67, (ki67?.low ?? 0) + 0.6)} fill="var(--accent)" fillOpacity={0.25} stroke="var(--accent)" strokeWidth={2} /> : null}
            <Scatter name={t.earlier} data={earlier} fill="var(--soft)" line={{ stroke: 'var(--soft)', strokeDasharray: '3 3' }} shape="circle" isAnimationActive={false} />
            <Scatter name={t.current} data={point} fill="var(--accent)" shape="diamond" isAnimationActive={false} />
            {ki67 !== null && mitoses === null ? <ReferenceLine y={middle(ki67)} stroke="var(--accent)" strokeWidth={2} /> : null}
          </ScatterChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
