/** The laboratory's own upper limit as it stands on a result, for drawing beside it; whether the value is raised is the engine's to say. */
import type { Resource } from '../service';

export interface UpperLimit { value: number; unit: string }

/** From `referenceRange.high`, else from a text such as `<100 pg/mL` or `13-115`; null where neither states one. */
export function upperLimitOf(result: Resource | null): UpperLimit | null {
  const ranges: unknown = result?.['referenceRange'];
  const first = (Array.isArray(ranges) ? ranges[0] : undefined) as { high?: { value?: unknown; unit?: unknown }; text?: unknown } | undefined; // sound: each member is looked at before use
  if (typeof first?.high?.value === 'number') return { value: first.high.value, unit: typeof first.high.unit === 'string' ? first.high.unit : '' };
  const [, bound, unit = ''] = typeof first?.text === 'string' ? /^\s*(?:[<≤]=?|up to|\d+(?:\.\d+)?\s*[-–~～])\s*(\d+(?:\.\d+)?)\s*([A-Za-zµμ]+\/[A-Za-z]+)?\s*$/i.exec(first.text.slice(0, 60)) ?? [] : [];
  return bound === undefined ? null : { value: Number(bound), unit };
}
