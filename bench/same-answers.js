// Two builds, one corpus, one question: are the answers the same to the byte? `node bench/same-answers.js OLD_DIST NEW_DIST`
// The corpus is every story, order and request of the fixtures, the bench bodies, and seeded damage done to them. Random UUIDs are counted, not compared.
const { readdirSync, readFileSync, existsSync } = require('node:fs');
const { join, resolve } = require('node:path');
const bodies = require('./bodies.js');

const FIXTURES = join(__dirname, '..', 'fixtures');
const TODAY = '2026-11-22';
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const DAMAGE = [null, '', 'x'.repeat(400), -1, true, [], {}, [null], '2026-02-30', '2024-05-07T23:30:00-05:00', '2030', 'urn:uuid:1', 'Patient/another', 'https://h/Patient/a/_history/2', '#x', '5', '? 无 <b>www.x</b>'];

/** The function of one build: a corpus entry → what it answers, as text. */
function answering(dist) {
  const room = (path) => require(join(resolve(dist), path));
  const { answerHook, HOOKS } = room('hooks/answer.js');
  const { assessBundle } = room('hooks/assess-bundle.js');
  const { NO_SITE_CODES } = room('fhir-mapping/index.js');
  const config = { publicBaseUrl: 'http://localhost:8080', smartLaunchUrl: null, gastrinUpperLimit: null };
  const deps = { config, siteCodes: NO_SITE_CODES, readerFor: () => null, onCardFailure: () => { throw new Error('a card failed its check'); } };
  const numbered = (text) => { const seen = new Map(); return text.replace(UUID, (uuid) => { if (!seen.has(uuid)) seen.set(uuid, `uuid-${seen.size}`); return seen.get(uuid); }); };
  return async ({ body, language }) => {
    try {
      if (body?.resourceType === 'Bundle') return JSON.stringify(assessBundle(body, { asOf: TODAY, language }, { siteCodes: NO_SITE_CODES, gastrinUpperLimit: null }));
      const service = Object.entries(HOOKS).find(([, each]) => each.hook === body?.hook);
      if (service === undefined) return 'no such hook';
      const call = { language, client: null, signal: new AbortController().signal, today: TODAY };
      return numbered(JSON.stringify(await answerHook(service[0], body, call, deps)));
    } catch (error) { return `${error.name}: ${error.message} ${error.path ?? ''}`; }
  };
}

function corpus(damaged) {
  const texts = [];
  for (const folder of ['stories', 'orders']) {
    for (const name of readdirSync(join(FIXTURES, folder))) for (const file of ['bundle.json', 'request.json']) {
      const path = join(FIXTURES, folder, name, file);
      if (existsSync(path)) texts.push(readFileSync(path, 'utf8'));
    }
  }
  for (const name of readdirSync(join(FIXTURES, 'requests'))) if (name.endsWith('.json')) texts.push(readFileSync(join(FIXTURES, 'requests', name), 'utf8'));
  for (const make of [bodies.large, bodies.medium, bodies.small, bodies.orderSign, () => bodies.grown(300)]) texts.push(JSON.stringify(make()));
  const entries = texts.flatMap((text) => ['en', 'zh-CN'].map((language) => ({ text, language })));
  const chance = bodies.chanceFrom(7);
  for (let count = 0; count < damaged; count += 1) {
    const value = JSON.parse(texts[chance(0, texts.length - 1)]);
    for (let times = chance(1, 4); times > 0; times -= 1) damageIn(value, chance);
    entries.push({ text: JSON.stringify(value), language: 'en' });
  }
  return entries;
}

/** Goes down at random and leaves something wrong there. */
function damageIn(value, chance) {
  let at = value;
  for (let depth = chance(2, 12); ; depth -= 1) {
    const keys = Object.keys(at);
    if (keys.length === 0) return;
    const key = keys[chance(0, keys.length - 1)];
    if (depth <= 0 || typeof at[key] !== 'object' || at[key] === null) {
      if (chance(0, 4) === 0) delete at[key];
      else if (Array.isArray(at) && chance(0, 1) === 0) at.push(structuredClone(at[key]));
      else at[key] = structuredClone(DAMAGE[chance(0, DAMAGE.length - 1)]);
      return;
    }
    at = at[key];
  }
}

async function main([before, after, damaged = '4000']) {
  const [old, fresh] = [answering(before), answering(after)];
  let [same, different] = [0, 0];
  for (const { text, language } of corpus(Number(damaged))) {
    const [first, second] = [await old({ body: JSON.parse(text), language }), await fresh({ body: JSON.parse(text), language })];
    if (first === second) { same += 1; continue; }
    different += 1;
    if (different > 5) continue;
    let at = 0;
    while (first[at] === second[at]) at += 1;
    console.log(`differs at ${at} (${language}):\n  ${first.slice(Math.max(0, at - 80), at + 120)}\n  ${second.slice(Math.max(0, at - 80), at + 120)}`);
  }
  console.log(`${same} answers are the same to the byte, ${different} differ`);
  process.exitCode = different === 0 ? 0 : 1;
}

void main(process.argv.slice(2));
