/** A small CDS Hooks service that is right in everything, and wrong in one thing when it is told to be. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Record<string, unknown>;
/** One thing done wrong: on the way out, or instead of the right answer. */
export interface Fault {
  discovery?: (body: { services: Json[] }) => unknown;
  answer?: (body: { cards: Json[] } & Json) => unknown;
  card?: (card: Json) => void;
  suggestion?: (suggestion: Json) => void;
  /** null: as it would be. */
  status?: (request: { method: string; path: string; body: unknown; headers: IncomingMessage['headers']; status: number }) => number | null;
  headers?: (headers: Record<string, string>, status: number) => void;
  error?: unknown;
  /** Only with a bearer token that the test knows; `anything` takes any. */
  auth?: 'right' | 'anything';
}

const SERVICE = { hook: 'patient-view', id: 'faulty', title: 'Faulty', description: 'A service of the tests', prefetch: { patient: 'Patient/{{context.patientId}}', conditions: 'Condition?patient={{context.patientId}}' }, version: '2.0.1', hookVersion: '1.0' };
const OUTCOME = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid' }] };
export const TOKEN = 'the-token-of-the-test';

function aCard(fault: Fault): Json {
  const suggestion: Json = { label: 'Order it', uuid: randomUUID(), actions: [{ type: 'create', description: 'Creates the order', resource: { resourceType: 'ServiceRequest', id: randomUUID(), status: 'draft', intent: 'proposal', subject: { reference: 'Patient/1' } } }, { type: 'delete', description: 'Removes the draft', resourceId: 'MedicationRequest/1' }] };
  fault.suggestion?.(suggestion);
  const card: Json = {
    uuid: randomUUID(), summary: 'Something to say', indicator: 'info', source: { label: 'The tests', url: 'https://example.org/about', topic: { code: 'test', system: 'https://example.org/topics' } },
    suggestions: [suggestion], selectionBehavior: 'any', overrideReasons: [{ code: 'no', system: 'https://example.org/reasons', display: 'No' }], links: [{ label: 'Read', url: 'https://example.org/read', type: 'absolute' }],
  };
  fault.card?.(card);
  return card;
}

function judged(method: string, path: string, headers: IncomingMessage['headers'], text: string, fault: Fault): { status: number; body: unknown } {
  if (method === 'OPTIONS') return { status: 204, body: undefined };
  if (path === '/cds-services') return { status: 200, body: fault.discovery?.({ services: [structuredClone(SERVICE)] }) ?? { services: [SERVICE] } };
  const feedback = path === '/cds-services/faulty/feedback';
  if (path !== '/cds-services/faulty' && !feedback) return { status: 404, body: OUTCOME };
  if (method !== 'POST') return { status: 405, body: OUTCOME };
  const token = headers.authorization;
  if (fault.auth !== undefined && (fault.auth === 'right' ? token !== `Bearer ${TOKEN}` : token === undefined)) return { status: 401, body: OUTCOME };
  if (!/^application\/json/.test(headers['content-type'] ?? '')) return { status: 415, body: OUTCOME };
  let body: Json;
  try { body = JSON.parse(text) as Json; } catch { return { status: 400, body: OUTCOME }; }
  if (feedback) return Array.isArray(body['feedback']) && body['feedback'].length > 0 ? { status: 200, body: {} } : { status: 400, body: OUTCOME };
  const context = body['context'] as Json | undefined;
  if (Array.isArray(body) || body['hook'] !== 'patient-view' || typeof body['hookInstance'] !== 'string' || typeof context?.['patientId'] !== 'string' || Array.isArray(body['prefetch'])) return { status: 400, body: OUTCOME };
  const prefetch = body['prefetch'] as Json | undefined;
  if ((prefetch?.['conditions'] as Json | undefined)?.['resourceType'] !== 'Bundle') return { status: 412, body: OUTCOME };
  const answer = { cards: [aCard(fault)] };
  return { status: 200, body: fault.answer?.(answer) ?? answer };
}

function respond(request: IncomingMessage, response: ServerResponse, text: string, fault: Fault): void {
  const { method = 'GET', url = '/' } = request;
  const right = judged(method, url, request.headers, text, fault);
  let body: unknown;
  try { body = JSON.parse(text); } catch { body = undefined; }
  const status = fault.status?.({ method, path: url, body, headers: request.headers, status: right.status }) ?? right.status;
  const headers: Record<string, string> = { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*', ...(status === 405 ? { Allow: 'POST' } : {}), ...(method === 'OPTIONS' ? { 'Access-Control-Allow-Methods': 'GET, POST', 'Access-Control-Allow-Headers': 'Authorization, Content-Type' } : {}) };
  fault.headers?.(headers, status);
  response.writeHead(status, headers);
  response.end(right.body === undefined ? undefined : JSON.stringify(status >= 400 && fault.error !== undefined ? fault.error : right.body));
}

export async function aServiceWith(fault: Fault): Promise<{ base: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => respond(request, response, text, fault));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => new Promise((done) => { server.closeAllConnections(); server.close(() => done()); }) };
}
