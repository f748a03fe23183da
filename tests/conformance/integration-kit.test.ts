/** What the kit hands out can be used as it is: registrations that the service accepts, calls whose bodies are JSON. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientsFrom } from '../../src/configuration/clients-file';
import { requestFindings, feedbackFindings } from '../../src/conformance';
import { PREFETCH_TEMPLATES } from '../../src/hooks';

const kit = join(__dirname, '../../docs/integration');
const read = (...path: string[]): string => readFileSync(join(kit, ...path), 'utf8');

describe('the registrations', () => {
  it.each(readdirSync(join(kit, 'registrations')).filter((name) => name.endsWith('.json')))('%s has only keys that the service knows', (name) => {
    const text = read('registrations', name).replace(/YOUR-([A-Z-]+)/g, (_all, what: string) => `${what.toLowerCase()}.example.org`);
    const { clients, problems } = clientsFrom(text, true);
    expect(clients).toHaveLength(1);
    expect(problems).toEqual([]);
  });
});

describe('the collection', () => {
  const calls = readdirSync(join(kit, 'collection')).filter((name) => name.endsWith('.bru'));
  it('covers every hook and route', () => {
    const all = calls.map((name) => read('collection', name)).join('\n');
    for (const path of ['/cds-services\n', 'gnen-patient-view', 'gnen-order-select', 'gnen-order-sign', 'gnen-problem-list-item-create', 'gnen-appointment-book', 'gnen-encounter-discharge', '/feedback', '/assess', '/rulebook', '/openapi.json', '/schemas/assessment.json', '/health/ready', '/fhir/metadata']) expect(all).toContain(path);
  });
  it.each(calls)('%s sends what the specification wants', (name) => {
    const text = read('collection', name);
    const body = /^body:json \{\n([\s\S]*?)\n\}$/m.exec(text)?.[1];
    expect(text.includes('\npost {')).toBe(body !== undefined);
    if (body === undefined) return;
    const sent: unknown = JSON.parse(body);
    if (text.includes('/feedback')) expect(feedbackFindings(sent)).toEqual([]);
    else if (!text.includes('/assess')) expect(requestFindings(sent)).toEqual([]);
  });
});

describe('the set-up sheets', () => {
  it.each(['epic.md', 'oracle-health.md'])('%s names each prefetch query as discovery does', (name) => {
    for (const [key, query] of Object.entries(PREFETCH_TEMPLATES)) expect(read(name)).toContain(`| \`${key}\` | \`${query}\` |`);
  });
});
