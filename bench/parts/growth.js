// P7 and P8: CPU of a whole request from 10 to 5,000 Observations, and the longest synchronous stretch at the largest body.
const bodies = require('../bodies.js');
const { settled } = require('../fleet.js');
const { closedLoop, requestBytes } = require('../load.js');
const { median, rounded } = require('../numbers.js');

const PATH = '/cds-services/gnen-patient-view';
const LIMIT = 5_242_880;

async function growth() {
  const server = await settled();
  const sizes = [10, 100, 1000, 2000, 4400];
  const requests = sizes.map((size) => requestBytes(PATH, bodies.grown(size)));
  const seen = sizes.map(() => []);
  await closedLoop(server.port, () => requests[1], { connections: 2, ms: 6000 });
  for (let round = -2; round < 7; round += 1) {
    for (const [index, bytes] of requests.entries()) {
      const before = await server.ask('cpu');
      const { answered, statuses } = await closedLoop(server.port, () => bytes, { connections: 2, ms: 350 });
      const after = await server.ask('cpu');
      if (Object.keys(statuses).join() !== '200') throw new Error(`answered ${JSON.stringify(statuses)}`);
      if (round >= 0) seen[index].push((after.cpuMicroseconds - before.cpuMicroseconds) / answered);
    }
  }
  const costs = seen.map(median);
  // The first of these starts a thread, and counts too.
  const stretches = {};
  for (const [name, body] of Object.entries({ 'a record': bodies.largest(LIMIT), ...bodies.hostile(LIMIT) })) {
    const bytes = requestBytes(PATH, body);
    await server.ask('watch');
    await server.ask('reset');
    for (let count = 0; count < 4; count += 1) await closedLoop(server.port, () => bytes, { connections: 1, ms: 1 });
    stretches[name] = rounded((await server.ask('cpu')).longestStretchMs, 0);
  }
  await server.stop();
  const per = (from, to) => rounded((costs[to] - costs[from]) / (sizes[to] - sizes[from]), 1);
  return { rows: Object.fromEntries(sizes.map((size, index) => [size, rounded(costs[index], 0)])), perObservationMicroseconds: per(0, sizes.length - 1), thousandToLargest: rounded(costs[4] / costs[2]), largestSize: sizes[4], longestStretchMs: Math.max(...Object.values(stretches)), stretches };
}

module.exports = { growth };
