// P11: four times what it can take. What is answered stays quick, what is not is told so at once, and afterwards all is as before.
const bodies = require('../bodies.js');
const { settled } = require('../fleet.js');
const { closedLoop, connection, openLoop, requestBytes } = require('../load.js');
const { percentile, rounded } = require('../numbers.js');

async function overload() {
  const server = await settled();
  const bytes = requestBytes('/cds-services/gnen-patient-view', bodies.large());
  await closedLoop(server.port, () => bytes, { connections: 16, ms: 9000 });
  const capacity = await closedLoop(server.port, () => bytes, { connections: 64, ms: 3000 });
  const perSecond = capacity.answered / capacity.seconds;
  const atCapacity = percentile(capacity.latencies, 0.99);
  const { results, unsent, late } = await openLoop(server.port, bytes, { perSecond: perSecond * 4, ms: 4000 });
  const since = performance.now();
  let backMs = null;
  while (backMs === null && performance.now() - since < 5000) {
    const line = connection(server.port);
    const sent = performance.now();
    const { status } = await line.send(bytes);
    line.close();
    if (status === 200 && performance.now() - sent < atCapacity) backMs = performance.now() - since;
  }
  await server.stop();
  const of = (status) => results.filter((each) => each.status === status).map(({ ms }) => ms);
  const [answered, refused] = [of(200), of(503)];
  return {
    capacityPerSecond: rounded(perSecond, 0), p99AtCapacityMs: rounded(atCapacity, 0), answered: answered.length, refused: refused.length, lost: results.length - answered.length - refused.length, unsent, p99SentLateMs: rounded(percentile(late, 0.99), 0),
    p99AnsweredMs: answered.length === 0 ? null : rounded(percentile(answered, 0.99), 0), p99RefusedMs: refused.length === 0 ? null : rounded(percentile(refused, 0.99), 0), backMs: backMs === null ? null : rounded(backMs, 0),
  };
}

module.exports = { overload };
