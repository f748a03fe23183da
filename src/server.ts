/** Starts the service: configuration, rooms, sockets, the ready line; stops it without losing a request. */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { type AppDeps, makeApp } from './app';
import { type Config, readConfig, UnusableConfig } from './config';
import { largeBodies, timed } from './calls';
import { readCodeMaps } from './configuration/code-maps';
import { NO_SITE_CODES, type SiteCodes, siteCodesFrom } from './fhir-mapping';
import { answerHook, assessBundle, discovery, makeFhirClient, makeTrust } from './hooks';
import { lineSink, listen, type Log, logTo, metricsOf, stopListening, traceOf } from './http';
import { readWebFiles } from './pages';
import { bundledPatients, sandboxOf } from './sandbox';
import { openStore } from './store';
import { openTracing } from './tracing';

const STORE_CLOSES_WITHIN_MS = 1_200;
const LOG_FLUSHES_WITHIN_MS = 300;
const LOADS_MORE_AFTER_MS = 20;
const SAME_SIGNAL_MS = 50;

function configured(): { config: Config; conceptMaps: readonly Record<string, unknown>[]; siteCodes: SiteCodes } | null {
  try {
    const config = readConfig(process.env);
    const conceptMaps = config.codeMaps === null ? [] : readCodeMaps(config.codeMaps).maps;
    return { config, conceptMaps, siteCodes: conceptMaps.length === 0 ? NO_SITE_CODES : siteCodesFrom(conceptMaps) };
  } catch (error) {
    // The mapping names the map, the element and the remedy; nothing in a ConceptMap is secret.
    process.stderr.write(error instanceof UnusableConfig ? `${error.message}\n` : `CODE_MAPS: found a map that cannot be used (${error instanceof Error ? error.message : 'unreadable'}); wanted FHIR ConceptMaps\n`);
    return null;
  }
}

/** Node's own warnings and stray failures, as lines of the log. */
function watchProcess(log: Log): void {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.warn({ warning: warning.name, ...('code' in warning && typeof warning.code === 'string' ? { code: warning.code } : {}) }, 'a warning of the runtime'));
  process.on('unhandledRejection', (reason) => log.error(traceOf(reason), 'a defect outside of any request'));
  process.on('uncaughtException', (error) => log.error(traceOf(error), 'a defect outside of any request'));
}

async function start(): Promise<void> {
  const ready = configured();
  if (ready === null) { process.exitCode = 1; return; }
  const { config, conceptMaps, siteCodes } = ready;
  const sink = lineSink(1);
  const log = logTo(sink, { production: config.production, level: config.logLevel });
  watchProcess(log);
  if (config.auth === 'off') log.warn({}, 'AUTH=off: every caller is answered; for development only');
  if (config.production && config.sandbox) log.warn({}, 'SANDBOX=on in production: synthetic patients are served');

  const tracing = await openTracing(process.env, { version: versionOfPackage(), warn: (message) => log.warn({}, message) });
  // The embedded store's process would compete with this start for the processor.
  const store = openStore(config, log, () => new Date(), config.databaseUrl !== null);
  const trust = makeTrust(config, store, (message) => log.warn({}, message));
  const base = `${config.publicBaseUrl}/sandbox/fhir`;
  let app: ReturnType<typeof makeApp> | null = null;
  const metrics = metricsOf({ inFlight: () => app?.desk.inFlight() ?? 0, storeUp: () => store.healthy(), droppedLines: () => sink.dropped() });
  const readerFor = makeFhirClient(config, { onCall: (call) => metrics.upstreamCall(call.client ?? 'none', call.outcome, call.ms) });
  const large = largeBodies({
    setup: {
      limits: { maxJsonDepth: config.maxJsonDepth, maxEntries: config.maxEntries },
      publicBaseUrl: config.publicBaseUrl, smartLaunchUrl: config.smartLaunchUrl, gastrinUpperLimit: config.gastrinUpperLimit, conceptMaps,
    },
    readerFor, onCardFailure: metrics.cardReplaced,
  });
  const deps: AppDeps = {
    config, store, log, metrics, tracing, now: () => new Date(), version: versionOfPackage(),
    verify: (headers, audience) => trust.verify(headers, audience),
    discovery,
    answerHook: async (id, body, call) => {
      const reading = timed(readerFor);
      const answer = await answerHook(id, body, call, { config, siteCodes, readerFor: reading.readerFor, onCardFailure: metrics.cardReplaced });
      const upstreamMs = reading.upstreamMs();
      return upstreamMs === undefined ? answer : { ...answer, upstreamMs };
    },
    assess: (bundle, options) => assessBundle(bundle, options, { siteCodes, gastrinUpperLimit: config.gastrinUpperLimit }),
    largeBodies: large.work,
    sandbox: config.sandbox ? { answers: sandboxOf(base, new Date().toISOString(), bundledPatients()) } : null,
    ...(config.rulebookCounts ? { ruleFates: () => store.report() } : {}),
    web: readWebFiles(join(__dirname, 'web')), conceptMaps,
  };
  app = makeApp(deps);

  let servers: Server[];
  try { servers = await listen(app.desk, config.host, config.port); } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error';
    process.stderr.write(`PORT: found ${config.port}, where nothing can listen (${code}); wanted a free port and, with HOST, an address of this machine\n`);
    await Promise.race([store.close().catch(() => undefined), new Promise((done) => setTimeout(done, STORE_CLOSES_WITHIN_MS))]);
    process.exit(1);
  }
  const line = `ready http://localhost:${config.port}/cds-services`;
  // Whoever waits for this line waits for it at every log level.
  sink.write(config.production ? `${JSON.stringify({ level: 'info', time: new Date().toISOString(), msg: line })}\n` : `${line}\n`);

  if (config.databaseUrl === null) store.open();
  // What only some calls need is read once the service listens, and not by the first who waits for it.
  setTimeout(() => { void Promise.all([import('undici'), import('jose')]); }, LOADS_MORE_AFTER_MS).unref();

  let stoppingSince: number | null = null;
  const stop = (): void => {
    if (stoppingSince !== null) {
      // A terminal or a supervisor signals the whole group, and npm hands the signal on: that is one signal, not two.
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    app?.stopping();
    log.info({}, 'stopping');
    void (async () => {
      await stopListening(servers, app.desk);
      const pause = new Promise((done) => setTimeout(done, STORE_CLOSES_WITHIN_MS));
      await Promise.race([Promise.allSettled([store.close(), readerFor.close(), trust.close(), large.close(), tracing?.close()]), pause]);
      log.info({}, 'stopped');
      await sink.flush(LOG_FLUSHES_WITHIN_MS);
      process.exit(0);
    })();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function versionOfPackage(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as { version: string }; // sound: our own package file
  return version;
}

void start();
