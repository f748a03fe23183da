import { RECOMMENDATION_CODES } from '../../../src/engine';
import { isOrdered, openOrdersAmong } from '../../../src/hooks/suggestions/already-ordered';
import { moving } from '../../../src/hooks/suggestions/changes';
import { workUpSuggestions } from '../../../src/hooks/suggestions/drafts';
import { isValidR4 } from '../../../src/hooks/suggestions/valid-r4';
import { GASTROSCOPY, WORK_UP } from '../../../src/hooks/suggestions/work-up';
import { wordsFor } from '../../../src/hooks/wording';
import { noOrders } from '../conclusions';

const context = { words: wordsFor('en'), patientId: 'synthetic', today: '2026-11-22' };
const all = RECOMMENDATION_CODES.filter((code) => WORK_UP[code] !== undefined).map((code) => ({ code, rule: 'TY-7' }));

describe('drafts of orders', () => {
  test.each(workUpSuggestions(all, noOrders, context))('$label is a valid R4 draft for this patient', (suggestion) => {
    const [action] = suggestion.actions ?? [];
    expect(suggestion.actions).toHaveLength(1);
    expect(isValidR4(action?.resource as never)).toBe(true);
    expect(action?.resource).toMatchObject({ resourceType: 'ServiceRequest', id: expect.stringMatching(/^[0-9a-f-]{36}$/), status: 'draft', intent: 'proposal', subject: { reference: 'Patient/synthetic' }, authoredOn: '2026-11-22' });
  });
  test('nothing is suggested twice, whatever rule asks for it', () => {
    const labels = workUpSuggestions([...all, ...all], noOrders, context).map((suggestion) => suggestion.label);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe('what is ordered already', () => {
  const order = (over: object) => ({ resourceType: 'ServiceRequest', id: '1', status: 'active', ...over });
  test.each([
    ['by its code', order({ code: { coding: [{ system: 'http://snomed.info/sct', code: '76009000' }] } }), true],
    ['by its text', order({ code: { text: 'Upper endoscopy (EGD)' } }), true],
    ['by its Chinese text', order({ code: { text: '无痛胃镜检查' } }), true],
    ['but not when it is over', order({ status: 'completed', code: { text: 'EGD' } }), false],
    ['but not when it says not to', order({ doNotPerform: true, code: { text: 'EGD' } }), false],
    ['but not inside another word', order({ code: { text: 'egdestruction' } }), false],
    ['but not from nonsense', order({ code: { coding: [null, 3, {}], text: 7 } }), false],
  ])('is seen %s', (_how, resource, expected) => { expect(isOrdered(GASTROSCOPY, openOrdersAmong([resource]))).toBe(expected); });
});

describe('moving an appointment', () => {
  const window = { earliest: '2026-11-30', latest: '2027-05-31' };
  const appointment = { resourceType: 'Appointment', id: 'a', status: 'proposed', start: '2026-09-01T09:30:00+08:00', end: '2026-09-01T10:00:00+08:00', participant: [{ actor: { reference: 'Patient/synthetic' }, status: 'needs-action' }] };
  test('keeps its time of day and its length', () => {
    expect(moving(appointment, 'gastroscopy', window, context.words)?.actions?.[0]?.resource).toEqual({ ...appointment, start: '2026-11-30T09:30:00+08:00', end: '2026-11-30T10:00:00+08:00' });
    expect(moving({ ...appointment, start: '2028-01-01T09:30:00Z', end: '2028-01-01T10:00:00Z' }, 'gastroscopy', window, context.words)?.actions?.[0]?.resource).toMatchObject({ start: '2027-05-31T09:30:00Z' });
  });
  test.each([['no participant', { participant: [] }], ['no end', { end: undefined }], ['a start that is no date', { start: 'soon it will be' }], ['an unknown status', { status: 'maybe' }]])('is not offered with %s', (_what, over) => {
    expect(moving({ ...appointment, ...over }, 'gastroscopy', window, context.words)).toBeNull();
  });
});
