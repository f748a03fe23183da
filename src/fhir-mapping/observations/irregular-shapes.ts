/**
 * The few shapes whose place in a resource is told by what stands beside them: found with FHIRPath, on resources that the code index has already picked.
 * Expressions are compiled on first use with the R4 model; the library is loaded then, so that the service's start does not wait for it.
 */
import { asObject, type Element, objectsAt, stringAt } from '../records/elements';
import { meaningOf } from '../terminology';

type Compiled = (resource: unknown) => unknown;
interface FhirPath { compile(expression: string, model: unknown): Compiled }

const LONGEST_ANSWER = 50;

/** Published and once-published places of the morphology of a Condition. @see terminology.md section 4 */
const MORPHOLOGY = path(
  "extension.where(url = 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior').value.ofType(CodeableConcept)"
  + " | extension.where(url = 'http://hl7.org/fhir/us/mcode/ValueSet/mcode-histology-morphology-behavior-vs').value.ofType(CodeableConcept)",
);
const GENE_STUDIED = path("component.where(code.coding.where(code = '48018-6').exists()).value.ofType(CodeableConcept)");

/** The CodeableConcepts a Condition carries as its morphology, the preferred url first. */
export function morphologiesOf(condition: Element): Element[] {
  return objectsAt(condition, 'extension').some((extension) => stringAt(extension, 'url')?.includes('mcode-histology') === true) ? objectsIn(MORPHOLOGY('Condition', condition)) : [];
}

/** Symbols of the genes a generic stain says it is about. */
export function genesStudiedIn(observation: Element): string[] {
  if (objectsAt(observation, 'component').length === 0) return [];
  return objectsIn(GENE_STUDIED('Observation', observation)).flatMap((concept) => {
    const codings = Array.isArray(concept['coding']) ? concept['coding'] : [];
    const symbols = codings.flatMap((coding) => {
      const code = stringAt(coding, 'code') ?? '';
      return [meaningOf(stringAt(coding, 'system'), code) === 'tp53-gene' ? 'TP53' : code, stringAt(coding, 'display') ?? ''];
    });
    return [...symbols, stringAt(concept, 'text') ?? ''].filter((symbol) => symbol !== '');
  });
}

function objectsIn(answer: unknown): Element[] {
  return Array.isArray(answer) ? answer.slice(0, LONGEST_ANSWER).map(asObject).filter((member) => member !== null) : [];
}

/** Empty where the resource is shaped so that the expression cannot be applied: the library throws, also plain strings. */
function path(expression: string): (type: string, resource: Element) => unknown {
  let compiled: Compiled | null = null;
  return (type, resource) => {
    try {
      compiled ??= (require('fhirpath') as FhirPath).compile(expression, require('fhirpath/fhir-context/r4'));
      return compiled(resource['resourceType'] === type ? resource : { ...resource, resourceType: type });
    } catch {
      return [];
    }
  };
}
