// The goals P1 to P13 as data: what is wanted, what was measured, and whether it is met.
const met = (yes) => (yes ? 'met' : 'missed');
const row = (id, goal, part, say) => (parts) => {
  const found = part === null ? {} : parts[part];
  if (found === undefined) return { id, goal, measured: 'not measured', verdict: '–' };
  if (found.failed !== undefined) return { id, goal, measured: `failed: ${found.failed}`, verdict: '–' };
  const { measured, fine } = say(found);
  return { id, goal, measured, verdict: fine === null ? '–' : met(fine) };
};

const GOALS = [
  row('P1', 'req/s ≥ 0.65 × b, CPU ≤ 1.5 × b', 'http', ({ ratios: { P1 } }) => ({ measured: `${P1.perSecond} × b, CPU ${P1.cpu} × b`, fine: P1.perSecond >= 0.65 && P1.cpu <= 1.5 })),
  row('P2', '7 KB: req/s ≥ 0.80 × echo, CPU ≤ 1.25 × echo', 'http', ({ ratios: { P2 } }) => ({ measured: `${P2.perSecond} × echo, CPU ${P2.cpu} × echo`, fine: P2.perSecond >= 0.8 && P2.cpu <= 1.25 })),
  row('P3', 'RS384 ≥ 0.65 × echo, ES384 ≥ 0.40 × echo', 'http', ({ ratios: { P3 } }) => ({ measured: `RS384 ${P3.RS384} ×, ES384 ${P3.ES384} ×`, fine: P3.RS384 >= 0.65 && P3.ES384 >= 0.4 })),
  row('P4', 'mapping + engine + cards ≤ 0.4 ms on 114 KB, ≤ 1 × parse at any size', 'engine', (rows) => ({
    measured: Object.entries(rows).map(([size, { added, addedToParse }]) => `${size}: ${added} µs, ${addedToParse} × parse`).join('; '), fine: rows['114 KB'].added <= 400 && Object.values(rows).every(({ addedToParse }) => addedToParse <= 1),
  })),
  row('P5', 'order-sign 24 KB within 20 % of patient-view, per byte', 'http', ({ ratios: { P5 } }) => ({ measured: `${P5.sameSize} × patient-view of 24 KB; ${P5.largeBody} × that of 114 KB`, fine: P5.sameSize <= 1.2 })),
  row('P6', 'validation ≤ 0.3 × parse', 'engine', (rows) => ({ measured: Object.entries(rows).map(([size, { validateToParse }]) => `${size}: ${validateToParse} ×`).join('; '), fine: Object.values(rows).every(({ validateToParse }) => validateToParse <= 0.3) })),
  row('P7', '≤ 12 µs an Observation, cost(5000)/cost(1000) ≤ 6', 'growth', ({ perObservationMicroseconds, thousandToLargest, largestSize }) => ({ measured: `${perObservationMicroseconds} µs an Observation; cost(${largestSize})/cost(1000) = ${thousandToLargest}`, fine: perObservationMicroseconds <= 12 && thousandToLargest <= 6 })),
  row('P8', 'no synchronous stretch over 50 ms at the largest body', 'growth', ({ longestStretchMs }) => ({ measured: `${longestStretchMs} ms`, fine: longestStretchMs <= 50 })),
  row('P9', 'ready ≤ 500 ms, idle ≤ 100 MB, loaded ≤ 200 MB', 'start', ({ readyMs, idleMegabytes, loadedMegabytes }) => ({ measured: `${readyMs} ms, ${idleMegabytes} MB, ${loadedMegabytes} MB`, fine: readyMs <= 500 && idleMegabytes <= 100 && loadedMegabytes <= 200 })),
  row('P10', 'two processes ≥ 1.6 × one', 'processes', ({ gain }) => ({ measured: `${gain} ×`, fine: gain >= 1.6 })),
  row('P11', 'at 4 × overload: p99 answered ≤ 3 × at capacity, 503 within 50 ms, back within 2 s', 'overload', (found) => ({
    measured: `p99 ${found.p99AnsweredMs} ms against ${found.p99AtCapacityMs} ms; ${found.refused} × 503, p99 ${found.p99RefusedMs} ms; back in ${found.backMs} ms`,
    fine: found.p99AnsweredMs !== null && found.p99AnsweredMs <= 3 * found.p99AtCapacityMs && found.refused > 0 && found.p99RefusedMs <= 50 && found.backMs !== null && found.backMs <= 2000,
  })),
  row('P12', 'assess ≥ 8,000 patients/s and core, or ≥ 0.6 × JSON.parse alone', 'assess', ({ patientsPerSecondAndCore, ratio }) => ({ measured: `${patientsPerSecondAndCore} patients/s and core, ${ratio} × JSON.parse`, fine: patientsPerSecondAndCore >= 8000 || ratio >= 0.6 })),
  row('P13', 'pages: no task over 50 ms on first load and what-if', 'pages', ({ firstLoadMs, cardsMs, drawingMs, whatIfMs }) => ({ measured: `first load ${firstLoadMs} ms, cards ${cardsMs} ms, what-if ${whatIfMs} ms (none counted below 50); first drawing of the assessment ${drawingMs} ms`, fine: Math.max(firstLoadMs, cardsMs, whatIfMs) <= 50 })),
];

const goals = (parts) => GOALS.map((each) => each(parts));

module.exports = { goals };
