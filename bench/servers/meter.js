// Preloaded into every server that is measured: tells its CPU time, its memory and its longest synchronous stretch when asked.
const { monitorEventLoopDelay } = require('node:perf_hooks');
if (process.send !== undefined) {
  const RESOLUTION_MS = 1;
  let delay = null;
  process.on('message', (ask) => {
    if (ask === 'watch' && delay === null) { delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS }); delay.enable(); }
    const { user, system } = process.cpuUsage();
    process.send({ cpuMicroseconds: user + system, rssBytes: process.memoryUsage.rss(), longestStretchMs: delay === null ? null : delay.max / 1e6 - RESOLUTION_MS });
    if (ask === 'reset') delay?.reset();
  });
  // A runner that dies takes its servers with it.
  process.on('disconnect', () => process.exit());
  process.channel.unref();
}
