/** The first line of the summary card, by which alone a clinician should be able to act (contract, section 5). */
import { type ServiceUnderTest, startedService } from '../fixtures/service-under-test';
import { METASTATIC_NET, NEC, OPEN_TYPE, type Recorded, TYPE_I, TYPE_III, hookCall, procedure, recordOf, without } from './a-record';

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); service.setToday('2026-11-25'); });
afterAll(async () => { await service.close(); });

async function summary(said: Recorded, language = 'en'): Promise<string> {
  const { body } = await service.post('/cds-services/gnen-patient-view', hookCall('patient-view', recordOf({ diagnosed: '2026-09-01', ...said })), { 'Accept-Language': language });
  return (body as { cards: { summary: string }[] }).cards[0]?.summary ?? '';
}

test.each<[string, Recorded, RegExp]>([
  ['what is recommended', TYPE_I, /stage I: endoscopic follow-up, endoscopic observation, next gastroscopy due by 2027-09-01$/], ['nothing conditional beside it', without(TYPE_III, 'depth'), /: staging by endoscopic ultrasound(?!.*gastrectomy)/],
  ['what is conditional, by that word', { ...without(TYPE_I, 'depth', 'n'), sizeMm: 12 }, /: endoscopic follow-up \(conditional\)/], ['what may be considered, by those words', { ...TYPE_I, depth: 'serosa' }, /: surgical resection \(may be considered\)/],
  ['both guidelines in one breath', TYPE_III, /: endoscopic resection \(EMR\/ESD\), radical gastrectomy, lymphadenectomy \(may be considered\)$/],
  ['what must not be done', { ...NEC, m: 'cM1' }, /: surgical resection \(contraindicated\), etoposide with cisplatin or carboplatin/], ['the second line', { ...NEC, m: 'cM1', given: 'etoposide-platinum' }, /second-line chemotherapy \(may be considered\)/],
  ['the date before how the grade came about', METASTATIC_NET, /stage IV: resection of the primary and the metastases, next gastroscopy due by 2026-12-01$/], ['no half of a date', without(METASTATIC_NET, 'resectability', 'course'), /the metastases \(conditional\)$/],
  ['what is overdue first', { ...TYPE_I, diagnosed: '2024-01-10', more: [procedure('scope', '76009000', '2025-06-10')] }, /stage I: gastroscopy overdue since 2026-06-10, endoscopic follow-up/], ['the work-up of an open type', OPEN_TYPE, /type undetermined: separate biopsies of the background mucosa/],
])('says %s', async (_title, said, line) => {
  const text = await summary(said);
  expect(text).toMatch(line);
  expect(text.length).toBeLessThan(140);
});
test.each<[string, Recorded, RegExp]>([['有条件', { ...without(TYPE_I, 'depth', 'n'), sizeMm: 12 }, /（有条件）/], ['可考虑', { ...TYPE_I, depth: 'serosa' }, /手术切除（可考虑）/], ['禁忌', { ...NEC, m: 'cM1' }, /手术切除（禁忌）/]])('says %s in Chinese', async (_title, said, line) => { expect(await summary(said, 'zh-CN')).toMatch(line); });
