// P9: from the start of what `npm start` runs to the ready line, and the memory it holds then. The embedded store runs in a process of its own and is not counted.
const bodies = require('../bodies.js');
const { residentKilobytes, service, startScript } = require('../fleet.js');
const { closedLoop, requestBytes } = require('../load.js');
const { median, rounded } = require('../numbers.js');

async function start() {
  const [ready, used, idle, loaded] = [[], [], [], []];
  const bytes = requestBytes('/cds-services/gnen-patient-view', bodies.large());
  for (let round = 0; round < 7; round += 1) {
    const server = await service({ script: startScript, args: ['server'], env: { SANDBOX: 'on' } });
    ready.push(server.readyMs);
    used.push((await server.ask('cpu')).cpuMicroseconds / 1000);
    await new Promise((resolve) => setTimeout(resolve, 700));
    idle.push(residentKilobytes(server.pid) / 1000);
    if (round >= 4) { await closedLoop(server.port, () => bytes, { connections: 16, ms: 2500 }); loaded.push(residentKilobytes(server.pid) / 1000); }
    await server.stop();
  }
  return { readyMs: rounded(median(ready), 0), cpuMsUntilReady: rounded(median(used), 0), idleMegabytes: rounded(median(idle), 0), loadedMegabytes: rounded(median(loaded), 0) };
}

module.exports = { start };
