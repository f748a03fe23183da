// P12: the command line over NDJSON, against JSON.parse alone over the same file. CPU of the whole process, its start taken off.
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const bodies = require('../bodies.js');
const { DIST } = require('../fleet.js');
const { median, rounded } = require('../numbers.js');

/** Fewer would measure compiling more than assessing. */
const PATIENTS = 12_000;
const PARSE_ONLY = `const { createReadStream } = require('node:fs'); const { createInterface } = require('node:readline');
(async () => { for await (const line of createInterface({ input: createReadStream(process.argv[1]) })) JSON.parse(line); })();`;

function assess() {
  const folder = mkdtempSync(join(tmpdir(), 'gnen-bench-assess-'));
  const one = bodies.patientView({ observations: 13, conditions: 4, procedures: 3 }, { bytes: 20_000 });
  const entry = Object.values(one.prefetch).flatMap((value) => (value.resourceType === 'Bundle' ? value.entry : [{ resource: value }])).map(({ resource }) => ({ resource }));
  const line = `${JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry })}\n`;
  const [file, single] = [join(folder, 'cohort.ndjson'), join(folder, 'one.ndjson')];
  writeFileSync(file, line.repeat(PATIENTS));
  writeFileSync(single, line.repeat(2));
  const cpuOf = (args) => {
    const { stdout, status } = spawnSync('bash', ['-c', `TIMEFORMAT='%U %S'; { time "$0" "$@" > /dev/null ; } 2>&1 | tail -1`, process.execPath, ...args], { encoding: 'utf8' });
    const [user, system] = stdout.trim().split(' ').map(Number);
    if (status !== 0 || Number.isNaN(user)) throw new Error(`assess failed: ${stdout}`);
    return user + system;
  };
  const seconds = { assess: [], parse: [] };
  for (let round = 0; round < 7; round += 1) {
    seconds.assess.push(cpuOf([join(DIST, 'cli.js'), '--json', '--as-of', '2026-11-22', file]) - cpuOf([join(DIST, 'cli.js'), '--json', '--as-of', '2026-11-22', single]));
    seconds.parse.push(cpuOf(['-e', PARSE_ONLY, file]) - cpuOf(['-e', PARSE_ONLY, single]));
  }
  rmSync(folder, { recursive: true, force: true });
  const [assessing, parsing] = [median(seconds.assess), median(seconds.parse)];
  return { patients: PATIENTS, bytesEach: line.length, patientsPerSecondAndCore: rounded(PATIENTS / assessing, 0), parseOnlyPerSecondAndCore: rounded(PATIENTS / parsing, 0), ratio: rounded(median(seconds.parse.map((value, round) => value / seconds.assess[round]))) };
}

module.exports = { assess };
