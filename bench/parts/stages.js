// What one call costs, stage by stage, in the built service's own functions. The budget of a patient-view of 114 KB.
const { join } = require('node:path');
const bodies = require('../bodies.js');
const { interleaved, rounded } = require('../numbers.js');

/** The functions of one build, by stage, on one body; `dist` may be any build, so that two can be compared. */
function stagesOn(body, dist = process.env.BENCH_DIST ?? join(__dirname, '..', '..', 'dist')) {
  const room = (path) => require(join(dist, path));
  const { isUtf8 } = require('node:buffer');
  const { nestsDeeperThan, valueNestsDeeperThan } = room('calls/json-nesting.js');
  const { hasMoreEntriesThan } = room('calls/bundle-entries.js');
  const { readHookRequest } = room('hooks/request.js');
  const { gather } = room('hooks/gather.js');
  const { clinicalPictureFrom, NO_SITE_CODES } = room('fhir-mapping/index.js');
  const { clinicalRecordOf } = room('fhir-mapping/records/clinical-record.js');
  const { Ledger } = room('fhir-mapping/records/ledger.js');
  const { assess } = room('engine/index.js');
  const { wordsFor } = room('hooks/wording/index.js');
  const { checkedCards } = room('hooks/checked-cards.js');
  const { HOOKS } = room('hooks/answer.js');
  const { openOrdersAmong } = room('hooks/suggestions/already-ordered.js');

  const text = JSON.stringify(body);
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, index) => bytes.subarray(index * 65_536, (index + 1) * 65_536));
  const parsed = JSON.parse(text);
  const today = '2026-11-22';
  const service = Object.entries(HOOKS).find(([, each]) => each.hook === body.hook);
  const asked = { id: service[0], hook: body.hook };
  const request = readHookRequest(parsed, asked);
  const signal = new AbortController().signal;
  return gather(request, null, signal).then((gathered) => {
    const mapping = { patientId: request.patientId, asOf: today, siteCodes: NO_SITE_CODES, gastrinUpperLimit: null, fullUrls: gathered.fullUrls };
    const mapped = clinicalPictureFrom(gathered.resources, mapping);
    const conclusion = assess(mapped.picture, today);
    const context = { words: wordsFor('en'), conclusion, mapped, gathered, patientId: request.patientId, today, publicBaseUrl: 'http://localhost:8080', smartLaunchUrl: null };
    const cards = () => service[1].handler.cardsFor({ request, context, mapping, open: openOrdersAmong(gathered.byKey.orders.resources) });
    const made = cards();
    const failed = () => { throw new Error('a card failed its check'); };
    return {
      bytes: bytes.length,
      works: {
        read: () => { Buffer.concat(pieces, bytes.length); isUtf8(bytes); if (bytes.length > 160 * 1024) nestsDeeperThan(bytes, 64); else valueNestsDeeperThan(parsed, 64); hasMoreEntriesThan(parsed, 10_000); bytes.toString('utf8'); },
        parse: () => JSON.parse(text),
        validate: () => readHookRequest(parsed, asked),
        gather: () => { void gather(request, null, signal); },
        index: () => clinicalRecordOf(gathered.resources, mapping, new Ledger()),
        map: () => clinicalPictureFrom(gathered.resources, mapping),
        assess: () => assess(mapped.picture, today),
        cards,
        'self-check': () => checkedCards(made, context, failed),
        serialise: () => Buffer.from(JSON.stringify({ cards: made })),
      },
    };
  });
}

/** Micro-seconds a stage; `map` holds `index`. */
async function stages() {
  const rows = [];
  for (const [name, body] of [['patient-view, 114 KB', bodies.large()], ['order-sign, 24 KB', bodies.orderSign()], ['patient-view, 7 KB', bodies.small()], ['patient-view, 1,000 Observations', bodies.grown(1000)]]) {
    const { bytes, works } = await stagesOn(body);
    const times = interleaved(works);
    const total = Object.entries(times).reduce((sum, [stage, time]) => sum + (stage === 'index' ? 0 : time), 0);
    rows.push({ body: name, bytes, stages: Object.fromEntries(Object.entries(times).map(([stage, time]) => [stage, rounded(time, 1)])), totalMicroseconds: rounded(total, 1) });
  }
  return rows;
}

module.exports = { stages, stagesOn };
if (require.main === module) stages().then((rows) => { for (const row of rows) console.log(row.body, row.bytes, row.stages, row.totalMicroseconds); });
