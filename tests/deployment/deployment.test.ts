/** What is shipped for deployment, held against what the project really has: files, ports, scripts, variables, metric names. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { metricsOf } from '../../src/http';

const ROOT = join(__dirname, '..', '..');
const text = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8');
interface Container { image: string; command?: string[]; ports?: { name: string; containerPort: number }[]; env?: { name: string }[]; envFrom?: unknown[]; securityContext: Record<string, unknown>; readinessProbe?: { httpGet: { path: string } }; livenessProbe?: { httpGet: { path: string } } }
interface Manifest { kind: string; metadata: { name: string }; data?: Record<string, string>; stringData?: Record<string, string>; resources?: string[]; spec: { template: { spec: { securityContext: Record<string, unknown>; containers: Container[] } }; policyTypes?: string[]; egress?: { to?: { ipBlock?: { cidr: string } }[] }[]; metrics?: { pods?: { metric: { name: string } } }[]; ports?: { targetPort: string }[] } }
// Sound: our own files; a wrong shape fails the test that reads it.
const yaml = (...path: string[]): Manifest[] => parseAllDocuments(text(...path)).map((document) => document.toJS() as Manifest);
const BASE = ['deploy', 'kubernetes', 'base'];
const manifests = readdirSync(join(ROOT, ...BASE)).flatMap((name) => yaml(...BASE, name));
const kind = (wanted: string): Manifest[] => manifests.filter((each) => each.kind === wanted);
/** Every variable that the configuration reads. */
const known = new Set([...text('src', 'config.ts').matchAll(/(?:given|word|whole)\('([A-Z_]+)'|env\['([A-Z_]+)'\]/g)].map((hit) => hit[1] ?? hit[2] ?? ''));

describe('the image', () => {
  const file = text('Dockerfile');
  test('is pinned to a full version in every stage', () => { for (const [, image] of file.matchAll(/^FROM (\S+)/gm)) expect(image).toMatch(/^node:\d+\.\d+\.\d+-alpine$/); });
  test('does not run as root, has a health check that names a real route, and stops by SIGTERM', () => {
    expect(file).toMatch(/^USER node$/m);
    expect(file).toMatch(/HEALTHCHECK[\s\S]*\/health\/live/);
    expect(file).toMatch(/^STOPSIGNAL SIGTERM$/m);
  });
  test('copies only what there is and starts a real program', () => {
    for (const [, from] of file.matchAll(/^COPY (?!--)(\S+)/gm)) expect(existsSync(join(ROOT, from ?? ''))).toBe(true);
    const program = /^CMD \["node", "dist\/(\w+)\.js"\]/m.exec(file)?.[1];
    expect(existsSync(join(ROOT, 'src', `${program}.ts`))).toBe(true);
  });
  test('sets known variables only', () => { for (const [, name] of file.matchAll(/^(?:ENV| {4}) ?([A-Z_]+)=/gm)) expect(known).toContain(name); });
});

describe('docker compose', () => {
  const { services } = yaml('docker-compose.yml')[0] as unknown as { services: Record<string, { image: string; environment?: Record<string, string>; volumes?: string[]; ports?: string[]; command?: string[] }> };
  test('pins every image and mounts only files that there are', () => {
    for (const { image, volumes = [] } of Object.values(services)) {
      expect(image).toMatch(/:v?\d+\.\d+[\w.-]*$/);
      for (const volume of volumes) if (volume.startsWith('./')) expect(existsSync(join(ROOT, volume.split(':')[0] ?? ''))).toBe(true);
    }
    expect(existsSync(join(ROOT, services['load-stories']?.command?.[1] ?? 'none'))).toBe(true);
  });
  test('sets known variables only, and publishes the port that it sets', () => {
    const { environment = {}, ports = [] } = services['service'] ?? {};
    for (const name of Object.keys(environment)) expect(known).toContain(name);
    expect(ports.map((each) => each.split(':')[1])).toEqual([environment['PORT']]);
  });
});

describe('kubernetes', () => {
  test('lists every file of the base', () => expect(kind('Kustomization')[0]?.resources?.sort()).toEqual(readdirSync(join(ROOT, ...BASE)).filter((name) => name !== 'kustomization.yaml').sort()));
  test('has what an operator needs', () => { for (const wanted of ['Deployment', 'Service', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'NetworkPolicy', 'Secret', 'Job']) expect(kind(wanted)).toHaveLength(1); });
  test('every ConfigMap and Secret that is mounted or read is one of the base', () => {
    const wanted = [...JSON.stringify(workloads).matchAll(/"(?:configMapRef|secretKeyRef|configMap)":\{[^}]*?"name":"([^"]+)"|"secretName":"([^"]+)"/g)].map((hit) => hit[1] ?? hit[2]);
    const there = [...kind('ConfigMap'), ...kind('Secret')].map(({ metadata }) => metadata.name);
    expect(new Set(wanted)).toEqual(new Set(there));
  });
  const workloads = [...kind('Deployment'), ...kind('Job')];
  test.each(workloads.map((each) => [each.kind, each] as const))('%s: non-root, read-only, no capabilities, a pinned image', (_kind, { spec: { template: { spec } } }) => {
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    for (const { image, securityContext } of spec.containers) {
      expect(image).toMatch(/:\d+\.\d+\.\d+$/);
      expect(securityContext).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
    }
  });
  test('variables are known ones, also in the ConfigMap and the Secret', () => {
    const names = [...workloads.flatMap(({ spec }) => spec.template.spec.containers.flatMap(({ env = [] }) => env.map(({ name }) => name))), ...Object.keys(kind('ConfigMap')[0]?.data ?? {}), ...Object.keys(kind('Secret')[0]?.stringData ?? {}).filter((name) => name !== 'clients.json')];
    for (const name of names) expect(known).toContain(name);
  });
  test('probes are real routes, the job a real program, the Service speaks to the container\'s port', () => {
    const [container] = kind('Deployment')[0]?.spec.template.spec.containers ?? [];
    expect([container?.readinessProbe?.httpGet.path, container?.livenessProbe?.httpGet.path, kind('Service')[0]?.spec.ports?.[0]?.targetPort]).toEqual(['/health/ready', '/health/live', container?.ports?.[0]?.name]);
    expect(existsSync(join(ROOT, 'src', `${/dist\/(\w+)\.js/.exec(kind('Job')[0]?.spec.template.spec.containers[0]?.command?.[1] ?? '')?.[1]}.ts`))).toBe(true);
  });
  test('the network policy lets nothing out by default and nowhere to everybody', () => {
    const { spec } = kind('NetworkPolicy')[0] as Manifest;
    expect(spec.policyTypes).toContain('Egress');
    for (const { to = [] } of spec.egress ?? []) { expect(to.length).toBeGreaterThan(0); for (const { ipBlock } of to) expect(ipBlock?.cidr).not.toBe('0.0.0.0/0'); }
  });
});

describe('monitoring', () => {
  const live = async (): Promise<string> => metricsOf({ inFlight: () => 0, storeUp: () => true, droppedLines: () => 0 }).text();
  test.each([['deploy/monitoring/grafana-dashboard.json'], ['deploy/monitoring/prometheus-alerts.yaml'], ['deploy/monitoring/prometheus-adapter.yaml'], ['deploy/kubernetes/base/hpa.yaml']])('every metric that %s names is one that the service has', async (path) => {
    const names = [...new Set([...text(path).matchAll(/\b((?:gnen|nodejs|process)_[a-z0-9_]+)/g)].map((hit) => hit[1] ?? ''))];
    const metrics = await live();
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(metrics).toContain(`# TYPE ${name.replace(/_(bucket|count|sum)$/, (ending) => (metrics.includes(`# TYPE ${name} `) ? ending : ''))} `);
  });
  test.each([['deploy/monitoring/grafana-dashboard.json'], ['deploy/monitoring/prometheus-alerts.yaml']])('every label and value that %s asks for is one that the service gives', (path) => {
    const labels = new Set(['route', 'method', 'status', 'service', 'client', 'outcome', 'rule', 'le', 'instance', 'job']);
    const asked = [...text(path).matchAll(/(?:sum|topk\(\d+, sum) by \(([^)]+)\)/g)].flatMap((hit) => (hit[1] ?? '').split(',').map((name) => name.trim())).concat([...text(path).matchAll(/[{,]\s*([a-z_]+)(?:=~|!=|=)\\?"/g)].map((hit) => hit[1] ?? ''));
    expect(asked.length).toBeGreaterThan(5);
    for (const name of asked) expect(labels).toContain(name);
    for (const [, words = ''] of text(path).matchAll(/outcome(?:=~|!=|=)\\?"([a-z|]+)\\?"/g)) for (const word of words.split('|')) expect(['advice', 'not-applicable', 'insufficient', 'unavailable', 'ok']).toContain(word);
  });
  test('the scrape job has the name that the alerts ask for, and brings the token', () => {
    const [{ scrape_configs: [job] }] = yaml('deploy', 'monitoring', 'prometheus-scrape.yaml') as unknown as [{ scrape_configs: [{ job_name: string; metrics_path: string; authorization: { credentials_file: string } }] }];
    expect([text('deploy', 'monitoring', 'prometheus-alerts.yaml').includes(`job="${job.job_name}"`), job.metrics_path, job.authorization.credentials_file.length > 0]).toEqual([true, '/metrics', true]);
  });
  test('every alert points to a section of docs/operations.md', () => {
    const headings = [...text('docs', 'operations.md').matchAll(/^#+ (.+)$/gm)].map((hit) => (hit[1] ?? '').toLowerCase().replace(/[^\w\s-]/g, '').trim().replace(/\s/g, '-'));
    const anchors = [...text('deploy', 'monitoring', 'prometheus-alerts.yaml').matchAll(/operations\.md#([\w-]+)/g)].map((hit) => hit[1]);
    expect(anchors.length).toBeGreaterThan(8);
    for (const anchor of anchors) expect(headings).toContain(anchor);
  });
});

test('the bill of materials names the application and every production dependency', () => {
  const bill = JSON.parse(execFileSync(process.execPath, [join(ROOT, 'scripts', 'sbom.js')], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })) as { bomFormat: string; metadata: { component: { name: string; version: string } }; components: { name: string }[] };
  const { name, version, dependencies } = JSON.parse(text('package.json')) as { name: string; version: string; dependencies: Record<string, string> };
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name, version } } });
  const names = bill.components.map((each) => each.name);
  expect(names).toEqual(expect.arrayContaining([...Object.keys(dependencies), '@opentelemetry/sdk-trace', 'accepts']));
  for (const development of ['jest', 'typescript', 'vite']) expect(names).not.toContain(development);
});

describe('the documents', () => {
  test('docs/operations.md has every variable of the configuration, and no other', () => {
    const rows = [...text('docs', 'operations.md').matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) \|/gm)].flatMap((hit) => [...(hit[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map((name) => name[1] ?? ''));
    expect(rows.sort()).toEqual([...known].sort());
  });
  test('docs/dependencies.md gives a reason for each production dependency', () => {
    const { dependencies } = JSON.parse(text('package.json')) as { dependencies: Record<string, string> };
    for (const name of Object.keys(dependencies)) expect(text('docs', 'dependencies.md')).toMatch(new RegExp(`^\\| \`${name.replace(/[/.]/g, '\\$&')}\` \\| \\S.{15}`, 'm'));
  });
  test('docs/security.md points to tests that there are', () => {
    const files = [...text('docs', 'security.md').matchAll(/`(tests\/[\w./-]+\.ts)`/g)].map((hit) => hit[1] ?? '');
    expect(new Set(files).size).toBeGreaterThan(15);
    for (const file of files) expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
  });
  describe('docs/security.md, the statements', () => {
    const rows = [...text('docs', 'security.md').matchAll(/^\| (§\d+\.\d+) \| (.+?) \| (.+) \|$/gm)].map(([, number = '', statement = '', tests = '']) => ({ number, statement, tests: [...tests.matchAll(/`(tests\/[\w./-]+\.ts)`: “([^”]+)”/g)].map(([, file = '', title = '']) => ({ file, title })) }));
    /** The numbers at the beginning of a title, and the title. */
    const tagged = (file: string): { numbers: string[]; title: string }[] => [...text(file).replaceAll("\\'", "'").matchAll(/['`]((?:§\d+\.\d+ )+)([^\n]*)/g)].map((hit) => ({ numbers: (hit[1] ?? '').trim().split(' '), title: hit[2] ?? '' }));
    test('are numbered without a gap in every section', () => {
      const numbers = rows.map(({ number }) => number);
      expect(rows.length).toBeGreaterThan(90);
      const expected = [4, 23, 14, 14, 17, 13, 8, 11, 5].flatMap((count, section) => Array.from({ length: count }, (_each, nth) => `§${section + 1}.${nth + 1}`));
      expect(numbers).toEqual(expected);
    });
    test.each(rows.map((row) => [row.number, row.statement, row] as const))('%s %s: has a test named after it, and every one that it names is there', (number, _statement, { tests }) => {
      expect(tests.length).toBeGreaterThan(0);
      for (const { file, title } of tests) expect([title, tagged(file).some((each) => each.numbers.includes(number) && each.title.includes(title))]).toEqual([title, true]);
    });
    test('no test claims a statement that is not listed', () => {
      const listed = new Set(rows.map(({ number }) => number));
      for (const file of new Set(rows.flatMap(({ tests }) => tests.map((each) => each.file)))) for (const { numbers } of tagged(file)) for (const number of numbers) expect([file, number, listed.has(number)]).toEqual([file, number, true]);
    });
    test('the threats name statements that there are', () => {
      const listed = new Set(rows.map(({ number }) => number));
      const threats = text('docs', 'security.md').split('## Statements')[0] ?? '';
      for (const [number] of threats.matchAll(/§\d+\.\d+/g)) expect([number, listed.has(number)]).toEqual([number, true]);
    });
  });
});
