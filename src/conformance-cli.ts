/** `npm run conformance -- URL`: runs the protocol checks against any CDS Hooks service and prints what it found. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { anonymous, type Authorize, baseOf, bearer, conformanceOf, type Report, signing } from './conformance';

interface Options { token?: string; key?: string; iss?: string; kid?: string; alg: string; jku?: string; tenant?: string; origin: string; json?: boolean; timeout: string }

class BadUsage extends Error {}

async function main(): Promise<number> {
  const program = new Command('conformance').exitOverride()
    .description('Checks a CDS Hooks service from outside: discovery, calls, refusals, CORS, cards, feedback. Sends synthetic patients only. Exit status 0: no errors, 1: errors, 2: bad usage.')
    .argument('<url>', 'base URL of the service, or its /cds-services')
    .option('--token <token>', 'bearer token for every call')
    .option('--key <file>', 'private key (PEM): a token is signed for each endpoint')
    .option('--iss <uri>', 'issuer of the signed token').option('--kid <id>', 'key id of the signed token').option('--alg <name>', 'algorithm of the signed token', 'ES384')
    .option('--jku <url>', 'key set URL in the token\'s header').option('--tenant <name>', 'tenant of the token')
    .option('--origin <origin>', 'browser origin for the CORS checks, or none', 'https://conformance.example.org')
    .option('--timeout <ms>', 'longest wait for an answer', '10000')
    .option('--json', 'print the report as JSON');
  try { program.parse(process.argv); } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const options = program.opts<Options>();
  const url = program.args[0] ?? '';
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return misused('An absolute http or https URL is wanted.');
  const timeout = Number(options.timeout);
  if (!(timeout >= 1 && timeout <= 600_000)) return misused('--timeout wants milliseconds, 1 to 600000.');
  let authorize: Authorize;
  try {
    authorize = authorizeBy(options);
    // A key that cannot sign would look like a service that does not answer.
    await authorize(url);
  } catch (error) { return misused(error instanceof BadUsage ? error.message : `--key cannot sign with ${options.alg}; is it a private key in PEM, of the kind that the algorithm wants (--alg)?`); }
  const report = await conformanceOf({ base: baseOf(url), origin: options.origin === 'none' ? null : options.origin, authorize, timeoutMs: timeout });
  process.stdout.write(options.json === true ? `${JSON.stringify(report)}\n` : readable(report));
  return report.findings.some((each) => each.level === 'error') ? 1 : 0;
}

function authorizeBy({ token, key, iss, kid, alg, jku, tenant }: Options): Authorize {
  if (key === undefined) return token === undefined ? anonymous : bearer(token);
  if (iss === undefined || kid === undefined) throw new BadUsage('--key wants --iss and --kid.');
  return signing({ iss, kid, alg, jku: jku ?? null, tenant: tenant ?? null, pem: read(key) });
}

function read(path: string): string {
  try { return readFileSync(path, 'utf8'); } catch { throw new BadUsage(`${path} cannot be read.`); }
}

function misused(sentence: string): number { process.stderr.write(`${sentence}\n`); return 2; }

// What a foreign service sends may hold control characters, which a terminal obeys.
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, ' ');

function readable({ base, services, checks, findings }: Report): string {
  const errors = findings.filter((each) => each.level === 'error').length;
  const lines = [`${base}: ${services.length} services, ${checks.length} checks, ${errors} errors, ${findings.length - errors} warnings`];
  for (const { level, check, path, says } of findings) lines.push(printable(`${level.padEnd(7)} ${check}: ${path} ${says}`));
  return `${lines.join('\n')}\n`;
}

main().then((status) => { process.exitCode = status; }, () => { process.stderr.write('The checks failed; this is a defect of the command.\n'); process.exitCode = 1; });
