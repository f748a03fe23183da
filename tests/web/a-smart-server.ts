/** A small SMART App Launch 2 authorization server in front of the sandbox's FHIR: discovery, authorize (PKCE compulsory), token, and FHIR behind the token. */
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SmartServer {
  /** The FHIR base, and what an EHR sends as `iss`. */
  iss: string;
  origin: string;
  /** What happened, in order: `authorize launch=… scope=…`, `token verified`, `GET Condition`, refusals. */
  events: string[];
  stop(): Promise<void>;
}

export interface SmartOptions {
  appContext?: string;
  /** Types whose reads are answered 403. */
  refuses?: readonly string[];
  /** Searches of these types go on for ever: each page names a next one. */
  endless?: readonly string[];
  /** Single resources it has beside the sandbox's, by `Type/id`. */
  has?: Readonly<Record<string, Record<string, unknown>>>;
  /** Handed out with what is found of this type. */
  adds?: Readonly<Record<string, Record<string, unknown>>>;
}

/** @param fhir the base whose answers are handed on; @param patient who is in context */
export async function aSmartServer(fhir: string, patient: string, redirectUri: string, { appContext, refuses = [], endless = [], adds = {}, has = {} }: SmartOptions = {}): Promise<SmartServer> {
  const events: string[] = [];
  const codes = new Map<string, { challenge: string; scope: string }>();
  const tokens = new Set<string>();
  let origin = '';
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', origin);
    const cors = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*', 'Access-Control-Allow-Methods': 'GET, POST' };
    const json = (status: number, body: unknown): void => { response.writeHead(status, { 'Content-Type': 'application/json', ...cors }).end(JSON.stringify(body)); };
    void (async () => {
      if (request.method === 'OPTIONS') { response.writeHead(204, cors).end(); return; }
      if (url.pathname === '/fhir/.well-known/smart-configuration') {
        json(200, { authorization_endpoint: `${origin}/authorize`, token_endpoint: `${origin}/token`, capabilities: ['launch-ehr', 'launch-standalone', 'client-public', 'permission-v2', 'context-ehr-patient'], code_challenge_methods_supported: ['S256'], grant_types_supported: ['authorization_code'], response_types_supported: ['code'], scopes_supported: ['launch', 'launch/patient', 'patient/*.rs'] });
      } else if (url.pathname === '/authorize') {
        const asked = url.searchParams;
        const right = asked.get('response_type') === 'code' && asked.get('client_id') === 'gnen-cds-workspace' && asked.get('redirect_uri') === redirectUri && asked.get('aud') === `${origin}/fhir` && asked.get('code_challenge_method') === 'S256' && (asked.get('code_challenge') ?? '').length === 43 && (asked.get('state') ?? '') !== '';
        events.push(`${right ? 'authorize' : 'authorize refused'} launch=${asked.get('launch') ?? 'none'} scope=${asked.get('scope') ?? ''}`);
        const back = new URL(redirectUri);
        back.searchParams.set('state', asked.get('state') ?? '');
        if (!right) back.searchParams.set('error', 'invalid_request');
        else {
          const code = randomUUID();
          codes.set(code, { challenge: asked.get('code_challenge') ?? '', scope: asked.get('scope') ?? '' });
          back.searchParams.set('code', code);
        }
        response.writeHead(302, { Location: back.href }).end();
      } else if (url.pathname === '/token' && request.method === 'POST') {
        const chunks: Buffer[] = [];
        for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
        const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
        const issued = codes.get(form.get('code') ?? '');
        codes.delete(form.get('code') ?? '');
        const verified = issued !== undefined && form.get('redirect_uri') === redirectUri && createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url') === issued.challenge;
        events.push(verified ? 'token verified' : 'token refused');
        if (!verified) { json(400, { error: 'invalid_grant' }); return; }
        const token = randomUUID();
        tokens.add(token);
        json(200, { access_token: token, token_type: 'Bearer', expires_in: 300, scope: issued.scope, patient, ...(appContext === undefined ? {} : { appContext }) });
      } else if (url.pathname.startsWith('/fhir/')) {
        const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
        events.push(`${request.method} ${url.pathname.split('/')[2] ?? ''}${tokens.has(token) ? '' : ' refused'}`);
        if (!tokens.has(token)) { json(401, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'login' }] }); return; }
        const own = has[url.pathname.slice('/fhir/'.length)];
        if (own !== undefined) { json(200, own); return; }
        const answer = await fetch(`${fhir}${url.pathname.slice('/fhir'.length)}${url.search}`, { method: request.method ?? 'GET' });
        const type = url.pathname.split('/')[2] ?? '';
        if (refuses.includes(type)) { json(403, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'forbidden' }] }); return; }
        const body = JSON.parse((await answer.text()).replaceAll(fhir, `${origin}/fhir`)) as { entry?: unknown[]; link?: unknown[] }; // sound: the sandbox answers FHIR
        if (adds[type] !== undefined) body.entry = [...(body.entry ?? []), { resource: adds[type] }];
        if (endless.includes(type)) body.link = [{ relation: 'next', url: `${origin}/fhir${url.pathname.slice('/fhir'.length)}?page=${Number(url.searchParams.get('page') ?? 0) + 1}&patient=${patient}` }];
        json(answer.status, body);
      } else json(404, {});
    })().catch(() => { response.destroy(); });
  });
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  const { port } = server.address() as AddressInfo; // sound: it listens on TCP
  origin = `http://127.0.0.1:${port}`;
  return { iss: `${origin}/fhir`, origin, events, stop: () => new Promise((closed) => { server.closeAllConnections(); server.close(() => { closed(); }); }) };
}
