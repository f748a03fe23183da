/** Work takes turns with arrivals, so that too many are seen and told so before they have waited. */
import net from 'node:net';
import { turns } from '../../src/http/turns';
import { admission } from '../../src/http/admission';
import { aService, type Service } from './a-service';

test('one piece of work a turn, first come, first served, and none is lost', async () => {
  const ticks: (() => void)[] = [];
  const turn = turns(() => 0, (next) => ticks.push(next));
  const done: string[] = [];
  const wait = (name: string): Promise<void> => turn().then(() => { done.push(name); });
  const all = ['first', 'second'].map(wait);
  const seen: string[][] = [];
  for (let tick = 0; tick < 4; tick += 1) {
    if (tick === 1) all.push(wait('late'));
    ticks.shift()?.();
    await new Promise((settled) => setImmediate(settled));
    seen.push([...done]);
  }
  expect(seen).toEqual([['first'], ['first', 'second'], ['first', 'second', 'late'], ['first', 'second', 'late']]);
  expect(ticks).toEqual([]);
  all.push(wait('again'));
  expect(ticks).toHaveLength(1);
  ticks.shift()?.();
  await Promise.all(all);
});

test('work lets turns go by that bring new connections or refusals, but not for ever', async () => {
  const ticks: (() => void)[] = [];
  let seen = 5;
  const turn = turns(() => seen, (next) => ticks.push(next));
  const done: string[] = [];
  const all = ['first', 'second'].map((name) => turn().then(() => { done.push(name); }));
  const tick = async (arrivals: number): Promise<string[]> => { seen += arrivals; ticks.shift()?.(); await new Promise((settled) => setImmediate(settled)); return [...done]; };
  expect([await tick(1), await tick(3), await tick(0)]).toEqual([[], [], ['first']]);
  let turnsWithoutWork = 0;
  while ((await tick(1)).length === 1 && turnsWithoutWork < 1000) turnsWithoutWork += 1;
  expect(turnsWithoutWork).toBe(48);
  await Promise.all(all);
  expect(ticks).toEqual([]);
});

describe('calls that arrive together', () => {
  let service: Service;
  const worked: number[] = [];
  beforeAll(async () => {
    service = await aService({ maxInFlight: 3 }, { answerHook: async () => { worked.push(1); return { response: { cards: [] }, outcome: 'advice', rules: [], shown: [] }; } });
  });
  afterAll(() => service.stop());

  test('are counted before any is worked on: beyond MAX_IN_FLIGHT 503 at once, though the work itself never waits', async () => {
    const sockets = await Promise.all(Array.from({ length: 12 }, () => new Promise<net.Socket>((open) => { const socket = net.connect(service.port, '127.0.0.1', () => open(socket)); })));
    await new Promise((settled) => setTimeout(settled, 50));
    const answers = sockets.map((socket) => new Promise<string>((done) => { socket.once('data', (chunk) => { done(chunk.toString('latin1')); socket.destroy(); }); }));
    for (const socket of sockets) socket.write('POST /cds-services/gnen-patient-view HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}');
    const statuses = (await Promise.all(answers)).map((answer) => answer.slice(9, 12));
    const refused = statuses.filter((status) => status === '503').length;
    expect([statuses.filter((status) => status === '200').length + refused, worked.length]).toEqual([12, 12 - refused]);
    expect(refused).toBeGreaterThanOrEqual(6);
    for (const answer of await Promise.all(answers)) if (answer.includes(' 503 ')) expect(answer).toMatch(/Retry-After: 1/);
  });
});

describe('how many are let in', () => {
  const filled = (most: number, now: () => number): ReturnType<typeof admission> => { const house = admission(most, now); while (house.enter()) { /* until it is full */ } return house; };

  test('as many as configured, however long they wait, as long as no more come', () => {
    const house = admission(64, () => 0);
    for (let count = 0; count < 64; count += 1) { expect(house.enter()).toBe(true); house.waited(10_000); }
    expect([house.enter(), house.inFlight()]).toEqual([false, 64]);
  });

  test('fewer while more come than can be worked on, but never fewer than eight', () => {
    const house = filled(64, () => 0);
    for (let count = 0; count < 30; count += 1) { house.leave(); house.waited(80); }
    expect([house.inFlight(), house.enter()]).toEqual([34, false]);
    for (let count = 0; count < 26; count += 1) { house.leave(); house.waited(80); }
    expect([house.inFlight(), house.enter()]).toEqual([8, false]);
    house.leave();
    expect(house.enter()).toBe(true);
  });

  test('as many as configured again when nobody was refused for a second, or when the waits are short', () => {
    let now = 0;
    const house = filled(64, () => now);
    for (let count = 0; count < 40; count += 1) { house.leave(); house.waited(80); }
    expect(house.enter()).toBe(false);
    house.waited(5);
    expect([house.enter(), house.enter()]).toEqual([true, false]);
    now = 1001;
    let more = 0;
    while (house.enter()) more += 1;
    expect([more > 30, house.inFlight()]).toEqual([true, 64]);
  });

  test('a limit of eight or less is kept as it is', () => {
    const house = filled(3, () => 0);
    house.waited(1000);
    house.leave();
    expect([house.enter(), house.enter()]).toEqual([true, false]);
  });
});
