// P1, P2, P3, P5, P10 and the peers: req/s and CPU µs a request, all servers side by side, in turns.
const bodies = require('../bodies.js');
const { guarded, settled, start } = require('../fleet.js');
const { closedLoop, requestBytes } = require('../load.js');
const { median, rounded } = require('../numbers.js');
const { ISSUER, signer } = require('../tokens.js');

const PATH = '/cds-services/gnen-patient-view';
const ROUNDS = 7;
const MS = 450;
/** Requests before anything is counted: a compiler that has not seen a function often does not yet know what it costs. */
const WARM = 6000;
const WARM_MS = 12_000;

async function http() {
  const signers = { RS384: signer('RS384'), ES384: signer('ES384') };
  const servers = {
    base: await start('base.js'), echo: await start('echo.js'), minimal: await start('minimal.js'), 'json-rules-engine': await start('rules-engine.js'), cql: await start('cql.js'),
    service: await settled(), guarded: await guarded({ iss: ISSUER, name: 'bench', jwks: { keys: Object.values(signers).map(({ jwk }) => jwk) } }),
  };
  const always = (bytes) => () => () => bytes;
  const body = { large: bodies.large(), medium: bodies.medium(), small: bodies.small(), orderSign: bodies.orderSign() };
  const large = requestBytes(PATH, body.large);
  const largeBody = Buffer.from(JSON.stringify(body.large));
  // Each round makes its own tokens: as many as the fastest server could use.
  const signed = (alg) => (warming) => {
    const left = Array.from({ length: warming ? WARM / 2 : Math.ceil(MS * 1.3) }, () => requestBytes(PATH, largeBody, { Authorization: `Bearer ${signers[alg].token()}` }));
    return () => left.pop() ?? null;
  };
  const runs = {
    base: ['base', always(large)], echo: ['echo', always(large)], service: ['service', always(large)], 'service RS384': ['guarded', signed('RS384')], 'service ES384': ['guarded', signed('ES384')],
    'echo, 7 KB': ['echo', always(requestBytes(PATH, body.small))], 'service, 7 KB': ['service', always(requestBytes(PATH, body.small))],
    'service, 24 KB': ['service', always(requestBytes(PATH, body.medium))], 'service, order-sign 24 KB': ['service', always(requestBytes('/cds-services/gnen-order-sign', body.orderSign))],
    minimal: ['minimal', always(large)], 'json-rules-engine': ['json-rules-engine', always(large)], cql: ['cql', always(large)],
  };
  const seen = Object.fromEntries(Object.keys(runs).map((name) => [name, { perSecond: [], cpu: [], refused: 0 }]));
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [name, [server, make]] of Object.entries(runs)) {
      const next = make(round < 0);
      const before = await servers[server].ask('cpu');
      const { answered, seconds, statuses } = await closedLoop(servers[server].port, next, round < 0 && name !== 'cql' ? { ms: WARM_MS, most: WARM } : { ms: MS });
      const after = await servers[server].ask('cpu');
      // The first round only warms the compilers up.
      if (round < 0 || answered === 0) continue;
      seen[name].perSecond.push(answered / seconds);
      seen[name].cpu.push((after.cpuMicroseconds - before.cpuMicroseconds) / answered);
      seen[name].refused += answered - (statuses[200] ?? 0);
    }
  }
  const loadedRss = (await servers.service.ask('cpu')).rssBytes;
  await Promise.all(Object.values(servers).map((server) => server.stop()));
  const rows = Object.fromEntries(Object.entries(seen).map(([name, { perSecond, cpu, refused }]) => [name, { perSecond: rounded(median(perSecond), 0), cpuMicroseconds: rounded(median(cpu), 0), notAnswered200: refused }]));
  // A ratio is that of one round, where both met the same machine; the median is over the rounds.
  const ofRounds = (what, one, other) => seen[one][what].map((value, round) => value / seen[other][what][round]);
  const ratio = (what, one, other) => rounded(median(ofRounds(what, one, other)));
  const spread = (what, one, other) => [Math.min, Math.max].map((edge) => rounded(edge(...ofRounds(what, one, other))));
  const perByte = (name, one) => median(seen[name].cpu) / Buffer.byteLength(JSON.stringify(one));
  return {
    rows, loadedRssMegabytes: rounded(loadedRss / 1e6, 0),
    spreads: { P1: spread('cpu', 'service', 'base'), P2: spread('cpu', 'service, 7 KB', 'echo, 7 KB'), RS384: spread('perSecond', 'service RS384', 'echo'), ES384: spread('perSecond', 'service ES384', 'echo') },
    ratios: {
      P1: { perSecond: ratio('perSecond', 'service', 'base'), cpu: ratio('cpu', 'service', 'base') },
      P2: { perSecond: ratio('perSecond', 'service, 7 KB', 'echo, 7 KB'), cpu: ratio('cpu', 'service, 7 KB', 'echo, 7 KB') },
      P3: { RS384: ratio('perSecond', 'service RS384', 'echo'), ES384: ratio('perSecond', 'service ES384', 'echo') },
      P5: { sameSize: rounded(perByte('service, order-sign 24 KB', body.orderSign) / perByte('service, 24 KB', body.medium)), largeBody: rounded(perByte('service, order-sign 24 KB', body.orderSign) / perByte('service', body.large)) },
    },
  };
}

/** P10: one process on one core against one on each of two; the sender shares the cores, as it must on a machine of two. */
async function twoProcesses() {
  const large = requestBytes(PATH, bodies.large());
  const [first, second] = [await settled({ core: '0' }), await settled({ core: '1' })];
  const drive = (...servers) => Promise.all(servers.map(({ port }) => closedLoop(port, () => large, { connections: 4, ms: 800 }))).then((all) => all.reduce((sum, { answered, seconds }) => sum + answered / seconds, 0));
  await drive(first, second); await drive(first, second);
  const gains = [];
  for (let round = 0; round < ROUNDS; round += 1) { const one = await drive(first); gains.push((await drive(first, second)) / one); }
  await Promise.all([first.stop(), second.stop()]);
  return { gain: rounded(median(gains)) };
}

module.exports = { http, twoProcesses };
