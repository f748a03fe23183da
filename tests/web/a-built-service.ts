/** The service as it is built and started, on a free port with a store of its own: what a browser really talks to. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderRemoved } from '../fixtures/folder-removed';
import { builtFile } from '../operations/built-service';

export interface BuiltService {
  url: string;
  /** Everything accepted so far, as `npm run feedback:export` prints it. */
  feedback(): Record<string, unknown>[];
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => { probe.listen(0, '127.0.0.1', listening); });
  const { port } = probe.address() as AddressInfo; // sound: it listens on TCP
  await new Promise((closed) => { probe.close(closed); });
  return port;
}

/** Builds first when the build is missing or old. @throws when it does not become ready in time */
export async function aBuiltService(env: Record<string, string> = {}): Promise<BuiltService> {
  const server = await builtFile('server');
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'gnen-web-'));
  const environment = { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'error', ...env };
  const child: ChildProcess = spawn(process.execPath, [server], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((ready, failed) => {
    const late = setTimeout(() => failed(new Error('The service did not become ready within 20 s.')), 20_000);
    child.once('exit', (code) => failed(new Error(`The service ended with ${code}.`)));
    child.stdout?.on('data', (chunk: Buffer) => { if (chunk.includes('/cds-services')) { clearTimeout(late); ready(); } });
  });
  child.removeAllListeners('exit');
  const url = `http://localhost:${port}`;
  // It answers before its store is up; feedback and counts need the store.
  for (let tries = 0; (await fetch(`${url}/health/ready`)).status !== 200; tries += 1) {
    if (tries > 300) throw new Error('The store of the service was not up within 30 s.');
    await new Promise((later) => { setTimeout(later, 100); });
  }
  return {
    url,
    feedback: () => execFileSync(process.execPath, [join(server, '..', 'feedback.js'), 'export'], { env: environment, encoding: 'utf8' }).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>), // sound: NDJSON of objects
    stop: async () => {
      const gone = new Promise((exited) => { child.once('exit', exited); });
      child.kill('SIGTERM');
      await gone;
      // The embedded store's own process may still be writing its last page.
      await folderRemoved(folder);
    },
  };
}
