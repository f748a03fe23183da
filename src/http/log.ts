/** The service's log: JSON, one object a line, in production; lines for reading in development. Never anything of a patient. */
import pino from 'pino';
import type { LineSink } from './line-sink';

export interface Log {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

export function logTo(sink: LineSink, options: { production: boolean; level: 'debug' | 'info' | 'warn' | 'error' | 'silent' }): Log {
  const destination = { write: (line: string): void => sink.write(options.production ? line : readable(line)) };
  return pino({ level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } }, destination);
}

function readable(line: string): string {
  const { level, time, msg, ...fields } = JSON.parse(line) as Record<string, unknown>; // sound: pino has just written it
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${typeof value === 'string' && /^[\w./:+-]+$/.test(value) ? value : JSON.stringify(value)}`);
  return `${[String(time).slice(11, 19), String(level).padEnd(5), JSON.stringify(String(msg)).slice(1, -1), ...rest].join(' ')}\n`;
}

/** What may be logged of a defect: the kind of error and the functions it came through; its message may quote data and its stack shows paths. */
export function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').map((line) => /^ {4}at (?:async )?([\w$.<>[\] ]{1,80}) \(/.exec(line)?.[1]).filter((name) => name !== undefined);
  return { error: error.name, through: frames.slice(0, 8) };
}
