/** Results, procedures and the surveillance windows on one time axis, with today; the same as a table for whoever cannot see it. */
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Reader } from '../shell';
import type { ApplicableAssessment } from '../service';
import { wordsFor } from '../words/clinical';
import { dayOf } from './evidence';

const LEAST_WIDTH = 620;
const EDGE = 20;
const DAY = 86_400_000;

interface Mark { time: number; label: string; act: boolean; date: string }

function marksOf(assessment: ApplicableAssessment, reader: Reader): Mark[] {
  const words = wordsFor(reader.language);
  const seen = new Set<string>();
  return assessment.evidence.flatMap((line) => {
    const time = dayOf(line.date);
    const key = `${line.fact}|${line.date}|${line.value}`;
    if (time === null || line.date === null || seen.has(key)) return [];
    seen.add(key);
    const act = line.fact.startsWith('treatment') || line.fact.startsWith('dates.') || line.fact.startsWith('medications');
    return [{ time, label: `${words.codes.facts[line.fact]}: ${words.value(line.value)}`, act, date: line.date }];
  }).sort((a, b) => a.time - b.time);
}

/** A day some months later, the end of a shorter month where it must be. */
function monthsLater(time: number, months: number): number {
  const day = new Date(time);
  const end = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0)).getUTCDate();
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, Math.min(day.getUTCDate(), end));
}

interface Window { from: number; to: number; overdue: boolean }

/** The next visit as it is due, and those after it for five years, each reckoned as if the visit before it were made at the last moment. */
function windowsOf({ surveillance, asOf }: ApplicableAssessment): Window[] {
  const { due, every, then, phase } = surveillance;
  const interval = phase === 'later' && then !== null ? then : every;
  if (due === null || interval === null) return [];
  const until = monthsLater(Date.parse(asOf), 60);
  const windows: Window[] = [{ from: Date.parse(due.earliest), to: Date.parse(due.latest), overdue: due.overdue }];
  for (let visit = Math.max(Date.parse(due.latest), Date.parse(asOf)); windows.length < 40;) {
    const next = { from: monthsLater(visit, interval.min), to: monthsLater(visit, interval.max), overdue: false };
    if (next.from > until) break;
    windows.push(next);
    visit = next.to;
  }
  return windows;
}

/** As wide as there is room, so that its text keeps its size; never so narrow that the years run together. */
function useRoom(): [(element: HTMLElement | null) => void, number, { readonly current: HTMLElement | null }] {
  const [width, setWidth] = useState(LEAST_WIDTH);
  const shown = useRef<HTMLElement | null>(null);
  const observer = useRef<ResizeObserver | null>(null);
  const measure = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    shown.current = element;
    if (element === null) return;
    observer.current = new ResizeObserver(([entry]) => { if (entry !== undefined) setWidth(Math.max(LEAST_WIDTH, Math.floor(entry.contentRect.width))); });
    observer.current.observe(element);
  }, []);
  return [measure, width, shown];
}

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

export function Timeline({ assessment, reader }: { assessment: ApplicableAssessment; reader: Reader }): ReactNode {
  const { t } = reader;
  const [measure, width, room] = useRoom();
  const marks = marksOf(assessment, reader);
  const windows = windowsOf(assessment);
  const today = Date.parse(assessment.asOf);
  const times = [today, ...marks.map((mark) => mark.time), ...windows.flatMap((window) => [window.from, Math.min(window.to, monthsLater(today, 60))])];
  const start = Math.min(...times) - 60 * DAY;
  const end = Math.max(...times) + 60 * DAY;
  const x = (time: number): number => EDGE + ((Math.min(time, end) - start) / (end - start)) * (width - 2 * EDGE);
  // Where not all of it has room, today is what one sees first.
  const atToday = Math.round(x(today));
  useEffect(() => { if (room.current !== null) room.current.scrollLeft = atToday - room.current.clientWidth / 2; }, [room, atToday]);
  const years: number[] = [];
  for (let year = new Date(start).getUTCFullYear() + 1; Date.UTC(year, 0, 1) < end; year += 1) years.push(year);
  const everyYear = Math.ceil(years.length / (width / 60));
  const [next] = windows;
  const said = next === undefined ? '' : `${next.overdue ? t.overdue : t.due}: ${iso(next.from)} – ${iso(next.to)}`;
  return (
    <figure>
      <figcaption>{t.timeline}{said === '' ? null : <> <span className={`tag ${next?.overdue === true ? 'critical' : 'good'}`}>{t.nextVisit} {said}</span></>}</figcaption>
      {marks.length === 0 && windows.length === 0 ? <p className="soft">{t.noDates}</p> : (
        <>
          <div className="scroll" tabIndex={0} role="group" aria-label={t.timeline} ref={measure}>
            <svg className="timeline" viewBox={`0 0 ${width} 130`} role="img" aria-label={said === '' ? t.timeline : `${t.timeline}. ${said}`} style={{ minWidth: LEAST_WIDTH }}>
              {years.filter((_year, index) => index % everyYear === 0).map((year) => <g key={year}><line x1={x(Date.UTC(year, 0, 1))} x2={x(Date.UTC(year, 0, 1))} y1={18} y2={108} stroke="var(--line)" /><text x={x(Date.UTC(year, 0, 1))} y={125} textAnchor="middle">{year}</text></g>)}
              <line x1={EDGE} x2={width - EDGE} y1={108} y2={108} stroke="var(--ink)" />
              {windows.map((window, index) => <rect key={window.from} x={x(window.from)} width={Math.max(3, x(window.to) - x(window.from))} y={78} height={20} rx={3} fill={window.overdue ? 'var(--critical-tint)' : 'var(--good-tint)'} stroke={window.overdue ? 'var(--critical)' : 'var(--good)'} strokeWidth={index === 0 ? 2 : 1} strokeDasharray={index === 0 ? undefined : '4 3'}><title>{iso(window.from)} – {iso(window.to)}</title></rect>)}
              {marks.map((mark) => mark.act
                ? <rect key={`${mark.label}${mark.date}`} x={x(mark.time) - 5} y={52} width={10} height={10} fill="var(--warning)" stroke="var(--paper)"><title>{mark.date}: {mark.label}</title></rect>
                : <circle key={`${mark.label}${mark.date}`} cx={x(mark.time)} cy={34} r={5} fill="var(--accent)" stroke="var(--paper)"><title>{mark.date}: {mark.label}</title></circle>)}
              <line x1={x(today)} x2={x(today)} y1={18} y2={108} stroke="var(--critical)" strokeWidth={2} /><text x={x(today)} y={12} textAnchor="middle">{t.today}</text>
            </svg>
          </div>
          <p className="small soft" style={{ margin: '.2rem 0' }}>● {t.results} · ■ {t.procedures}{windows.length === 0 ? '' : ` · ▭ ${t.windows}`}{windows.length < 2 ? '' : ` · ${t.windowsText}`}</p>
          <details className="small no-print"><summary>{t.evidence}</summary>
            <div className="scroll" tabIndex={0} role="region" aria-label={t.evidence}>
              <table><thead><tr><th scope="col">{t.date}</th><th scope="col">{t.fact}</th></tr></thead><tbody>{marks.map((mark) => <tr key={`${mark.label}${mark.date}`}><td className="date">{mark.date}</td><td>{mark.label}</td></tr>)}</tbody></table>
            </div>
          </details>
        </>
      )}
    </figure>
  );
}
