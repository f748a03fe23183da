/** How far a run is, on a terminal only: a line on standard error that redraws itself. */

export interface ProgressBar { advance(bytes: number): void; patients(count: number): void; /** Makes room for another line; the bar comes back with its next step. */ clear(): void; close(): void }

const WIDTH = 30;
const REDRAWN_EVERY_MS = 200;

export function progressBar(stream: { isTTY?: boolean; write(text: string): unknown }, totalBytes: number, now: () => number): ProgressBar {
  if (stream.isTTY !== true) return { advance: () => {}, patients: () => {}, clear: () => {}, close: () => {} };
  const started = now();
  let [done, people, drawn] = [0, 0, 0];
  const draw = (): void => {
    drawn = now();
    const share = totalBytes === 0 ? 1 : Math.min(1, done / totalBytes);
    const seconds = (drawn - started) / 1000;
    const left = share > 0.01 && share < 1 ? `, ${Math.round((seconds / share) * (1 - share))} s left` : '';
    stream.write(`\r[${'#'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '.')}] ${Math.floor(share * 100)} %, ${people} patients${left}\u001b[K`);
  };
  const maybe = (): void => { if (now() - drawn >= REDRAWN_EVERY_MS) draw(); };
  return {
    advance: (bytes) => { done += bytes; maybe(); },
    patients: (count) => { people = count; maybe(); },
    clear: () => { stream.write('\r\u001b[K'); drawn = Number.NEGATIVE_INFINITY; },
    close: () => { draw(); stream.write('\n'); },
  };
}
