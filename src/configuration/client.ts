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
