// A peer: the same grading as an ELM library, run by cql-execution over cql-exec-fhir, behind the same Express.
const cql = require('cql-execution');
const cqlFhir = require('cql-exec-fhir');
const { cardFor } = require('./grading.js');
const { grading } = require('./grading-elm.js');

const library = new cql.Library(grading);
require('./express-app.js').serve(async (request) => {
  const source = cqlFhir.PatientSource.FHIRv401();
  const entry = Object.values(request.prefetch).flatMap((value) => (value?.resourceType === 'Bundle' ? value.entry : value === null ? [] : [{ resource: value }]));
  source.loadBundles([{ resourceType: 'Bundle', type: 'collection', entry }]);
  const { patientResults } = await new cql.Executor(library).exec(source);
  const grade = Object.values(patientResults)[0]?.Grade ?? null;
  return { cards: grade === null ? [] : [cardFor(grade)] };
});
