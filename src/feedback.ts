/** `npm run feedback:export` and `feedback:report`: what clinicians did with the cards, whether or not the service runs. */
import { Command } from 'commander';
import { openStore, reportTable, StoreAway } from './store';

/** A day that no month has (2026-02-30) is none; `Date` would take it for one of the next month. */
function isDateOrInstant(text: string): boolean {
  const day = /^(\d{4}-\d{2}-\d{2})(T|$)/.exec(text)?.[1];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

async function main(): Promise<number> {
  const env = process.env;
  const databaseUrl = env['DATABASE_URL'] === undefined || env['DATABASE_URL'] === '' ? null : env['DATABASE_URL'];
  const dataDir = env['DATA_DIR'] === undefined || env['DATA_DIR'] === '' ? './data' : env['DATA_DIR'];
  const store = openStore({ databaseUrl, dataDir }, { warn: () => undefined }, () => new Date(), false);

  const program = new Command('feedback').exitOverride();
  program.command('export').description('all feedback, oldest first, as NDJSON')
    .option('--since <date>', 'only what was received at or after this date or instant (UTC)')
    .option('--service <id>', 'only feedback to this service')
    .action(async (options: { since?: string; service?: string }) => {
      if (options.since !== undefined && !isDateOrInstant(options.since)) throw new BadUsage(`--since: "${options.since}" is no date; wanted YYYY-MM-DD or an instant.`);
      const since = options.since === undefined ? undefined : new Date(options.since).toISOString();
      for await (const record of store.exportFeedback({ ...(since === undefined ? {} : { since }), ...(options.service === undefined ? {} : { service: options.service }) })) {
        if (!process.stdout.write(`${JSON.stringify(record)}\n`)) await new Promise((done) => process.stdout.once('drain', done));
      }
    });
  program.command('report').description('by rule: shown, accepted, overridden and why')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => {
      const rows = await store.report();
      process.stdout.write(options.json === true ? `${JSON.stringify(rows)}\n` : `${reportTable(rows)}\n`);
    });
  try {
    await program.parseAsync(process.argv);
    return 0;
  } catch (error) {
    if (error instanceof BadUsage) { process.stderr.write(`${error.message}\n`); return 2; }
    if (error instanceof StoreAway) { process.stderr.write(`${error.message}\n`); return 1; }
    // Commander has already said what is wrong with the command line, or printed the help that was asked for.
    if (error instanceof Error && 'exitCode' in error) return error.exitCode === 0 ? 0 : 2;
    throw error;
  } finally {
    await store.close();
  }
}

class BadUsage extends Error {}

// A reader that closes the pipe early (head, say) ends the export quietly.
process.stdout.on('error', () => process.exit(0));
main().then((status) => { process.exitCode = status; }, () => { process.stderr.write('The feedback could not be read.\n'); process.exitCode = 1; });
