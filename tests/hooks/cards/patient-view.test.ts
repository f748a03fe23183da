import { activeAcidSuppressantCard } from '../../../src/hooks/cards/active-ppi';
import { conflictsCard } from '../../../src/hooks/cards/conflicts';
import { missingDataCard } from '../../../src/hooks/cards/missing-data';
import { overdueSurveillanceCard } from '../../../src/hooks/cards/overdue-surveillance';
import { summaryCard } from '../../../src/hooks/cards/summary';
import { NOTICE_CODES } from '../../../src/engine';
import { cardSchema } from '../../../src/hooks/response-schema';
import { aConclusion, aContext, aGathered, aMapped, noOrders } from '../conclusions';

describe('the summary card', () => {
  test('lets a clinician act on its first line alone', () => {
    expect(summaryCard(aContext()).summary).toBe('Gastric NET G1, type I (probable): endoscopic follow-up, serum gastrin, next gastroscopy due by 2027-05-31');
  });
  test('says the same in Chinese, with the date as Chinese writes it', () => {
    expect(summaryCard(aContext({}, 'zh-CN')).summary).toBe('胃NET G1，I型（很可能）：内镜随访，血清胃泌素测定，下次胃镜不晚于2027年5月31日');
  });
  test('passes the strict reading of a card in both languages, with no reasons to override', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const card = summaryCard(aContext({}, language));
      expect(cardSchema.safeParse(card).error).toBeUndefined();
      expect(card).toMatchObject({ indicator: 'info', source: { topic: { code: 'summary' }, url: 'http://localhost:8080/rulebook' } });
      expect(card.overrideReasons).toBeUndefined();
    }
  });
  test('names results with value and date, what is missing, who says what, and newer guidance apart', () => {
    const { detail = '' } = summaryCard(aContext());
    for (const part of ['Ki-67 index: 2 % (2026-05-31)', 'serum gastrin: not on record; needed for the type (TY-4)', 'not recommended (the review) (M1-5)', '**Newer guidance, not in the source review**', 'NW-2, beside SU-3 – ENETS 2023']) {
      expect(detail).toContain(part);
    }
  });
  test.each(NOTICE_CODES)('shows the notice %s', (code) => {
    const notices = [{ code, rule: 'GR-1', severity: 'info' as const, facts: ['ki67' as const], about: {} }];
    const context = aContext({ conclusion: aConclusion({ notices }) });
    const text = context.words.conclusion.notices[code]({ fact: 'ki67' });
    expect(summaryCard(context).detail).toContain(text);
  });
  test.each([
    ['a contraindication', { recommendations: [{ code: 'surgical-resection', strength: 'contraindicated', conditional: false, rule: 'MN-1', attribution: [], newer: [], needs: [], about: {} }] }],
    ['an overdue surveillance', { surveillance: { ...aConclusion().surveillance, due: { earliest: '2025-01-01', latest: '2025-06-01', overdue: true } } }],
  ] as const)('warns of %s', (_what, over) => {
    expect(summaryCard(aContext({ conclusion: aConclusion(over as never) })).indicator).toBe('warning');
  });
  test('names what did not come and claims nothing from it', () => {
    const { detail } = summaryCard(aContext({ gathered: aGathered({ observations: 'failed', reports: 'incomplete', orders: 'absent', patient: 'failed' }) }));
    expect(detail).toContain('Could not be read: patient and observations.');
    expect(detail).toContain('The search was incomplete: diagnostic reports.');
    expect(detail).toContain('Not at hand: service orders.');
    expect(detail).toContain('vital status is unknown');
  });
  test('lets nothing of the record become markup, HTML or a link', () => {
    const value = '15 % <script>alert(1)</script> [x](https://evil.example) *b* www.evil.example a@evil.example\n# heading';
    const { detail = '' } = summaryCard(aContext({ mapped: aMapped({ evidence: [{ fact: 'ki67', value, resource: 'Observation/1', date: null, textMatch: true }] }) }));
    expect(detail).not.toMatch(/(?<!\\)<[A-Za-z/!?]/);
    expect(detail).not.toMatch(/https:\/\/|www\.evil|@evil|(?<!\\)\[x|\n# heading/);
    expect(detail).toContain('text match, to be confirmed');
  });
});

describe('cards that ask for something', () => {
  test('a contradiction is named and warned of', () => {
    const conflicts = [{ rule: 'TY-6', code: 'two-backgrounds' as const, facts: ['background' as const], about: {} }];
    const card = conflictsCard(aContext({ conclusion: aConclusion({ conflicts }) }));
    expect(card).toMatchObject({ indicator: 'warning', source: { topic: { code: 'contradiction' } }, extension: { 'org.gnen-cds.rules': ['TY-6'] } });
    expect(card?.overrideReasons?.length).toBeGreaterThanOrEqual(2);
    expect(conflictsCard(aContext())).toBeNull();
  });
  test('missing data bring a card only with something to order', () => {
    const card = missingDataCard(aContext(), noOrders);
    expect(cardSchema.safeParse(card).error).toBeUndefined();
    expect(card?.suggestions).toHaveLength(1);
    expect(card?.suggestions?.[0]?.actions?.[0]).toMatchObject({
      type: 'create', resource: { resourceType: 'ServiceRequest', status: 'draft', intent: 'proposal', subject: { reference: 'Patient/synthetic' }, authoredOn: '2026-11-22', code: { coding: [{ system: 'http://loinc.org', code: '2333-3' }] } },
    });
    expect(card?.detail).toContain('Serum gastrin, fasting: for serum gastrin (TY-4)');
    expect(card?.links?.[0]?.url).toContain('#TY-4');
    expect(missingDataCard(aContext(), { codes: new Set(['15072-2']), texts: [] })).toBeNull();
    expect(missingDataCard(aContext(), { codes: new Set(), texts: ['空腹血清胃泌素'] })).toBeNull();
  });
  test('missing data that no order would bring stay in the summary', () => {
    const missing = [{ fact: 'gastrin' as const, for: ['type'], rule: 'TY-4' }, { fact: 'unresectable' as const, for: ['gastrinoma-resection'], rule: 'M2-2' }];
    const context = aContext({ conclusion: aConclusion({ missing }) });
    const line = context.words.codes.facts.unresectable;
    expect(missingDataCard(context, noOrders)?.detail).not.toContain(line);
    expect(summaryCard(context).detail).toContain(line);
  });
  test('an active PPI in type I is named and warned of; before the type is settled it is only to be left alone', () => {
    const drugs = [{ drug: 'ppi' as const, resource: 'MedicationRequest/1', name: 'Omeprazole 20 mg', textMatch: false }];
    const rec = (code: 'avoid-ppi' | 'keep-ppi-unchanged', rule: string) => aConclusion({ recommendations: [{ code, strength: code === 'avoid-ppi' ? 'contraindicated' : 'recommended', conditional: false, rule, attribution: [], newer: [], needs: [], about: {} }] });
    const against = activeAcidSuppressantCard(aContext({ conclusion: rec('avoid-ppi', 'SC-1'), mapped: aMapped({}, drugs) }));
    expect(against).toMatchObject({ indicator: 'warning', extension: { 'org.gnen-cds.rules': ['SC-1'] } });
    expect(against?.summary).toContain('Omeprazole 20 mg');
    expect(activeAcidSuppressantCard(aContext({ conclusion: rec('keep-ppi-unchanged', 'SC-8'), mapped: aMapped({}, drugs) }))).toMatchObject({ indicator: 'info', extension: { 'org.gnen-cds.rules': ['SC-8'] } });
    const coded = [{ drug: 'ppi' as const, resource: 'MedicationRequest/1', name: '7646', textMatch: false }];
    expect(activeAcidSuppressantCard(aContext({ conclusion: rec('avoid-ppi', 'SC-1'), mapped: aMapped({}, coded) }))?.summary).toContain('(PPI)');
    expect(activeAcidSuppressantCard(aContext({ mapped: aMapped({}, drugs) }))).toBeNull();
  });
  test('overdue surveillance suggests the visit from today on with its tests, naming the window that has passed, unless it is ordered', () => {
    const due = { earliest: '2026-01-01', latest: '2026-07-01', overdue: true };
    const context = aContext({ conclusion: aConclusion({ surveillance: { ...aConclusion().surveillance, due } }) });
    const card = overdueSurveillanceCard(context, noOrders);
    expect(cardSchema.safeParse(card).error).toBeUndefined();
    expect(card?.suggestions?.[0]?.actions?.[0]?.resource).toMatchObject({ occurrencePeriod: { start: '2026-11-22' }, note: [{ text: expect.stringMatching(/between 2026-01-01 and 2026-07-01.*as soon as possible/) }], orderDetail: [{ text: 'vitamin B12' }, { text: 'thyroid function' }] });
    expect(overdueSurveillanceCard(context, { codes: new Set(['76009000']), texts: [] })?.suggestions).toBeUndefined();
    expect(card?.suggestions?.[0]?.actions?.[0]?.resource?.['occurrencePeriod']).not.toHaveProperty('end');
    expect(overdueSurveillanceCard(aContext(), noOrders)).toBeNull();
  });
});
