/** What a run has finished, beside its output file: a run that was cut off goes on where it stood. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type Summary, summaryFrom } from './summary';

export interface Progress { units: number; outBytes: number; summary: Summary }

/** A resumed run that was started with other input or options would mix two answers in one file. */
export class OtherRun extends Error {}

export class Journal {
  private readonly path: string;
  private readonly run: string;

  /** @param about everything the output depends on: files with size and time, the day, the options */
  constructor(outPath: string, about: unknown) {
    this.path = `${outPath}.progress`;
    this.run = createHash('sha256').update(JSON.stringify(about)).digest('hex');
  }

  /** null when there is nothing to go on from. @throws OtherRun */
  read(): Progress | null {
    if (!existsSync(this.path)) return null;
    let kept: { run?: unknown; units?: unknown; outBytes?: unknown; summary?: unknown };
    try { kept = JSON.parse(readFileSync(this.path, 'utf8')) as typeof kept; } catch { return null; } // sound: each member is looked at below
    if (kept.run !== this.run) throw new OtherRun(`${this.path} belongs to a run with other input or options; remove it to start anew`);
    const summary = summaryFrom(kept.summary);
    if (summary === null || typeof kept.units !== 'number' || typeof kept.outBytes !== 'number') return null;
    return { units: kept.units, outBytes: kept.outBytes, summary };
  }

  write({ units, outBytes, summary }: Progress): void {
    // Written beside and renamed, so that a cut leaves the old one or the new one.
    writeFileSync(`${this.path}.new`, JSON.stringify({ run: this.run, units, outBytes, summary }));
    renameSync(`${this.path}.new`, this.path);
  }

  done(): void { rmSync(this.path, { force: true }); }
}
