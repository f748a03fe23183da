/** Every example patient and order with hostile words in every text of the record: no card carries markup, a link or a control character. */
import { hookCall, patientOf } from '../../fixtures/hook-call';
import { type ServiceUnderTest, startedService } from '../../fixtures/service-under-test';
import { orderCalls, stories } from '../../fixtures/story-files';

interface SeenCard { summary: string; detail?: string; suggestions?: { label: string; actions: { description: string }[] }[] }

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); });
afterAll(async () => { await service.close(); });

const HOSTILE = [
  '<script>alert(1)</script> <!-- x --> <?php ?> </p> <https://evil.example>', '[click](https://evil.example/x) ![i](http://evil.example/i.png) [ref]: https://evil.example [^1]', 'www.evil.example ftp://evil.example/a a.b+c@evil.example mailto:a@b.cd xmpp:a@b.cd/x',
  '\n\n# Heading\n\n| a | b |\n|---|---|\n| 1 | 2 |\n> quote\n```\nfence\n1. one\n- two', '**bold** _it_ `code` ~~s~~ &lt;b&gt; &#60;img&#62;', '\u202Eevil\u202C\u200b \\<img src=x>\\ \ud800',
];
const TEXTS = new Set(['text', 'display', 'valueString', 'conclusion', 'description']);

function poisoned(value: unknown, words: string): unknown {
  if (Array.isArray(value)) return value.map((each) => poisoned(each, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, typeof each === 'string' && TEXTS.has(name) ? `${each} ${words}` : poisoned(each, words)]));
}

const IN_DETAIL: readonly [string, RegExp][] = [
  ['a tag', /(?<!\\)<[A-Za-z/!?]/], ['an address', /(?:https?|ftp):\/\/|\bwww\.|[\w+-]@\w|mailto:|xmpp:/i], ['a link or a picture', /(?<!\\)\[[^\]\n]*(?<!\\)\]\(|(?<!\\)!\[/], ['code or strikethrough', /(?<!\\)`|(?<!\\)~~/], ['an entity', /(?<!\\)&(?:lt|gt|#)/],
  ['a block of its own', /^(?:#|\||>|```|\d+[.)] |===)/m], ['a control character', /[\u202a-\u202e\u0000-\u0009\u000b-\u001f]/],
];
const IN_PLAIN_TEXT: readonly [string, RegExp][] = [['a tag', /<[A-Za-z/!?]/], ['a line break', /[\n\r]/], ['a control character', /[\u202a-\u202e\u0000-\u001f]/]];

function faults(cards: readonly SeenCard[]): string[] {
  return cards.flatMap(({ summary, detail = '', suggestions = [] }) => [
    ...IN_DETAIL.filter(([, pattern]) => pattern.test(detail)).map(([what]) => `${what} in the detail: ${detail.match(IN_DETAIL.find(([name]) => name === what)?.[1] ?? /$/)?.[0]}`),
    ...[summary, ...suggestions.flatMap(({ label, actions }) => [label, ...actions.map(({ description }) => description)])].flatMap((text) => IN_PLAIN_TEXT.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${what} in "${text}"`)),
    ...(summary.length > 139 ? [`a summary of ${summary.length}`] : []),
  ]);
}

test('stories', async () => {
  let seen = 0;
  for (const [index, [name, { asOf }, bundle]] of stories().entries()) {
    if (patientOf(bundle) === null) continue;
    service.setToday(asOf);
    const words = HOSTILE[index % HOSTILE.length] ?? '';
    const { status, body } = await service.post('/cds-services/gnen-patient-view', hookCall('gnen-patient-view', poisoned(bundle, words)), { 'Accept-Language': index % 2 === 0 ? 'en' : 'zh-CN' });
    const { cards } = body as { cards: SeenCard[] }; // sound where the status is 200, which is asked next
    expect([name, status, faults(cards)]).toEqual([name, 200, []]);
    seen += cards.length;
  }
  expect(seen).toBeGreaterThan(50);
}, 60_000);

test('orders, each with two of the hostile words', async () => {
  for (const [index, [name, { service: id, today }, request]] of orderCalls().entries()) {
    service.setToday(today);
    for (const words of [HOSTILE[index % HOSTILE.length], HOSTILE[(index + 3) % HOSTILE.length]]) {
      const { status, body } = await service.post(`/cds-services/${id}`, poisoned(request, words ?? ''), { 'Accept-Language': index % 2 === 0 ? 'en' : 'zh-CN' });
      expect([name, status, faults((body as { cards: SeenCard[] }).cards)]).toEqual([name, 200, []]); // sound: as above
    }
  }
}, 60_000);
