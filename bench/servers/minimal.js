// A peer: the smallest service one would write by hand in Express.
const { cardFor, factsOf } = require('./grading.js');
const gradeOf = (value, low, high) => (value === null ? 0 : value > high ? 3 : value >= low ? 2 : 1);
require('./express-app.js').serve((request) => {
  const { hasNeoplasm, ki67, mitoses } = factsOf(request);
  const grade = Math.max(gradeOf(ki67, 3, 20), gradeOf(mitoses, 2, 20));
  return { cards: hasNeoplasm && grade > 0 ? [cardFor(`G${grade}`)] : [] };
});
