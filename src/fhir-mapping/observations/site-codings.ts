/** A concept's codings with the standard codes a site's own ConceptMaps give them. */
import { codingsOf, type Element, stringAt } from '../records/elements';
import type { SiteCodes } from '../terminology/site-codes';

export type { SiteCodes };

export function standardCodingsOf(concept: unknown, siteCodes: SiteCodes): Element[] {
  const codings = codingsOf(concept);
  if (siteCodes.size === 0 || codings.length === 0) return codings;
  const all = [...codings];
  for (const coding of codings) {
    const code = stringAt(coding, 'code');
    if (code !== null) for (const standard of siteCodes.standardOf(stringAt(coding, 'system'), code)) all.push({ system: standard.system, code: standard.code });
  }
  return all;
}
