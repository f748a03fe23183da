// The service, restarted whenever a source changes. `npm run dev`
const { spawn } = require('node:child_process');
const { watch } = require('node:fs');
const { join } = require('node:path');

let child = null;
let timer = null;
const start = () => { child = spawn(process.execPath, [join(__dirname, 'run.js'), 'server'], { stdio: 'inherit' }); };
const restart = () => {
  if (child === null || child.exitCode !== null || child.signalCode !== null) { start(); return; }
  child.once('exit', start);
  child.kill('SIGTERM');
};
watch(join(__dirname, '..', 'src'), { recursive: true }, () => { clearTimeout(timer); timer = setTimeout(restart, 300); });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { if (child === null || child.exitCode !== null) process.exit(0); child.once('exit', (code) => process.exit(code ?? 0)); child.kill(signal); });
start();
