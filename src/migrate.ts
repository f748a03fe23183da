/** `npm run migrate`: brings the database up to date before the first instance of a new version starts. */
import { migrateStore } from './store';

const databaseUrl = process.env['DATABASE_URL'];
if (databaseUrl === undefined || databaseUrl === '') {
  process.stderr.write('DATABASE_URL: unset; wanted postgres://… (the embedded store migrates itself).\n');
  process.exit(2);
}
migrateStore(databaseUrl).then(
  (steps) => { process.stdout.write(`The schema is at step ${steps}.\n`); },
  () => { process.stderr.write('The database could not be reached or refused a step; nothing that was there is lost, try again.\n'); process.exitCode = 1; },
);
