/** OpenAPI 3.1 of the whole outside, built from the schemas that the code itself checks with. */
import { z } from 'zod';
import { KNOWLEDGE_TYPES } from '../artefacts';
import { assessmentJsonSchema, responseSchema, SERVICE_IDS } from '../hooks';

type Json = Record<string, unknown>;

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const content = (schema: Json, type = 'application/json'): Json => ({ [type]: { schema } });
const ok = (description: string, body: Json): Json => ({ '200': { description, content: body } });

const ERRORS: Readonly<Record<string, string>> = {
  400: 'Malformed; the outcome names the path', 401: 'The caller is not trusted', 404: 'No such route or service', 406: 'Only JSON is offered', 405: 'Another method; see Allow', 412: 'Needed data could be had neither from prefetch nor from the FHIR server',
  413: 'Too large, or too many entries', 415: 'Not JSON in UTF-8', 422: 'JSON and FHIR, but nothing that can be assessed', 429: 'Too many requests; see Retry-After', 500: 'A defect, with an incident id', 503: 'Overloaded, starting or stopping; see Retry-After',
};
const errors = (...statuses: number[]): Json => Object.fromEntries(statuses.map((status) => [String(status), { description: ERRORS[status], content: content(ref('OperationOutcome')) }]));
const fhirErrors = (...statuses: number[]): Json => Object.fromEntries(statuses.map((status) => [String(status), { description: ERRORS[status], content: { ...content(ref('OperationOutcome'), 'application/fhir+json'), ...content(ref('OperationOutcome')) } }]));
const COMMON = [405, 429, 500, 503];
const POSTED = [400, 401, 413, 415, ...COMMON];

const languageHeader: Json = { name: 'Accept-Language', in: 'header', required: false, schema: { type: 'string' }, description: 'en or zh-CN; any zh* is zh-CN' };
const langParameter: Json = { name: 'lang', in: 'query', required: false, schema: { type: 'string' }, description: 'en or zh-CN; before Accept-Language' };
const query = (name: string, description: string, schema: Json = { type: 'string' }): Json => ({ name, in: 'query', required: false, schema, description });
/** What every knowledge route answers. @see CapabilityStatement at `/fhir/metadata` */
const knowledge = (operationId: string, summary: string, parameters: Json[], body: string, ...statuses: number[]): Json => ({
  get: { operationId, summary, parameters: [...parameters, query('_format', 'json, or a JSON media type; before Accept')], security: [], responses: { ...ok('Found', content(ref(body), 'application/fhir+json')), ...fhirErrors(...statuses, 406, ...COMMON) } },
});
const knowledgeType: Json = { name: 'type', in: 'path', required: true, schema: { type: 'string', enum: [...KNOWLEDGE_TYPES] } };

const serviceId: Json = { name: 'id', in: 'path', required: true, schema: { type: 'string', enum: [...SERVICE_IDS] } };

/** @param facts where the service stands and what it demands. */
export function openApiDocument(facts: { publicBaseUrl: string; authRequired: boolean; version: string }): Json {
  const security = facts.authRequired ? [{ cdsHooksToken: [] }] : [];
  const posted = (schema: string): Json => ({ required: true, content: { ...content(ref(schema)), ...content(ref(schema), 'application/fhir+json') } });
  return {
    openapi: '3.1.0',
    info: { title: 'gnen-cds', version: facts.version, description: 'CDS Hooks service for gastric neuroendocrine neoplasms. Every error is a FHIR OperationOutcome.', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: facts.publicBaseUrl }],
    paths: {
      '/cds-services': { get: { operationId: 'discovery', summary: 'Discovery, CDS Hooks 2.0.1', parameters: [languageHeader], security: [], responses: { ...ok('The services', content(ref('Discovery'))), ...errors(...COMMON) } } },
      '/cds-services/{id}': { post: { operationId: 'callHook', summary: 'A hook call', parameters: [serviceId, languageHeader], security, requestBody: posted('HookRequest'), responses: { ...ok('The cards, none when there is nothing to say', content(ref('HookResponse'))), ...errors(404, 412, ...POSTED) } } },
      '/cds-services/{id}/feedback': { post: { operationId: 'sendFeedback', summary: 'What became of the cards', parameters: [serviceId], security, requestBody: posted('Feedback'), responses: { ...ok('Stored', content({ type: 'object', maxProperties: 0 })), ...errors(404, ...POSTED) } } },
      '/assess': {
        post: {
          operationId: 'assess', summary: 'A FHIR R4 Bundle of one patient in, an Assessment out', security, requestBody: posted('Bundle'),
          parameters: [{ name: 'asOf', in: 'query', required: false, schema: { type: 'string', format: 'date' }, description: 'The day of the assessment; default: today, UTC' }, langParameter, languageHeader],
          responses: { ...ok('The assessment', content(ref('Assessment'))), ...errors(422, ...POSTED) },
        },
      },
      '/schemas/assessment.json': { get: { operationId: 'assessmentSchema', summary: 'JSON Schema of the Assessment', security: [], responses: { ...ok('The schema', content({ type: 'object' }, 'application/schema+json')), ...errors(...COMMON) } } },
      '/openapi.json': { get: { operationId: 'openApi', summary: 'This document', security: [], responses: { ...ok('The document', content({ type: 'object' })), ...errors(...COMMON) } } },
      '/rulebook': { get: { operationId: 'rulebook', summary: 'The knowledge base: a page, or data with Accept: application/json', parameters: [langParameter, languageHeader], security: [], responses: { ...ok('The rulebook', { ...content({ type: 'string' }, 'text/html'), ...content(ref('Rulebook')) }), ...errors(...COMMON) } } },
      '/fhir/metadata': knowledge('knowledgeCapabilities', 'CapabilityStatement of the knowledge', [], 'Resource'),
      '/fhir/{type}': knowledge('searchKnowledge', 'The knowledge as FHIR R4, searched; a parameter that is not known is 400', [
        knowledgeType, query('url', 'canonical URL, with |version or without'), query('_id', 'ids'), query('version', 'business version'), query('name', 'beginning of the name; :contains, :exact'), query('title', 'beginning of the title; :contains, :exact'), query('status', 'publication status'),
        query('_count', 'entries a page', { type: 'integer', minimum: 0 }), query('_offset', 'where the page begins; as `next` says it', { type: 'integer', minimum: 0 }), query('_summary', '`count`: only the total'),
      ], 'Bundle', 400, 404),
      '/fhir/{type}/{id}': knowledge('readKnowledge', 'One knowledge resource', [knowledgeType, { name: 'id', in: 'path', required: true, schema: { type: 'string' } }], 'Resource', 404),
      '/.well-known/smart-app.json': { get: { operationId: 'smartApp', summary: 'Registration sheet of the SMART app: redirect, launch, scopes', security: [], responses: { ...ok('The sheet', content({ type: 'object' })), ...errors(...COMMON) } } },
      '/app': { get: { operationId: 'app', summary: 'The SMART app; launched at /launch.html by an EHR', security: [], responses: { ...ok('The page', content({ type: 'string' }, 'text/html')), ...errors(...COMMON) } } },
      '/app/site-knowledge.json': { get: { operationId: 'siteKnowledge', summary: 'What this site has configured that changes conclusions, for its own pages', security: [], responses: { ...ok('The knowledge', content({ type: 'object' })), ...errors(...COMMON) } } },
      '/launch.html': { get: { operationId: 'launch', summary: 'EHR launch of the SMART app', security: [], responses: { ...ok('The page', content({ type: 'string' }, 'text/html')), ...errors(...COMMON) } } },
      '/health/live': { get: { operationId: 'live', summary: 'The process runs', security: [], responses: { ...ok('It does', content(ref('Health'))), ...errors(405, 500) } } },
      '/health/ready': { get: { operationId: 'ready', summary: 'Calls can be served', security: [], responses: { ...ok('They can', content(ref('Health'))), '503': { description: 'Not now; see Retry-After', content: content(ref('Health')) }, ...errors(405, 500) } } },
      '/metrics': { get: { operationId: 'metrics', summary: 'Prometheus metrics', security: [{ metricsToken: [] }, {}], responses: { ...ok('The metrics', content({ type: 'string' }, 'text/plain')), ...errors(401, 404, 405, 429, 500) } } },
    },
    components: {
      securitySchemes: {
        cdsHooksToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'CDS Hooks client JWT; aud is the exact URL of the endpoint' },
        metricsToken: { type: 'http', scheme: 'bearer', description: 'The configured METRICS_TOKEN' },
      },
      schemas: { ...schemas(), Assessment: withoutIdentity(assessmentJsonSchema()), HookResponse: withoutIdentity(z.toJSONSchema(responseSchema, { target: 'draft-2020-12', unrepresentable: 'any' })) },
    },
  };
}

/** In a component neither a dialect nor an address of its own. */
function withoutIdentity(schema: Json): Json {
  const { $schema: _dialect, $id: _address, ...rest } = schema;
  return rest;
}

function schemas(): Json {
  const text = { type: 'string' };
  const object = (properties: Json, required: string[] = [], description?: string): Json => ({ type: 'object', properties, ...(required.length === 0 ? {} : { required }), ...(description === undefined ? {} : { description }) });
  return {
    Discovery: object({ services: { type: 'array', items: object({ hook: text, id: text, title: text, description: text, usageRequirements: text, prefetch: { type: 'object', additionalProperties: text }, version: text, hookVersion: text }, ['hook', 'id', 'description']) } }, ['services']),
    HookRequest: object({
      hook: text, hookInstance: { type: 'string', minLength: 1, maxLength: 255 }, fhirServer: { type: 'string', format: 'uri' },
      fhirAuthorization: object({ access_token: text, token_type: text, expires_in: { type: 'number' }, scope: text, subject: text, patient: text }),
      context: object({ patientId: { type: 'string', minLength: 1 }, userId: text, encounterId: text, selections: { type: 'array', items: text }, draftOrders: ref('Bundle'), conditions: ref('Bundle'), appointments: ref('Bundle') }, ['patientId']),
      prefetch: { type: 'object', additionalProperties: true }, extension: { type: 'object' },
    }, ['hook', 'hookInstance', 'context'], 'CDS Hooks 2.0.1; unknown members are ignored, null for an optional member is read as absent'),
    Feedback: object({
      feedback: {
        type: 'array', minItems: 1,
        items: object({ card: { type: 'string', minLength: 1, maxLength: 256 }, outcome: { enum: ['accepted', 'overridden'] }, outcomeTimestamp: { type: 'string' }, acceptedSuggestions: { type: 'array', items: object({ id: text }, ['id']) }, overrideReason: object({ reason: object({ code: text, system: text, display: text }), userComment: text }) }, ['card', 'outcome']),
      },
    }, ['feedback']),
    Bundle: object({ resourceType: { const: 'Bundle' }, type: text, entry: { type: 'array', items: { type: 'object' } } }, ['resourceType'], 'FHIR R4 Bundle'),
    Resource: object({ resourceType: text, id: text, url: text, version: text }, ['resourceType'], 'FHIR R4 resource'),
    OperationOutcome: object({ resourceType: { const: 'OperationOutcome' }, issue: { type: 'array', minItems: 1, items: object({ severity: text, code: text, diagnostics: text, expression: { type: 'array', items: text } }, ['severity', 'code']) } }, ['resourceType', 'issue']),
    Health: { type: 'object', additionalProperties: { enum: ['ok', 'failed'] } },
    Rulebook: object({
      knowledge: object({ version: text, reviewed: { type: 'string', format: 'date' } }, ['version', 'reviewed']), language: text,
      rules: { type: 'array', items: object({ id: text, topic: text, when: text, then: text, strengths: { type: 'array', items: object({ code: text, strength: text }, ['code', 'strength']) }, because: object({ source: text, at: text, says: text, attributedTo: { type: 'array', items: text } }, ['source', 'at', 'says', 'attributedTo']), newer: { type: 'array', items: text }, stories: { type: 'array', items: object({ name: text, title: text }, ['name', 'title']) } }, ['id', 'topic', 'when', 'then', 'because', 'newer']) },
      newerNotes: { type: 'array', items: object({ id: text, source: text, text, beside: { type: 'array', items: text }, read: { enum: ['V1', 'V2', null] } }, ['id', 'source', 'text']) },
      sources: { type: 'array', items: object({ id: text, title: text, read: { enum: ['in-full', 'V1', 'V2', 'quoted'] }, confirmedOn: { type: 'string', format: 'date' } }, ['id', 'title', 'read', 'confirmedOn']) },
    }, ['knowledge', 'rules', 'newerNotes']),
  };
}
