/** The service's log: JSON, one object a line, in production; lines for reading in development. Never anything of a patient. */
import pino from 'pino';
import type { LineSink } from './line-sink';

export interface Log {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

type Level = 'debug' | 'info' | 'warn' | 'error';
const RANKS = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 } as const;

export function logTo(sink: LineSink, { production, level }: { production: boolean; level: keyof typeof RANKS }): Log {
  return production ? structured(sink, level) : forReading(sink, level);
}

/** Control characters are escaped by JSON itself, so that a line is one line whatever it says. */
const structured = (sink: LineSink, level: keyof typeof RANKS): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } }, { write: (line: string): void => sink.write(line) });

/** Written straight as text: a detour over JSON would cost more than the call it tells of. */
function forReading(sink: LineSink, level: keyof typeof RANKS): Log {
  const at = (own: Level): Log['info'] => (RANKS[own] < RANKS[level] ? () => undefined : (fields, message) => { sink.write(asText(own, new Date().toISOString(), fields, message)); });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function asText(level: Level, time: string, fields: Record<string, unknown>, msg: string): string {
  let line = `${time.slice(11, 19)} ${level.padEnd(5)} ${JSON.stringify(msg).slice(1, -1)}`;
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value !== undefined) line += ` ${name}=${typeof value === 'string' && PLAIN.test(value) ? value : JSON.stringify(value)}`;
  }
  return `${line}\n`;
}

const PLAIN = /^[\w./:+-]+$/;

/** What may be logged of a defect: the kind of error and the functions it came through; its message may quote data and its stack shows paths. */
export function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').map((line) => /^ {4}at (?:async )?([\w$.<>[\] ]{1,80}) \(/.exec(line)?.[1]).filter((name) => name !== undefined);
  return { error: error.name, through: frames.slice(0, 8) };
}
