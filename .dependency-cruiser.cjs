// The arrows of the house: each forbidden import with the sentence that says why.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'engine-imports-nothing', severity: 'error', comment: 'Medicine is pure: no library, no FHIR, no I/O can change a conclusion.', from: { path: '^src/engine' }, to: { pathNot: '^src/engine' } },
    { name: 'mapping-imports-engine-door-and-fhir-only', severity: 'error', comment: 'Translation knows the engine by its door, FHIR types, fhirpath and UCUM: no network, no web server.', from: { path: '^src/fhir-mapping' }, to: { pathNot: ['^src/fhir-mapping', '^src/engine/index\\.ts$', 'node_modules/(fhirpath|@types/fhir|@lhncbc/ucum-lhc)'] } },
    { name: 'engine-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only, so that what is inside can change.', from: { pathNot: '^src/engine' }, to: { path: '^src/engine/(?!index\\.ts$)' } },
    { name: 'mapping-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/fhir-mapping' }, to: { path: '^src/fhir-mapping/(?!index\\.ts$)' } },
    { name: 'hooks-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/(hooks|web)/' }, to: { path: '^src/hooks/(?!index\\.ts$)' } },
    { name: 'store-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/store' }, to: { path: '^src/store/(?!index\\.ts$)' } },
    { name: 'artefacts-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/artefacts/' }, to: { path: '^src/artefacts/(?!index\\.ts$)' } },
    { name: 'cohort-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/cohort/' }, to: { path: '^src/cohort/(?!index\\.ts$)' } },
    { name: 'conformance-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/conformance/' }, to: { path: '^src/conformance/(?!index\\.ts$)' } },
    { name: 'doctor-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/doctor/' }, to: { path: '^src/doctor/(?!index\\.ts$)' } },
    { name: 'synthetic-patients-by-its-door', severity: 'error', comment: 'Rooms are entered by index.ts only.', from: { pathNot: '^src/synthetic-patients/' }, to: { path: '^src/synthetic-patients/(?!index\\.ts$)' } },
    { name: 'hooks-never-import-express', severity: 'error', comment: 'Handlers are plain functions; app.ts adapts them.', from: { path: '^src/(hooks|store)' }, to: { path: 'node_modules/(express|@types/express)' } },
    { name: 'rooms-never-import-the-porch', severity: 'error', comment: 'The porch knows the rooms, never the other way (config.ts is types the rooms may read).', from: { path: '^src/(hooks|store|sandbox)' }, to: { path: '^src/(server|app|cli)\\.ts$' } },
    { name: 'pages-enter-hooks-by-the-browser-door', severity: 'error', comment: 'What a page loads must run in a browser; the room\'s other door needs Node.', from: { path: '^src/web' }, to: { path: '^src/hooks/(?!browser\\.ts$)' } },
    { name: 'pages-room-by-its-doors', severity: 'error', comment: 'Rooms are entered by index.ts only; what the SMART app is called towards an EHR stands beside it, as the app\'s own page reads it too and index.ts needs Node.', from: { pathNot: '^src/pages/' }, to: { path: '^src/pages/(?!index\\.ts$|smart-app\\.ts$)' } },
    { name: 'web-knows-no-other-room', severity: 'error', comment: 'A page gets everything else over HTTP, as any client does.', from: { path: '^src/web' }, to: { path: '^src/', pathNot: '^src/(web/|engine/index\\.ts$|fhir-mapping/index\\.ts$|hooks/browser\\.ts$|pages/smart-app\\.ts$)' } },
    { name: 'nobody-imports-a-page', severity: 'error', comment: 'Pages are built by Vite and served as files; the service does not run them.', from: { pathNot: '^src/web' }, to: { path: '^src/web' } },
    { name: 'what-a-page-reaches-runs-in-a-browser', severity: 'error', comment: 'A Node built-in, however far down, would break the page or be packed as something else.', from: { path: '^src/web/' }, to: { path: '^(node:|assert|buffer|child_process|crypto|dns|events|fs|http|https|net|os|path|process|stream|tls|url|util|worker_threads|zlib)(/|$)', reachable: true } },
    { name: 'no-cycles', severity: 'error', comment: 'A cycle is two concepts that do not know which is which.', from: {}, to: { circular: true } },
    { name: 'src-never-imports-tests', severity: 'error', comment: 'Production code does not depend on tests or fixtures.', from: { path: '^src' }, to: { path: '^(tests|fixtures)' } },
  ],
  options: { tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' }, doNotFollow: { path: 'node_modules' }, exclude: { path: ['^src/web/vite\\.config', 'dist'] } },
};
