// Measures the built service against its goals: `npm run bench`, or one part of it: `npm run bench -- http|engine|stages|growth|start|overload|assess|pages`
const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { cpus, loadavg } = require('node:os');
const { join } = require('node:path');
const { canPin, DIST, LOAD_CORE } = require('./fleet.js');
const { goals } = require('./goals.js');

const PARTS = {
  http: () => require('./parts/http.js').http(), processes: () => require('./parts/http.js').twoProcesses(), engine: () => require('./parts/engine.js').engine(), stages: () => require('./parts/stages.js').stages(),
  growth: () => require('./parts/growth.js').growth(), start: () => require('./parts/start.js').start(), overload: () => require('./parts/overload.js').overload(), assess: () => require('./parts/assess.js').assess(),
  pages: () => require('./parts/pages.js').pages(),
};
const RESULTS = join(__dirname, 'results.json');

/** The sender has a core of its own, so this process starts itself again on it. */
function pinned() {
  if (!canPin || process.env.BENCH_PINNED !== undefined) return false;
  const { status } = spawnSync('taskset', ['-c', LOAD_CORE, process.execPath, __filename, ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, BENCH_PINNED: '1' } });
  process.exitCode = status ?? 1;
  return true;
}

/** After every part, so that a run that is cut short leaves what it has. */
const keep = (parts, seconds) => writeFileSync(RESULTS, `${JSON.stringify({ at: new Date().toISOString(), node: process.version, processors: `${cpus().length} × ${cpus()[0]?.model ?? '?'}`, loadAverage: loadavg().map((load) => Number(load.toFixed(1))), pinned: canPin, seconds, goals: goals(parts), parts }, null, 1)}\n`);

async function main(asked) {
  const unknown = asked.filter((part) => PARTS[part] === undefined);
  if (unknown.length > 0) { process.stderr.write(`${unknown.join(', ')}: no such part; there are ${Object.keys(PARTS).join(', ')}\n`); process.exitCode = 2; return; }
  if (!existsSync(join(DIST, 'server.js'))) { process.stderr.write('There is no build to measure: npm run build\n'); process.exitCode = 2; return; }
  const before = asked.length === 0 || !existsSync(RESULTS) ? {} : JSON.parse(readFileSync(RESULTS, 'utf8')).parts;
  const parts = { ...before };
  const seconds = {};
  for (const part of asked.length === 0 ? Object.keys(PARTS) : asked) {
    const since = performance.now();
    process.stdout.write(`— ${part}\n`);
    // A part that fails is told and leaves the others their turn: measuring never fails a build.
    try { parts[part] = { ...(await PARTS[part]()) }; if (part === 'stages') parts[part] = Object.values(parts[part]); } catch (error) { parts[part] = { failed: error instanceof Error ? error.message : String(error) }; }
    seconds[part] = Math.round((performance.now() - since) / 1000);
    process.stdout.write(`${JSON.stringify(parts[part], null, 1)}\n(${seconds[part]} s)\n`);
    keep(parts, seconds);
  }
  const rows = goals(parts);
  process.stdout.write(`\n| id | goal | measured | verdict |\n| --- | --- | --- | --- |\n${rows.map(({ id, goal, measured, verdict }) => `| ${id} | ${goal} | ${measured} | ${verdict} |\n`).join('')}`);
  for (const { body, stages, totalMicroseconds } of Array.isArray(parts.stages) ? parts.stages : []) process.stdout.write(`\n${body}: ${totalMicroseconds} µs\n${Object.entries(stages).map(([stage, time]) => `  ${stage.padEnd(12)} ${String(time).padStart(9)}\n`).join('')}`);
}

module.exports = { PARTS };
if (require.main === module && !pinned()) void main(process.argv.slice(2));
