/** Sections 2 to 7 of the rules from the outside: a FHIR Bundle in, an Assessment out, one case a clause. */
import { APPLICABILITY } from './applicability.cases';
import { DIFFERENTIALS, IMMUNOHISTOCHEMISTRY, STAGES } from './differential-to-stage.cases';
import { differences } from './expected';
import { GRADES } from './grade.cases';
import { TYPES } from './type.cases';
import { NAMED } from './what-is-named.cases';

describe.each([
  ['applicability', APPLICABILITY], ['grade', GRADES], ['type', TYPES], ['NET G3 or NEC', DIFFERENTIALS], ['immunohistochemistry', IMMUNOHISTOCHEMISTRY], ['stage', STAGES], ['what is named', NAMED],
])('%s', (_section, cases) => {
  test.each(cases)('%s', (...[, record, expected, asOf]) => { expect(differences(record, expected, asOf)).toEqual([]); });
});

test('no case is told twice', () => {
  const said = [APPLICABILITY, GRADES, TYPES, DIFFERENTIALS, IMMUNOHISTOCHEMISTRY, STAGES, NAMED].flat().map(([says]) => says);
  expect(said.filter((each, index) => said.indexOf(each) !== index)).toEqual([]);
});
