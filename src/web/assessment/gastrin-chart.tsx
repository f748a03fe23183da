/** Gastrin as a bar against the laboratory's own upper limit; the numbers stand above it in words. */
import type { ReactNode } from 'react';
import { Bar, BarChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { Reader } from '../shell';
import type { ApplicableAssessment } from '../service';
import { evidenceFor, spanOf } from './evidence';
import { Later } from './later';

export function GastrinChart({ assessment, reader, limit }: { assessment: ApplicableAssessment; reader: Reader; limit: { value: number; unit: string } | null }): ReactNode {
  const { t } = reader;
  const line = evidenceFor(assessment, 'gastrin')[0];
  if (line === undefined) return <figure><figcaption>{t.gastrin}</figcaption><p className="soft">{t.unknown}</p></figure>;
  const span = spanOf(line.value, Number.POSITIVE_INFINITY);
  // A value in one unit and a limit in another cannot stand on one axis.
  const drawn = span !== null && limit !== null && Number.isFinite(span.high) && (limit.unit === '' || line.value.includes(limit.unit)) ? { value: span.high, limit: limit.value } : null;
  const most = drawn === null ? 0 : Math.ceil((Math.max(drawn.value, drawn.limit) * 1.15) / 50) * 50;
  return (
    <figure>
      <figcaption>{t.gastrin}</figcaption>
      <p className="small" style={{ margin: 0 }}>{t.gastrinText(line.value, limit === null ? t.unknown : `${limit.value} ${limit.unit}`.trim())}{drawn !== null && drawn.value > drawn.limit ? ` · ${(drawn.value / drawn.limit).toFixed(1)} ×` : ''}</p>
      {drawn === null ? null : (
        <div className="chart low" aria-hidden="true">
          <Later afterMs={60}><ResponsiveContainer width="100%" height="100%">
            <BarChart layout="vertical" data={[{ name: '', value: drawn.value }]} margin={{ top: 24, right: 24, bottom: 4, left: 36 }} accessibilityLayer={false}>
              <XAxis type="number" domain={[0, most]} stroke="var(--ink)" fontSize={12} />
              <YAxis type="category" dataKey="name" width={4} stroke="var(--ink)" tick={false} />
              <Bar dataKey="value" fill={drawn.value > drawn.limit ? 'var(--warning)' : 'var(--good)'} isAnimationActive={false} barSize={26} />
              <ReferenceLine x={drawn.limit} stroke="var(--ink)" strokeWidth={2} label={{ value: t.upperLimit, position: drawn.limit > most * 0.8 ? 'insideTopRight' : 'top', fill: 'var(--ink)', fontSize: 12 }} />
            </BarChart>
          </ResponsiveContainer></Later>
        </div>
      )}
    </figure>
  );
}
