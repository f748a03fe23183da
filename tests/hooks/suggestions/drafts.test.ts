import { RECOMMENDATION_CODES } from '../../../src/engine';
import type { AnyResource } from '../../../src/fhir-mapping';
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
  const later = { ...appointment, start: '2028-01-01T09:30:00Z', end: '2028-01-01T10:00:00Z' };
  const moved = (draft: AnyResource, within = window, today = context.today) => {
    const suggestion = moving(draft, 'gastroscopy', within, { ...context, today });
    return { label: suggestion?.label, resource: suggestion?.actions?.[0]?.resource };
  };
  test('keeps its time of day and its length, and says to which day', () => {
    expect(moved(appointment)).toEqual({ label: 'Move gastroscopy to 2026-11-30', resource: { ...appointment, start: '2026-11-30T09:30:00+08:00', end: '2026-11-30T10:00:00+08:00' } });
    expect(moved(later)).toMatchObject({ label: 'Move gastroscopy to 2027-05-31', resource: { start: '2027-05-31T09:30:00Z' } });
  });
  test('never moves it into the past', () => {
    expect(moved(appointment, window, '2027-01-15').resource).toMatchObject({ start: '2027-01-15T09:30:00+08:00' });
    expect(moved(later, window, '2027-07-01')).toMatchObject({ label: 'Move gastroscopy forward, as soon as possible from 2027-07-02', resource: { start: '2027-07-02T09:30:00Z', end: '2027-07-02T10:00:00Z' } });
  });
  test('moves the period that is asked for where no time is set', () => {
    const { start: _start, end: _end, ...asked } = appointment;
    expect(moved({ ...asked, requestedPeriod: [{ start: '2028-01-01', end: '2028-02-01' }] }).resource).toMatchObject({ requestedPeriod: [{ start: '2026-11-30', end: '2027-05-31' }] });
  });
  test.each([
    ['no participant', { participant: [] }], ['no end', { end: undefined }], ['a start that is no date', { start: 'soon it will be' }], ['a start that is no instant', { start: '2026-09-01' }], ['an unknown status', { status: 'maybe' }],
  ])('is not offered with %s', (_what, over) => {
    expect(moving({ ...appointment, ...over }, 'gastroscopy', window, context)).toBeNull();
  });
});

describe('moving an order', () => {
  const order = { resourceType: 'ServiceRequest', id: 's', status: 'draft', intent: 'order', subject: { reference: 'Patient/synthetic' }, code: { text: 'Gastroscopy' }, occurrenceDateTime: '2028-01-01' };
  test.each([
    ['the window, while it lies ahead', '2026-11-22', { start: '2026-11-30', end: '2027-05-31' }], ['what is left of the window', '2027-01-15', { start: '2027-01-15', end: '2027-05-31' }],
    ['from today on, once it has passed', '2027-07-01', { start: '2027-07-01' }],
  ])('proposes %s', (_what, today, occurrencePeriod) => {
    const { occurrenceDateTime: _old, ...rest } = order;
    expect(moving(order, 'gastroscopy', { earliest: '2026-11-30', latest: '2027-05-31' }, { ...context, today })?.actions?.[0]?.resource).toEqual({ ...rest, occurrencePeriod });
  });
  test('is not offered where it already is', () => {
    expect(moving({ ...order, occurrenceDateTime: '2027-07-01' }, 'gastroscopy', { earliest: '2026-11-30', latest: '2027-05-31' }, { ...context, today: '2027-07-01' })).toBeNull();
  });
});
