/** The shipped value sets and the project's CodeSystem as FHIR R4 resources, for whoever publishes them; recognition uses the code lists instead. */

export type ShippedResource = { resourceType: 'ValueSet' | 'CodeSystem'; url: string; name: string; status: string } & Record<string, unknown>;

let shipped: readonly ShippedResource[] | null = null;

/** Every ValueSet by name, then the CodeSystem; read from their files on the first call. */
export function shippedTerminology(): readonly ShippedResource[] {
  if (shipped === null) {
    // A late require: two hundred files are no part of the start.
    const { VALUE_SETS, FACTS_CODE_SYSTEM } = require('./valuesets') as { VALUE_SETS: readonly ShippedResource[]; FACTS_CODE_SYSTEM: ShippedResource };
    shipped = [...VALUE_SETS, FACTS_CODE_SYSTEM];
  }
  return shipped;
}
