/**
 * Environment and clients file → one typed, frozen configuration; every problem is named at once.
 * @see the variables and their meaning in docs/operations.md
 */
import { readFileSync } from 'node:fs';
import { plainHttpUrl, proxyRange } from './configuration/addresses';
import type { Client } from './configuration/client';
import { clientsFrom } from './configuration/clients-file';
import { readCodeMaps } from './configuration/code-maps';
import { type ConfigProblem, shown } from './configuration/problem';

export type { Client } from './configuration/client';
export type { ConfigProblem } from './configuration/problem';

export interface Config {
  readonly production: boolean;
  readonly port: number;
  /** null: both loopback addresses (development). */
  readonly host: string | null;
  /** No trailing slash. */
  readonly publicBaseUrl: string;
  readonly clients: readonly Client[];
  readonly clientsFileGiven: boolean;
  readonly auth: 'off' | 'required';
  readonly sandbox: boolean;
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly trustProxy: readonly string[];
  readonly bodyLimitBytes: number;
  readonly maxJsonDepth: number;
  readonly maxEntries: number;
  readonly maxInFlight: number;
  readonly upstreamBudgetMs: number;
  readonly rateLimitPerMinute: number;
  readonly metricsToken: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly defaultLanguage: 'en' | 'zh-CN';
  readonly codeMaps: string | null;
  readonly gastrinUpperLimit: { readonly value: number; readonly unit: string } | null;
  readonly smartLaunchUrl: string | null;
  /** Whether the public rulebook page says how often the cards of a rule were shown, accepted, overridden. */
  readonly rulebookCounts: boolean;
}

/** Thrown by `readConfig` with everything that is wrong. */
export class UnusableConfig extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map((problem) => `${problem.variable}: found ${problem.found}; wanted ${problem.wanted}`).join('\n'));
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws UnusableConfig with one problem a line; secrets are not repeated in it. */
export function readConfig(env: Environment): Config {
  const problems: ConfigProblem[] = [];
  const say = (variable: string, found: string, wanted: string): void => { problems.push({ variable, found, wanted }); };
  const given = (name: string): string | null => { const value = env[name]; return value === undefined || value.trim() === '' ? null : value.trim(); };
  const word = <W extends string>(name: string, words: readonly W[], byDefault: W): W => {
    const value = given(name);
    if (value === null) return byDefault;
    const found = words.find((each) => each === value);
    if (found === undefined) say(name, shown(value), `one of ${words.join(', ')}`);
    return found ?? byDefault;
  };
  const whole = (name: string, byDefault: number, least = 1, most = Number.MAX_SAFE_INTEGER): number => {
    const value = given(name);
    if (value === null) return byDefault;
    const number = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    say(name, shown(value), most === Number.MAX_SAFE_INTEGER ? (least === 0 ? 'a positive integer, or 0 for none' : 'a positive integer') : `a whole number from ${least} to ${most}`);
    return byDefault;
  };

  const production = env['NODE_ENV'] === 'production';
  const port = whole('PORT', 8080, 1, 65_535);
  const clientsFile = given('CLIENTS_FILE');
  const auth = word('AUTH', ['off', 'required'] as const, production ? 'required' : 'off');
  if (production && auth === 'off') say('AUTH', '"off"', 'required (in production)');
  const { clients, problems: clientProblems } = clientsFile === null ? { clients: [], problems: [] } : clientsAt(clientsFile, production);
  problems.push(...clientProblems);
  if (clientsFile === null && (production || auth === 'required')) say('CLIENTS_FILE', 'nothing', 'the path of the file that names the trusted clients');

  const databaseUrl = given('DATABASE_URL');
  if (databaseUrl !== null && !isPostgresUrl(databaseUrl)) say('DATABASE_URL', 'something else', 'postgres://…');
  const dataDir = given('DATA_DIR');
  if (production && databaseUrl === null && dataDir === null) say('DATA_DIR', 'nothing, and no DATABASE_URL', 'a folder for the embedded store, or DATABASE_URL');

  const host = given('HOST');
  if (host !== null && !/^[A-Za-z0-9.:_%[\]-]{1,253}$/.test(host)) say('HOST', shown(host), 'an address or a host name');
  const metricsToken = given('METRICS_TOKEN');
  if (metricsToken !== null && metricsToken.length < 16) say('METRICS_TOKEN', `a value of ${metricsToken.length} characters`, 'at least 16 characters');
  const codeMaps = given('CODE_MAPS');
  if (codeMaps !== null) problems.push(...readCodeMaps(codeMaps).problems);

  const config: Config = {
    production, port, clients, auth, databaseUrl, metricsToken, codeMaps,
    host: host === null ? (production ? '0.0.0.0' : null) : host.replace(/^\[|\]$/g, ''),
    publicBaseUrl: publicBaseUrl(given('PUBLIC_BASE_URL'), production, port, say),
    clientsFileGiven: clientsFile !== null,
    sandbox: word('SANDBOX', ['on', 'off'] as const, production ? 'off' : 'on') === 'on',
    dataDir: dataDir ?? './data',
    trustProxy: trustedProxies(given('TRUST_PROXY'), say),
    bodyLimitBytes: whole('BODY_LIMIT_BYTES', 5_242_880),
    maxJsonDepth: whole('MAX_JSON_DEPTH', 64),
    maxEntries: whole('MAX_ENTRIES', 10_000),
    maxInFlight: whole('MAX_IN_FLIGHT', 64),
    upstreamBudgetMs: whole('UPSTREAM_BUDGET_MS', 2000, 1),
    rateLimitPerMinute: whole('RATE_LIMIT_PER_MINUTE', production ? 6000 : 0, 0),
    logLevel: word('LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'] as const, 'info'),
    defaultLanguage: word('DEFAULT_LANGUAGE', ['en', 'zh-CN'] as const, 'en'),
    gastrinUpperLimit: gastrinLimit(given('GASTRIN_UPPER_LIMIT'), say),
    smartLaunchUrl: smartLaunchUrl(given('SMART_LAUNCH_URL'), production, say),
    rulebookCounts: word('RULEBOOK_COUNTS', ['on', 'off'] as const, production ? 'off' : 'on') === 'on',
  };
  if (problems.length > 0) throw new UnusableConfig(problems);
  return deeplyFrozen(config);
}

type Say = (variable: string, found: string, wanted: string) => void;

function clientsAt(path: string, strict: boolean): { clients: Client[]; problems: ConfigProblem[] } {
  let text: string;
  try { text = readFileSync(path, 'utf8'); } catch { return { clients: [], problems: [{ variable: 'CLIENTS_FILE', found: 'a file that cannot be read', wanted: 'the path of a readable file' }] }; }
  return clientsFrom(text, strict);
}

function isPostgresUrl(text: string): boolean {
  if (!/^postgres(ql)?:\/\//i.test(text)) return false;
  // Sockets and several hosts are known to the driver, not to the URL parser, so only the scheme is asked of those.
  try { new URL(text); return true; } catch { return /^postgres(ql)?:\/\/[^\s]*\/[^\s]*$/i.test(text); }
}

function publicBaseUrl(value: string | null, production: boolean, port: number, say: Say): string {
  const byDefault = `http://localhost:${port}`;
  if (value === null) {
    if (production) say('PUBLIC_BASE_URL', 'nothing', 'the https: URL under which callers see the service');
    return byDefault;
  }
  const url = plainHttpUrl(value);
  const repeated = value.includes('@') ? 'a URL with user info' : shown(value);
  if (url === null) { say('PUBLIC_BASE_URL', repeated, `an absolute ${production ? 'https:' : 'http(s)'} URL without query, fragment or user info`); return byDefault; }
  if (production && url.protocol !== 'https:') { say('PUBLIC_BASE_URL', repeated, 'https:'); return byDefault; }
  return value.replace(/\/+$/, '');
}

function trustedProxies(value: string | null, say: Say): string[] {
  if (value === null) return [];
  return value.split(',').map((each) => each.trim()).filter((each) => each !== '').flatMap((each) => {
    const range = proxyRange(each);
    if (range === null) say('TRUST_PROXY', shown(each), 'addresses or CIDR ranges of your own proxies, comma-separated; never everybody');
    return range === null ? [] : [range];
  });
}

function gastrinLimit(value: string | null, say: Say): Config['gastrinUpperLimit'] {
  if (value === null) return null;
  const [, number, unit] = /^(\d{1,9}(?:\.\d{1,6})?)\s*(pg\/mL|ng\/L|pmol\/L)$/i.exec(value) ?? [];
  if (number === undefined || unit === undefined || Number(number) <= 0) { say('GASTRIN_UPPER_LIMIT', shown(value), 'a positive number and its unit (pg/mL, ng/L or pmol/L), such as 100 pg/mL'); return null; }
  const units: Record<string, string> = { 'pg/ml': 'pg/mL', 'ng/l': 'ng/L', 'pmol/l': 'pmol/L' };
  return { value: Number(number), unit: units[unit.toLowerCase()] ?? unit };
}

function smartLaunchUrl(value: string | null, production: boolean, say: Say): string | null {
  if (value === null) return null;
  let url: URL | null = null;
  try { url = new URL(value); } catch { /* said below */ }
  const fine = url !== null && (url.protocol === 'https:' || (!production && url.protocol === 'http:')) && url.username === '' && url.password === '';
  if (!fine) say('SMART_LAUNCH_URL', value.includes('@') ? 'a URL with user info' : shown(value), `an absolute ${production ? 'https:' : 'http(s)'} URL`);
  return fine ? value : null;
}

function deeplyFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const each of Object.values(value)) deeplyFrozen(each);
  }
  return value;
}
