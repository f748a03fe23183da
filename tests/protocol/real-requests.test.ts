/** Requests of public projects, as they are: every service answers each of them, none with a defect, and never with a card about somebody without a g-NEN. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServiceUnderTest, startedService } from '../fixtures/service-under-test';
import { HOOKS, pathOf } from './a-record';

const FOLDER = join(__dirname, '..', '..', 'fixtures', 'real-requests');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); });
afterAll(() => service.close());

test('there are many of them', () => expect(FILES.length).toBeGreaterThan(60));

describe.each(FILES)('%s', (name) => {
  const request = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as { hook?: unknown };
  test('is answered by every service', async () => {
    for (const hook of HOOKS) {
      const { status, body } = await service.post(pathOf(hook), request);
      // Another hook than the service's own is malformed, whatever else is.
      expect([400, ...(request.hook === hook ? [200, 412] : [])]).toContain(status);
      expect(body).toMatchObject(status === 200 ? { cards: [] } : { resourceType: 'OperationOutcome' });
    }
  });
});
