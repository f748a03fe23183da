// P4 and P6: what is added in process, beside JSON.parse of the same body, at every size.
const bodies = require('../bodies.js');
const { interleaved, rounded } = require('../numbers.js');
const { stagesOn } = require('./stages.js');

async function engine() {
  const rows = {};
  for (const [name, body] of Object.entries({ '7 KB': bodies.small(), '24 KB': bodies.medium(), '114 KB': bodies.large(), '1,000 Observations': bodies.grown(1000) })) {
    const { bytes, works } = await stagesOn(body);
    const { parse, validate, map, assess, cards } = interleaved({ parse: works.parse, validate: works.validate, map: works.map, assess: works.assess, cards: works.cards }, { rounds: 9, ms: 60, warmMs: 900 });
    const added = map + assess + cards;
    rows[name] = { bytes, parse: rounded(parse, 0), validate: rounded(validate, 1), added: rounded(added, 0), addedToParse: rounded(added / parse), validateToParse: rounded(validate / parse, 3) };
  }
  return rows;
}

module.exports = { engine };
