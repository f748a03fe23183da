/**
 * What holds of every hook answer: the invariants of the 3.0 logical models and the sentences of CDS Hooks 2.0 in our own words.
 * @see requirements of the specification, sections A, G, H, I
 */
import { collector, emptyFindings, type Finding, isFilled, isObject, type Json } from './finding';

type Found = (check: string, path: string, says: string) => void;

/** Findings of one 200 answer; none for a conformant one. */
export function responseFindings(response: unknown): Finding[] {
  const { list, found } = collector();
  if (!isObject(response)) return [{ check: 'response-object', path: '', says: 'the answer is no JSON object' }];
  if (!Array.isArray(response['cards'])) found('response-cards', 'cards', 'is no list; it is there in every answer, empty when there is no guidance');
  list.push(...emptyFindings(withoutResources(response), '', ['cards'], 'nothing-null-or-empty'));
  const uuids = new Set<string>();
  listOf(response['cards']).forEach((card, index) => { cardFindings(card, `cards[${index}]`, uuids, found); });
  listOf(response['systemActions']).forEach((action, index) => { actionFindings(action, `systemActions[${index}]`, found); });
  return list;
}

function cardFindings(card: unknown, path: string, uuids: Set<string>, found: Found): void {
  if (!isObject(card)) { found('card-object', path, 'is no object'); return; }
  if (!isFilled(card['summary'])) found('card-summary', `${path}.summary`, 'is missing');
  else if (card['summary'].length >= 140) found('card-summary-length', `${path}.summary`, `has ${card['summary'].length} characters; fewer than 140 are allowed`);
  if (!['info', 'warning', 'critical'].includes(card['indicator'] as string)) found('card-indicator', `${path}.indicator`, 'is not info, warning or critical');
  if (card['detail'] !== undefined && typeof card['detail'] !== 'string') found('card-detail', `${path}.detail`, 'is no string');
  if (card['uuid'] !== undefined) {
    if (!isFilled(card['uuid']) || !UUID.test(card['uuid'])) found('card-uuid', `${path}.uuid`, 'is no UUID');
    else if (uuids.has(card['uuid'])) found('uuid-unique', `${path}.uuid`, 'stands twice in one answer');
    else uuids.add(card['uuid']);
  }
  sourceFindings(card['source'], `${path}.source`, found);
  const suggestions = listOf(card['suggestions']);
  suggestions.forEach((each, index) => { suggestionFindings(each, `${path}.suggestions[${index}]`, uuids, found); });
  const behaviour = card['selectionBehavior'];
  if (suggestions.length > 0 && behaviour === undefined) found('cds-resp-6', `${path}.selectionBehavior`, 'is missing though there are suggestions');
  if (behaviour !== undefined && behaviour !== 'any' && behaviour !== 'at-most-one') found('cds-resp-6', `${path}.selectionBehavior`, 'is neither any nor at-most-one');
  if (behaviour === 'at-most-one' && suggestions.filter((each) => isObject(each) && each['isRecommended'] === true).length > 1) found('cds-resp-1', `${path}.suggestions`, 'recommends several though at most one may be taken');
  listOf(card['overrideReasons']).forEach((reason, index) => {
    const at = `${path}.overrideReasons[${index}]`;
    codingFindings(reason, at, found);
    if (!isObject(reason) || !isFilled(reason['display'])) found('cds-resp-4', `${at}.display`, 'is missing; a clinician reads it');
  });
  listOf(card['links']).forEach((link, index) => { linkFindings(link, `${path}.links[${index}]`, found); });
}

function sourceFindings(source: unknown, path: string, found: Found): void {
  if (!isObject(source)) { found('card-source', path, 'is missing'); return; }
  if (!isFilled(source['label'])) found('source-label', `${path}.label`, 'is missing');
  for (const member of ['url', 'icon']) if (source[member] !== undefined && !isAbsolute(source[member])) found('source-url', `${path}.${member}`, 'is no absolute URL');
  if (source['topic'] !== undefined) codingFindings(source['topic'], `${path}.topic`, found);
}

function linkFindings(link: unknown, path: string, found: Found): void {
  if (!isObject(link)) { found('link', path, 'is no object'); return; }
  if (!isFilled(link['label'])) found('link', `${path}.label`, 'is missing');
  if (!isAbsolute(link['url'])) found('link', `${path}.url`, 'is no absolute URL');
  if (link['type'] !== 'absolute' && link['type'] !== 'smart') found('link-type', `${path}.type`, 'is neither absolute nor smart');
  if (link['appContext'] !== undefined && link['type'] !== 'smart') found('cds-resp-3', `${path}.appContext`, 'stands on a link that is not smart');
  if (link['appContext'] !== undefined && typeof link['appContext'] !== 'string') found('link-app-context', `${path}.appContext`, 'is no string; objects are escaped into one');
  if (link['autolaunchable'] !== undefined && typeof link['autolaunchable'] !== 'boolean') found('link', `${path}.autolaunchable`, 'is no boolean');
}

function suggestionFindings(suggestion: unknown, path: string, uuids: Set<string>, found: Found): void {
  if (!isObject(suggestion)) { found('suggestion', path, 'is no object'); return; }
  if (!isFilled(suggestion['label'])) found('suggestion-label', `${path}.label`, 'is missing');
  if (suggestion['uuid'] !== undefined) {
    if (!isFilled(suggestion['uuid'])) found('suggestion-uuid', `${path}.uuid`, 'is no filled string');
    else if (uuids.has(suggestion['uuid'])) found('uuid-unique', `${path}.uuid`, 'stands twice in one answer');
    else uuids.add(suggestion['uuid']);
  }
  if (suggestion['isRecommended'] !== undefined && typeof suggestion['isRecommended'] !== 'boolean') found('suggestion', `${path}.isRecommended`, 'is no boolean');
  const behaviour = suggestion['actionSelectionBehavior'];
  if (behaviour !== undefined) found('cds-resp-7', `${path}.actionSelectionBehavior`, ['all', 'any', 'at-most-one'].includes(behaviour as string) ? 'is sent without knowing that this client supports it' : 'is not all, any or at-most-one');
  listOf(suggestion['actions']).forEach((action, index) => {
    const at = `${path}.actions[${index}]`;
    actionFindings(action, at, found);
    if (!isObject(action) || !isFilled(action['description'])) found('cds-resp-5', `${at}.description`, 'is missing');
  });
}

function actionFindings(action: unknown, path: string, found: Found): void {
  if (!isObject(action)) { found('action', path, 'is no object'); return; }
  const { type, resource, resourceId } = action;
  if (type !== 'create' && type !== 'update' && type !== 'delete') { found('action-type', `${path}.type`, 'is not create, update or delete'); return; }
  if (type === 'delete') {
    if (resource !== undefined || !isFilled(resourceId)) found('cds-resp-2', path, 'a delete has a resourceId and no resource');
    else if (!/^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.test(resourceId)) found('action-resource-id', `${path}.resourceId`, 'is no Type/id');
  } else if (!isObject(resource) || !isFilled(resource['resourceType'])) found('action-resource', `${path}.resource`, `a ${type} holds a FHIR resource`);
  else {
    if (!isFilled(resource['id'])) found('action-resource-id', `${path}.resource.id`, 'is missing; validators want one');
    for (const each of emptyFindings(resource, `${path}.resource`, [], 'nothing-null-or-empty')) found(each.check, each.path, each.says);
  }
}

function codingFindings(coding: unknown, path: string, found: Found): void {
  if (!isObject(coding)) { found('coding', path, 'is no Coding'); return; }
  for (const member of ['code', 'system']) if (!isFilled(coding[member])) found('coding', `${path}.${member}`, 'is missing');
}

/** Embedded FHIR is judged where it stands, once. */
function withoutResources(response: Json): unknown {
  return JSON.parse(JSON.stringify(response, (name, value: unknown) => (name === 'resource' && isObject(value) ? 'resource' : value)));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const isAbsolute = (value: unknown): boolean => isFilled(value) && /^https?:\/\//i.test(value) && URL.canParse(value);
