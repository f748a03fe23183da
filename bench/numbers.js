// Medians, and how numbers are written in the tables.
const median = (values) => { const sorted = [...values].sort((a, b) => a - b); const middle = sorted.length >> 1; return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2; };
const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const rounded = (value, digits = 2) => Number(value.toFixed(digits));

/** Times each of several pieces of work in turns, so that a busy moment of the machine meets all of them; medians of the rounds, in µs a call. */
function interleaved(works, { rounds = 9, ms = 60, warmMs = 400 } = {}) {
  const names = Object.keys(works);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of names) for (const until = performance.now() + warmMs; performance.now() < until;) works[name]();
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const work = works[name];
      const before = process.cpuUsage();
      const since = performance.now();
      let calls = 0;
      do { work(); calls += 1; } while (performance.now() - since < ms);
      const { user, system } = process.cpuUsage(before);
      times[name].push((user + system) / calls);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])]));
}

module.exports = { interleaved, median, percentile, rounded };
