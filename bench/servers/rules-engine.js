// A peer: the grading rules in json-rules-engine, behind the same Express.
const { Engine } = require('json-rules-engine');
const { cardFor, factsOf } = require('./grading.js');

const engine = new Engine();
const rule = (grade, conditions) => engine.addRule({ conditions, event: { type: 'grade', params: { grade } } });
const is = (fact, operator, value) => ({ fact, operator, value });
const neoplasm = is('hasNeoplasm', 'equal', true);
rule('G1', { all: [neoplasm, is('ki67', 'lessThan', 3), is('mitoses', 'lessThan', 2)] });
rule('G2', { all: [neoplasm, { any: [{ all: [is('ki67', 'greaterThanInclusive', 3), is('ki67', 'lessThanInclusive', 20), is('mitoses', 'lessThanInclusive', 20)] }, { all: [is('mitoses', 'greaterThanInclusive', 2), is('mitoses', 'lessThanInclusive', 20), is('ki67', 'lessThanInclusive', 20)] }] }] });
rule('G3', { all: [neoplasm, { any: [is('ki67', 'greaterThan', 20), is('mitoses', 'greaterThan', 20)] }] });
require('./express-app.js').serve(async (request) => {
  const { events } = await engine.run(factsOf(request));
  return { cards: events.map((event) => cardFor(event.params.grade)) };
});
