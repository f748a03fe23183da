/** The page at `/` in development: where everything is. */
import { escaped, page } from './html';

export function startPage(base: string, patients: readonly { id: string; name: string }[]): string {
  const link = (path: string, text: string): string => `<li><a href="${escaped(base)}${escaped(path)}">${escaped(path)}</a> ${escaped(text)}</li>`;
  return page('en', 'gnen-cds', `<h1>gnen-cds</h1>\n<p>CDS Hooks service for gastric neuroendocrine neoplasms, running in development mode: no authentication, synthetic patients only.</p>\n<ul>\n${[
    link('/cds-services', 'discovery'), link('/rulebook', 'every rule with its source'), link('/openapi.json', 'the interface, OpenAPI 3.1'), link('/schemas/assessment.json', 'JSON Schema of the Assessment'),
    link('/health/ready', 'health'), link('/metrics', 'metrics'), link('/sandbox/fhir/metadata', 'the embedded FHIR R4 endpoint'),
  ].join('\n')}\n</ul>\n<h2>Synthetic patients</h2>\n<ul>\n${patients.map((patient) => link(`/sandbox/fhir/Patient/${patient.id}`, patient.name)).join('\n')}\n</ul>\n`
    + '<h2>In the public CDS Hooks Sandbox</h2>\n<p>FHIR server: <code>' + escaped(`${base}/sandbox/fhir`) + '</code><br>CDS service: <code>' + escaped(`${base}/cds-services`) + '</code></p>');
}
