// The arrows of the house: each forbidden import with the sentence that says why.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'engine-imports-nothing', severity: 'error', comment: 'Medicine is pure: no library, no FHIR, no I/O can change a conclusion.', from: { path: '^src/engine' }, to: { pathNot: '^src/engine' } },
    { name: 'mapping-imports-engine-door-and-fhir-only', severity: 'error', comment: 'Translation knows the engine by its door, FHIR types, fhirpath and UCUM: no network, no web server.', from: { path: '^src/fhir-mapping' }, to: { pathNot: ['^src/fhir-mapping', '^src/engine/index\\.ts$', 'node_modules/(fhirpath|@types/fhir|@lhncbc/ucum-lhc)'] } },
    { name: 'engine-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only, so that what is inside can change.', from: { pathNot: '^src/engine' }, to: { path: '^src/engine/(?!index\\.ts$)' } },
    { name: 'mapping-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/fhir-mapping' }, to: { path: '^src/fhir-mapping/(?!index\\.ts$)' } },
    { name: 'hooks-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/hooks' }, to: { path: '^src/hooks/(?!index\\.ts$)' } },
    { name: 'store-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/store' }, to: { path: '^src/store/(?!index\\.ts$)' } },
    { name: 'artefacts-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/artefacts/' }, to: { path: '^src/artefacts/(?!index\\.ts$)' } },
    { name: 'calls-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/calls/' }, to: { path: '^src/calls/(?!index\\.ts$)' } },
    { name: 'cohort-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/cohort/' }, to: { path: '^src/cohort/(?!index\\.ts$)' } },
    { name: 'conformance-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/conformance/' }, to: { path: '^src/conformance/(?!index\\.ts$)' } },
    { name: 'doctor-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/doctor/' }, to: { path: '^src/doctor/(?!index\\.ts$)' } },
    { name: 'synthetic-patients-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/synthetic-patients/' }, to: { path: '^src/synthetic-patients/(?!index\\.ts$)' } },
    { name: 'hooks-never-import-express', severity: 'error', comment: 'Handlers are plain functions; app.ts adapts them.', from: { path: '^src/(hooks|store)' }, to: { path: 'node_modules/(express|@types/express)' } },
    { name: 'rooms-never-import-the-porch', severity: 'error', comment: 'The porch knows the rooms, never the other way (config.ts is types the rooms may read).', from: { path: '^src/(hooks|store|sandbox)' }, to: { path: '^src/(server|app|cli)\\.ts$' } },
    { name: 'tracing-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/tracing/' }, to: { path: '^src/tracing/(?!index\\.ts$)' } },
    { name: 'telemetry-is-loaded-when-asked-for', severity: 'error', comment: 'One file knows the OpenTelemetry library, so that nobody else pays for loading it.', from: { path: '^src', pathNot: '^src/tracing/open-telemetry\\.ts$' }, to: { path: 'node_modules/@opentelemetry' } },
    { name: 'no-cycles', severity: 'error', comment: 'A cycle is two concepts that do not know which is which.', from: {}, to: { circular: true } },
    { name: 'src-never-imports-tests', severity: 'error', comment: 'Production code does not depend on tests or fixtures.', from: { path: '^src' }, to: { path: '^(tests|fixtures)' } },
  ],
  options: { tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' }, doNotFollow: { path: 'node_modules' }, exclude: { path: ['^src/web', 'dist'] } },
};
