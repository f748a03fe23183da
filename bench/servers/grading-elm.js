// The grading rules as ELM, written out by hand as a translator would emit them.
const { GASTRIC_NET, KI67, MITOSES } = require('./grading.js');

const FHIR = '{http://hl7.org/fhir}';
const SYSTEM = '{urn:hl7-org:elm-types:r1}';
const literal = (value, type = 'Integer') => ({ type: 'Literal', valueType: `${SYSTEM}${type}`, value: String(value) });
const ref = (name) => ({ type: 'ExpressionRef', name });
const code = (name, id, system) => ({ name, id, accessLevel: 'Public', codeSystem: { name: system } });
const retrieve = (type, name) => ({ type: 'Retrieve', dataType: `${FHIR}${type}`, templateId: `http://hl7.org/fhir/StructureDefinition/${type}`, codeProperty: 'code', codeComparator: '~', codes: { type: 'ToList', operand: { type: 'CodeRef', name } } });
const define = (name, expression) => ({ name, context: 'Patient', accessLevel: 'Public', expression });
const newestValue = (name) => ({
  type: 'Property', path: 'value.value.value',
  source: { type: 'Last', source: { type: 'Query', source: [{ alias: 'O', expression: retrieve('Observation', name) }], relationship: [], sort: { by: [{ type: 'ByExpression', direction: 'asc', expression: { type: 'Property', path: 'effective.value' } }] } } },
});
const compare = (type, fact, value) => ({ type, operand: [ref(fact), literal(value, 'Decimal')] });
const either = (left, right) => ({ type: 'Or', operand: [left, right] });

const grading = {
  library: {
    identifier: { id: 'Grading', version: '1' }, schemaIdentifier: { id: 'urn:hl7-org:elm', version: 'r1' },
    usings: { def: [{ localIdentifier: 'System', uri: 'urn:hl7-org:elm-types:r1' }, { localIdentifier: 'FHIR', uri: 'http://hl7.org/fhir', version: '4.0.1' }] },
    codeSystems: { def: [{ name: 'LOINC', id: 'http://loinc.org', accessLevel: 'Public' }, { name: 'SNOMED', id: 'http://snomed.info/sct', accessLevel: 'Public' }] },
    codes: { def: [code('ki67', KI67, 'LOINC'), code('mitoses', MITOSES, 'SNOMED'), code('neoplasm', GASTRIC_NET, 'SNOMED')] },
    statements: { def: [
      define('Patient', { type: 'SingletonFrom', operand: { type: 'Retrieve', dataType: `${FHIR}Patient`, templateId: 'http://hl7.org/fhir/StructureDefinition/Patient' } }),
      define('Ki67', newestValue('ki67')),
      define('Mitoses', newestValue('mitoses')),
      define('Grade', {
        type: 'If', condition: { type: 'Exists', operand: retrieve('Condition', 'neoplasm') },
        then: {
          type: 'Case', caseItem: [
            { when: either(compare('Greater', 'Ki67', 20), compare('Greater', 'Mitoses', 20)), then: literal('G3', 'String') },
            { when: either(compare('GreaterOrEqual', 'Ki67', 3), compare('GreaterOrEqual', 'Mitoses', 2)), then: literal('G2', 'String') },
            { when: either(compare('Less', 'Ki67', 3), compare('Less', 'Mitoses', 2)), then: literal('G1', 'String') },
          ], else: { type: 'Null' },
        },
        else: { type: 'Null' },
      }),
    ] },
  },
};

module.exports = { grading };
