/** What the kit hands out can be used as it is: registrations that the service accepts, calls whose bodies are JSON. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientsFrom } from '../../src/configuration/clients-file';
import { requestFindings, feedbackFindings } from '../../src/conformance';
import { OVERRIDE_CODINGS, PREFETCH_TEMPLATES } from '../../src/hooks';

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
  it.each(['epic.md', 'oracle-health.md'])('%s maps each override reason, with its system', (name) => {
    for (const { code, system } of Object.values(OVERRIDE_CODINGS)) expect([code, read(name).includes(`\`${code}\``) && read(name).includes(system)]).toEqual([code, true]);
  });
  it.each([['epic.md', 'epic.json'], ['oracle-health.md', 'oracle-health.json']])('%s says what to do about algorithm, audience and issuer, and points to %s', (name, registration) => {
    for (const row of [/\| Algorithm \| \S/, /\| Audience \(`aud`\) \| \S/, /\| Issuer[^|]*\| \S/]) expect(read(name)).toMatch(row);
    expect(read(name)).toContain(`registrations/${registration}`);
  });
});

describe('the guides', () => {
  const guides = readdirSync(kit).filter((name) => name.endsWith('.md'));
  it.each(guides)('%s points to files that there are', (name) => {
    for (const [, to = ''] of read(name).matchAll(/\]\((?!https?:)([^)#]+)/g)) expect([to, existsSync(join(kit, to))]).toEqual([to, true]);
  });
  it.each(guides)('%s names scripts and options that there are', (name) => {
    const { scripts } = JSON.parse(readFileSync(join(kit, '../../package.json'), 'utf8')) as { scripts: Record<string, string> };
    const source = (file: string): string => readFileSync(join(kit, '../../src', file), 'utf8');
    const options: Record<string, string> = { assess: source('cohort-cli.ts') + source('cli.ts'), synthesize: source('synthesize.ts'), doctor: source('doctor-cli.ts'), conformance: source('conformance-cli.ts'), ig: source('ig.ts') };
    for (const [, script = '', rest = ''] of read(name).matchAll(/npm run (?:--silent )?([\w:]+)(?: -- ([^`\n&]*))?/g)) {
      expect([script, script in scripts]).toEqual([script, true]);
      for (const [, option = ''] of rest.matchAll(/(--[a-z-]+)/g)) if (script in options) expect([script, option, options[script]?.includes(`'${option}`)]).toEqual([script, option, true]);
    }
  });
  it.each(['hapi.md', 'medplum.md', 'smart-sandbox.md', 'first-hour.md', 'epic.md', 'oracle-health.md'])('%s says how far it was followed', (name) => { expect(read(name)).toMatch(/how far|not from a run|followed/i); });
});
