/** contract.md section 2, Languages, on answers and on errors. */
import { type ServiceUnderTest, startedService } from '../fixtures/service-under-test';
import { aCall, cardsIn, HOOKS, pathOf, type Call } from './a-record';

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); });
afterAll(() => service.close());
const HAN = /[\u4e00-\u9fff]/;

test.each([
  ['zh-CN', 'zh-CN'], ['zh', 'zh-CN'], ['ZH-tw', 'zh-CN'], ['zh-Hant-HK;q=0.5, fr', 'zh-CN'], ['fr, zh;q=0.1', 'zh-CN'], ['en;q=0, zh;q=0.1', 'zh-CN'],
  ['en-GB, zh;q=0.5', 'en'], ['zh;q=0.5, en;q=0.9', 'en'], ['zh;q=0', 'en'], ['fr', 'en'], ['*', 'en'], [';;,,q=', 'en'], ['x'.repeat(5000), 'en'],
])('Accept-Language %p: %s', async (header, language) => {
  const { body, language: said, vary } = await service.post(pathOf('patient-view'), aCall('patient-view'), { 'Accept-Language': header });
  expect([said, vary]).toEqual([language, 'Accept-Language']);
  for (const { summary } of cardsIn(body)) expect(HAN.test(summary)).toBe(language === 'zh-CN');
});

test.each(HOOKS)('%s: the language stands on errors too, and is the one that they are in', async (hook) => {
  const unread: Call = aCall(hook, { prefetch: {} });
  for (const call of [{}, ...(hook === 'problem-list-item-create' ? [] : [unread])]) {
    const { status, body, language, vary } = await service.post(pathOf(hook), call, { 'Accept-Language': 'zh' });
    expect([400, 412]).toContain(status);
    expect(vary).toBe('Accept-Language');
    expect(language).toBe(HAN.test(JSON.stringify(body)) ? 'zh-CN' : 'en');
    if (status === 412) expect(language).toBe('zh-CN');
  }
});

test.each<[string, object, number]>([['no Bundle', { resourceType: 'Patient', id: 'x' }, 422], ['no resource', {}, 400], ['two patients', { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Patient', id: 'a' } }, { resource: { resourceType: 'Patient', id: 'b' } }] }, 422]])('/assess of %s: lang stands before Accept-Language', async (_what, body, status) => {
  const zh = await service.post('/assess?lang=zh', body, { 'Accept-Language': 'en' });
  expect([zh.status, zh.language, HAN.test(JSON.stringify(zh.body))]).toEqual([status, 'zh-CN', true]);
  const en = await service.post('/assess?lang=fr', body, { 'Accept-Language': 'zh' });
  expect([en.status, en.language, HAN.test(JSON.stringify(en.body))]).toEqual([status, 'en', false]);
});
