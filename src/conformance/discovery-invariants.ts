/** What holds of every discovery answer. @see requirements of the specification, sections B and F */
import { collector, emptyFindings, type Finding, isFilled, isObject } from './finding';

export function discoveryFindings(body: unknown): Finding[] {
  const { list, found } = collector();
  if (!isObject(body) || !Array.isArray(body['services'])) return [{ check: 'discovery-services', path: 'services', says: 'is no list' }];
  list.push(...emptyFindings(body, '', ['services'], 'discovery-nothing-null-or-empty'));
  const seen = new Set<string>();
  (body['services'] as unknown[]).forEach((service, index) => {
    const path = `services[${index}]`;
    if (!isObject(service)) { found('discovery-service', path, 'is no object'); return; }
    if (!isFilled(service['hook'])) found('discovery-hook', `${path}.hook`, 'is missing');
    if (!isFilled(service['id'])) found('discovery-id', `${path}.id`, 'is missing');
    else if (!/^[A-Za-z0-9._~-]+$/.test(service['id'])) found('discovery-id', `${path}.id`, 'cannot stand in a path as it is');
    if (!isFilled(service['description'])) found('discovery-description', `${path}.description`, 'is missing');
    for (const member of ['title', 'usageRequirements', 'hookVersion']) if (service[member] !== undefined && !isFilled(service[member])) found('discovery-text', `${path}.${member}`, 'is no filled string');
    if (service['version'] !== undefined && !(isFilled(service['version']) && /^\d+\.\d+(\.\d+)?(-[0-9A-Za-z.-]+)?$/.test(service['version']))) found('discovery-version', `${path}.version`, 'is no semantic version of the specification');
    const key = `${String(service['hook'])} ${String(service['id'])}`;
    if (seen.has(key)) found('discovery-unique', path, 'repeats the id and the hook of another service');
    seen.add(key);
    prefetchFindings(service['prefetch'], `${path}.prefetch`, found);
  });
  return list;
}

const USER_TOKENS = new Set(['userPractitionerId', 'userPractitionerRoleId', 'userPatientId', 'userRelatedPersonId']);

function prefetchFindings(prefetch: unknown, path: string, found: (check: string, path: string, says: string) => void): void {
  if (prefetch === undefined) return;
  if (!isObject(prefetch)) { found('prefetch-object', path, 'is no object'); return; }
  for (const [key, template] of Object.entries(prefetch)) {
    const at = `${path}.${key}`;
    if (!isFilled(template)) { found('prefetch-template', at, 'is no filled string'); continue; }
    if (/^(https?:)?\/\//i.test(template) || template.startsWith('/')) found('prefetch-template', at, 'is no relative FHIR query');
    for (const [, token = ''] of template.matchAll(/\{\{(.*?)\}\}/g)) if (!/^\s*context\.[A-Za-z]\w*\s*$/.test(token) && !USER_TOKENS.has(token.trim())) found('prefetch-token', at, `holds a token that a 2.0 client cannot resolve: ${token.slice(0, 60)}`);
    if (/\{\{[^}]*$/.test(template)) found('prefetch-token', at, 'holds a token that is not closed');
    if (/[?&]_?sort(%3A|:)(de|a)sc=/i.test(template)) found('prefetch-template', at, 'sorts in a way FHIR R4 does not know; _sort=-date is meant');
  }
}
