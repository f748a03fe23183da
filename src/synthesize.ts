/** `npm run synthesize -- N`: N synthetic patients as NDJSON of Bundles, or as a Bulk Data folder. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { writeBulkFolder, writeBundles } from './synthetic-patients';

const whole = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number is wanted.');
  return Number(text);
};

async function main(): Promise<number> {
  const program = new Command('synthesize').exitOverride()
    .description('Makes plainly synthetic patients: NDJSON, a Bundle a line, or a Bulk Data folder. The same seed gives the same patients.')
    .argument('<count>', 'how many', whole)
    .option('--seed <number>', 'what to start from', whole, 1)
    .option('--kilobytes <number>', 'least size of a record; 20 is that of a well-filled one', whole, 0)
    .option('--out <file>', 'file for the Bundles (default: standard output)')
    .option('--bulk <folder>', 'write Patient.ndjson, Observation.ndjson, … there instead')
    .option('--gzip', 'compress the files of --bulk');
  try { program.parse(process.argv); } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const { seed, kilobytes, out, bulk, gzip } = program.opts<{ seed: number; kilobytes: number; out?: string; bulk?: string; gzip?: boolean }>();
  const count = program.processedArgs[0] as number; // sound: `whole` made it
  if (bulk !== undefined) await writeBulkFolder(count, { seed, kilobytes }, bulk, gzip === true);
  else if (out === undefined) await writeBundles(count, { seed, kilobytes }, process.stdout);
  else {
    const file = createWriteStream(out);
    await once(file, 'open');
    await writeBundles(count, { seed, kilobytes }, file);
    file.end();
    await once(file, 'close');
  }
  return 0;
}

// A reader that closes the pipe early (head, say) ends the command quietly; a full disk does not.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`The patients could not be written (${error.code ?? 'unknown reason'}).\n`);
  process.exit(1);
});
main().then((status) => { process.exitCode = status; }, (error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'a defect';
  process.stderr.write(`The patients could not be written (${code}).\n`);
  process.exitCode = 1;
});
