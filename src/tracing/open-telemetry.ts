/** Spans by the OpenTelemetry SDK, sent as OTLP over HTTP; sampler, queue, endpoint, headers and resource are read from OTEL_* by the SDK itself. */
import { type Context, type Span as OtelSpan, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import { parseTraceParent, setGlobalErrorHandler } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Span, Tracing, TracingOptions } from './span';

const SAY_AGAIN_AFTER_MS = 60_000;

export function openTelemetry({ version, warn }: TracingOptions): Tracing {
  let saidAt = Number.NEGATIVE_INFINITY;
  // What the exporter says may quote the collector or the environment, so only that it failed is passed on.
  setGlobalErrorHandler(() => {
    if (performance.now() - saidAt < SAY_AGAIN_AFTER_MS) return;
    saidAt = performance.now();
    warn('traces could not be handed to the collector; they are dropped');
  });
  // No process or host detector: command lines and host names are the inside's own business.
  const resource = resourceFromAttributes({ 'service.name': 'gnen-cds', 'service.version': version }).merge(detectResources({ detectors: [envDetector] }));
  const provider = new BasicTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });
  const tracer = provider.getTracer('gnen-cds', version);
  return {
    request: (name, traceparent) => spanOf(tracer, tracer.startSpan(name, { kind: SpanKind.SERVER }, callerOf(traceparent))),
    close: () => provider.shutdown().catch(() => undefined),
  };
}

/** `tracestate` and `baggage` hold what a caller likes: neither is read. */
function callerOf(traceparent: string | string[] | undefined): Context {
  const caller = typeof traceparent === 'string' && traceparent.length < 256 ? parseTraceParent(traceparent) : null;
  return caller === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...caller, isRemote: true });
}

function spanOf(tracer: Tracer, span: OtelSpan): Span {
  const { traceId, spanId, traceFlags } = span.spanContext();
  const within = trace.setSpan(ROOT_CONTEXT, span);
  return {
    child: (name, attributes = {}, kind = 'inside') => spanOf(tracer, tracer.startSpan(name, { kind: kind === 'call' ? SpanKind.CLIENT : SpanKind.INTERNAL, attributes: { ...attributes } }, within)),
    note: (attributes) => { span.setAttributes({ ...attributes }); },
    fail: () => { span.setStatus({ code: SpanStatusCode.ERROR }); },
    end: () => { span.end(); },
    traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
  };
}
