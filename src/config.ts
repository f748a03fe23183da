/**
 * Environment and clients file → one typed, frozen configuration; every problem is named at once.
 * @see the variables and their meaning in docs/operations.md
 */

/** One trusted EHR of the clients file. */
export interface Client {
  readonly iss: string;
  readonly name: string;
  readonly jwks: { readonly keys: readonly Record<string, unknown>[] } | null;
  readonly jwksUrl: string | null;
  readonly algorithms: readonly string[];
  readonly audiences: readonly string[];
  /** null: any tenant. */
  readonly tenants: readonly string[] | null;
  readonly maxTokenLifetimeSeconds: number;
  readonly fhirServers: readonly string[];
  readonly allowPrivateNetwork: boolean;
  readonly allowLoopback: boolean;
  readonly corsOrigins: readonly string[];
}

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
}

/** One thing wrong with the configuration: which variable (and path in the clients file), what was found, what is wanted. */
export interface ConfigProblem { readonly variable: string; readonly found: string; readonly wanted: string }
