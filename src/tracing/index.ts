/**
 * Traces for operations, only when the standard OTEL_* variables ask for them: the library is loaded then and not before,
 * and nothing that becomes of a trace can become of an answer.
 * @see docs/operations.md, Traces
 */
import type { Tracing, TracingOptions } from './span';

export { during, type Span, type SpanAttributes, type Tracing, type TracingOptions } from './span';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether traces are asked for, and over what; `unusable` names what was asked for and cannot be done. */
export function tracesAskedFor(env: Environment): { kind: 'no' } | { kind: 'yes' } | { kind: 'unusable'; because: string } {
  const given = (name: string): string => (env[name] ?? '').trim();
  if (given('OTEL_SDK_DISABLED').toLowerCase() === 'true') return { kind: 'no' };
  const exporters = given('OTEL_TRACES_EXPORTER').split(',').map((each) => each.trim()).filter((each) => each !== '');
  if (exporters.includes('none')) return { kind: 'no' };
  const addressed = given('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') !== '' || given('OTEL_EXPORTER_OTLP_ENDPOINT') !== '';
  if (exporters.length > 0 && !exporters.includes('otlp')) return { kind: 'unusable', because: 'OTEL_TRACES_EXPORTER: otlp and none are known; no traces are sent' };
  if (exporters.length === 0 && !addressed) return { kind: 'no' };
  const protocol = given('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL') || given('OTEL_EXPORTER_OTLP_PROTOCOL');
  if (protocol === 'grpc') return { kind: 'unusable', because: 'OTEL_EXPORTER_OTLP_PROTOCOL: traces are sent over HTTP only (http/json); no traces are sent' };
  return { kind: 'yes' };
}

/** undefined where traces are not asked for, or cannot be had: that is said in the log and stops nothing. */
export async function openTracing(env: Environment, options: TracingOptions): Promise<Tracing | undefined> {
  const asked = tracesAskedFor(env);
  if (asked.kind === 'unusable') options.warn(asked.because);
  if (asked.kind !== 'yes') return undefined;
  try {
    const { openTelemetry } = await import('./open-telemetry.js');
    return openTelemetry(options);
  } catch {
    options.warn('OTEL_*: traces cannot be set up as asked; no traces are sent');
    return undefined;
  }
}
