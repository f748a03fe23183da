/** `npm run ig`: writes the FHIR package gnen-cds-fhir-<version>.tgz. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { fhirPackage, packageFileName } from './artefacts';

function main(): number {
  const program = new Command('ig').exitOverride().description('Packs the knowledge as a FHIR npm package.')
    .option('--out <folder>', 'where to write it', '.').option('--base-url <url>', 'public base URL of the service, for links into its rulebook', process.env['PUBLIC_BASE_URL'] || 'http://localhost:8080');
  try { program.parse(process.argv); } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const { out, baseUrl } = program.opts<{ out: string; baseUrl: string }>();
  if (!URL.canParse(baseUrl)) { process.stderr.write('--base-url wants an absolute URL.\n'); return 2; }
  const path = join(out, packageFileName);
  try { writeFileSync(path, fhirPackage(baseUrl.replace(/\/+$/, ''))); } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    process.stderr.write(`${path} cannot be written (${String(error.code)}).\n`);
    return 1;
  }
  process.stdout.write(`${path}\n`);
  return 0;
}

process.exitCode = main();
