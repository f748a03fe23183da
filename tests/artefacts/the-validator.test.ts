/** The tests' own validator finds what R4 forbids; without that its silence would say nothing. */
import { faultsIn } from '../a-fhir-validator';

const request = { resourceType: 'ServiceRequest', id: 'a', status: 'draft', intent: 'proposal', subject: { reference: 'Patient/1' }, code: { text: 'Gastroscopy' } };

describe('the validator of the tests', () => {
  it('is silent about a valid draft', () => {
    expect(faultsIn(request)).toEqual([]);
  });
  it.each<[string, unknown]>([
    ['a missing subject', { ...request, subject: undefined }],
    ['a status that is no code of the required binding', { ...request, status: 'proposed' }],
    ['an unknown member', { ...request, surprise: true }],
    ['a list where one value is due', { ...request, code: [{ text: 'x' }] }],
    ['one value where a list is due', { ...request, note: { text: 'x' } }],
    ['a date that is none', { ...request, authoredOn: 'yesterday' }],
    ['an empty object', { ...request, code: {} }],
    ['an orderDetail without a code (prr-1)', { ...request, code: undefined, orderDetail: [{ text: 'x' }] }],
    ['two occurrences', { ...request, occurrenceDateTime: '2026-01-01', occurrencePeriod: { start: '2026-01-01' } }],
    ['no R4 type', { resourceType: 'Nothing' }],
    ['no object', 'ServiceRequest'],
  ])('speaks about %s', (_what, resource) => {
    expect(faultsIn(JSON.parse(JSON.stringify(resource)))).not.toEqual([]);
  });
});
