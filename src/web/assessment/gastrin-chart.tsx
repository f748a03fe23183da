/** Gastrin as a bar against the laboratory's own upper limit; the numbers stand beside it in words. */
import type { ReactNode } from 'react';
import { Bar, BarChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { Reader } from '../shell';
import type { ApplicableAssessment } from '../service';
import { evidenceFor, spanOf } from './evidence';

export function GastrinChart({ assessment, reader, upperLimit }: { assessment: ApplicableAssessment; reader: Reader; upperLimit: number | null }): ReactNode {
  const { t } = reader;
  const line = evidenceFor(assessment, 'gastrin')[0];
  if (line === undefined) return <figure><figcaption>{t.gastrin}</figcaption><p className="soft">{t.unknown}</p></figure>;
  const span = spanOf(line.value, Number.POSITIVE_INFINITY);
  return (
    <figure>
      <figcaption>{t.gastrin}</figcaption>
      <p className="small" style={{ margin: 0 }}>{t.gastrinText(line.value, upperLimit === null ? t.unknown : String(upperLimit))}</p>
      {span === null || upperLimit === null || !Number.isFinite(span.high) ? null : (
        <div style={{ height: 110 }} aria-hidden="true">
          <ResponsiveContainer width="100%" height="100%">
            <BarChart layout="vertical" data={[{ name: '', value: span.high }]} margin={{ top: 18, right: 24, bottom: 4, left: 4 }} accessibilityLayer={false}>
              <XAxis type="number" domain={[0, Math.max(span.high, upperLimit) * 1.15]} stroke="var(--ink)" fontSize={12} />
              <YAxis type="category" dataKey="name" width={4} stroke="var(--ink)" />
              <Bar dataKey="value" fill={span.high > upperLimit ? 'var(--warning)' : 'var(--good)'} isAnimationActive={false} barSize={26} />
              <ReferenceLine x={upperLimit} stroke="var(--ink)" strokeWidth={2} label={{ value: t.upperLimit, position: 'top', fill: 'var(--ink)', fontSize: 12 }} />
            </BarChart>
          </ResponsiveContainer>
        </div>
      )}
    </figure>
  );
}
