/** `npm run doctor -- URL`: checks discovery, token, CORS, registration, FHIR access and prefetch from a client's side and prints what to mend. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { baseOf, signing, type Signing } from './conformance';
import { type Examination, examine } from './doctor';

interface Options { clients?: string; key?: string; iss?: string; kid?: string; alg: string; jku?: string; tenant?: string; origin?: string; fhirServer?: string; fhirTokenFile?: string; patient?: string; timeout: string; json?: boolean }
class BadUsage extends Error {}

async function main(): Promise<number> {
  const program = new Command('doctor').exitOverride()
    .description('Looks at a CDS Hooks service from your side and says what to mend. Exit status 0: all well, 1: something to mend, 2: bad usage.')
    .argument('<url>', 'base URL of the service, or its /cds-services')
    .option('--clients <file>', 'the clients file that holds your registration').option('--key <file>', 'your private key (PEM)')
    .option('--iss <uri>', 'your issuer').option('--kid <id>', 'key id').option('--alg <name>', 'algorithm', 'ES384').option('--jku <url>', 'your key set URL').option('--tenant <name>', 'tenant')
    .option('--origin <origin>', 'browser origin of your client').option('--fhir-server <url>', 'your FHIR R4 server').option('--fhir-token-file <file>', 'file with a token for it').option('--patient <id>', 'a patient of it')
    .option('--timeout <ms>', 'longest wait for an answer', '10000').option('--json', 'print as JSON');
  try { program.parse(process.argv); } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const options = program.opts<Options>();
  try {
    const url = program.args[0] ?? '';
    for (const each of [url, options.fhirServer ?? url]) if (!/^https?:\/\//i.test(each) || !URL.canParse(each)) throw new BadUsage('An absolute http or https URL is wanted.');
    const timeout = Number(options.timeout);
    if (!(timeout >= 1 && timeout <= 600_000)) throw new BadUsage('--timeout wants milliseconds, 1 to 600000.');
    const own = signingOf(options);
    // A key that cannot sign would look like a service that does not answer.
    if (own !== null) try { await signing(own)(url); } catch { throw new BadUsage(`--key cannot sign with ${own.alg}; is it a private key in PEM, of the kind that the algorithm wants (--alg)?`); }
    const found = await examine({
      base: baseOf(url), origin: options.origin ?? null, signing: own, registration: registrationOf(options), fhirServer: options.fhirServer ?? null,
      fhirToken: options.fhirTokenFile === undefined ? null : read(options.fhirTokenFile).trim(), patientId: options.patient ?? null, timeoutMs: timeout,
    });
    process.stdout.write(options.json === true ? `${JSON.stringify(found)}\n` : readable(found));
    return found.some((each) => each.state === 'ill') ? 1 : 0;
  } catch (error) {
    if (error instanceof BadUsage) { process.stderr.write(`${error.message}\n`); return 2; }
    throw error;
  }
}

function read(path: string): string {
  try { return readFileSync(path, 'utf8'); } catch { throw new BadUsage(`${path} cannot be read.`); }
}

function signingOf({ key, iss, kid, alg, jku, tenant }: Options): Signing | null {
  if (key === undefined) return null;
  if (iss === undefined || kid === undefined) throw new BadUsage('--key wants --iss and --kid.');
  return { iss, kid, alg, jku: jku ?? null, tenant: tenant ?? null, pem: read(key) };
}

function registrationOf({ clients, iss }: Options): Record<string, unknown> | null {
  if (clients === undefined) return null;
  let file: { clients?: unknown };
  try { file = JSON.parse(read(clients)) as typeof file; } catch (error) { if (error instanceof BadUsage) throw error; throw new BadUsage(`${clients} is not JSON.`); } // sound: each member is looked at below
  const entries = Array.isArray(file?.clients) ? (file.clients as Record<string, unknown>[]).filter((each) => typeof each === 'object' && each !== null) : [];
  const own = iss === undefined && entries.length === 1 ? entries[0] : entries.find((each) => each['iss'] === iss);
  if (own === undefined) throw new BadUsage(`${clients} holds no client${iss === undefined ? '' : ` with iss ${JSON.stringify(iss)}`}; name yours with --iss.`);
  return own;
}

// What a foreign service sends may hold control characters, which a terminal obeys.
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, ' ');

function readable(list: readonly Examination[]): string {
  const sign = { well: 'well', ill: 'MEND', 'not examined': '-' };
  return `${list.flatMap(({ name, state, says, remedy }) => [printable(`${sign[state].padEnd(5)} ${name}: ${says}`), ...(remedy === null ? [] : [printable(`      → ${remedy}`)])]).join('\n')}\n`;
}

main().then((status) => { process.exitCode = status; }, () => { process.stderr.write('The examination failed; this is a defect of the command.\n'); process.exitCode = 1; });
