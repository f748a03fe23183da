import { aPicture } from '../a-picture';
import { advice, askedBy, managed, mm, typeI } from './cases';

const openNodes = aPicture().nodes;

describe('type I without distant metastasis', () => {
  test('a small staged lesion is followed, may be resected by endoscope and is not operated on', () => {
    expect(advice(typeI(), 'M1')).toEqual([
      'M1-1 endoscopic-follow-up recommended', 'M1-2 endoscopic-surveillance recommended', 'M1-2 endoscopic-resection consider', 'M1-5 surgical-resection not-recommended',
    ]);
  });

  test.each([
    [9.9, ['M1-2 endoscopic-surveillance recommended', 'M1-2 endoscopic-resection consider']],
    [10, ['M1-3 endoscopic-resection recommended']],
    [10.1, ['M1-3 endoscopic-resection recommended']],
  ])('at %d mm the 10 mm line gives %p', (size, expected) => {
    expect(advice(typeI({ sizeMm: mm(size) })).filter((l) => /^M1-[23]/.test(l))).toEqual(expected);
  });

  test('ultrasound is asked for from 10 mm on while it has not been done', () => {
    expect(advice(typeI({ sizeMm: mm(10), depth: 'submucosa', nodes: { ...openNodes, category: 'N0' } }), 'M1-3')).toEqual(['M1-3 eus-staging recommended', 'M1-3 endoscopic-resection recommended']);
  });

  test.each([
    ['the muscularis propria', typeI({ depth: 'muscularis-propria' })],
    ['a node in a 5 mm lesion', typeI({ sizeMm: mm(5), nodes: { ...openNodes, category: 'N1' } })],
    ['a node with the depth unknown', typeI({ depth: null, nodes: { ...openNodes, eus: 'positive' } })],
  ])('%s alone brings up surgery and ends every other advice', (_, picture) => {
    expect(advice(picture, 'M1')).toEqual(['M1-4 surgical-resection consider']);
  });

  test('with depth and nodes unknown a small lesion is still not operated on, and the rest is conditional', () => {
    const picture = typeI({ depth: null, nodes: openNodes });
    expect(advice(picture, 'M1')).toEqual([
      'M1-1 endoscopic-follow-up recommended (conditional)', 'M1-2 endoscopic-surveillance recommended (conditional)', 'M1-2 endoscopic-resection consider (conditional)', 'M1-5 surgical-resection not-recommended',
    ]);
    expect(askedBy(picture, 'M1-1')).toEqual(['invasion', 'nodes']);
  });

  test.each([10, 20])('with depth and nodes unknown at %d mm surgery is neither advised nor advised against firmly', (size) => {
    expect(advice(typeI({ sizeMm: mm(size), depth: null, nodes: openNodes })).filter((l) => l.includes('surgical'))).toEqual(['M1-4 surgical-resection consider (conditional)', 'M1-5 surgical-resection not-recommended (conditional)']);
  });

  test('an unknown size makes both halves and M1-5 conditional and is asked for', () => {
    const picture = typeI({ sizeMm: null });
    expect(advice(picture, 'M1')).toEqual([
      'M1-1 endoscopic-follow-up recommended', 'M1-2 endoscopic-surveillance recommended (conditional)', 'M1-2 endoscopic-resection consider (conditional)',
      'M1-3 endoscopic-resection recommended (conditional)', 'M1-5 surgical-resection not-recommended (conditional)',
    ]);
    expect(askedBy(picture, 'M1-3')).toEqual(['size']);
  });

  test('a size across 10 mm with depth unknown waits for both', () => {
    const picture = typeI({ sizeMm: { low: 8, high: 12, lowOpen: false, highOpen: false, approximate: false }, depth: null });
    expect(askedBy(picture, 'M1-5')).toEqual(['invasion', 'size']);
  });

  test.each([
    ['multiple and not to be cleared', { lesions: 'multiple', incompleteEndoscopicClearance: 'yes' }, ['M1-6 somatostatin-analogue consider']],
    ['recurrent', { recurrenceAfterEndoscopy: 'yes', lesions: 'unknown' }, ['M1-6 somatostatin-analogue consider']],
    ['solitary, no recurrence', {}, []],
    ['multiple but cleared', { lesions: 'multiple' }, []],
    ['count unknown and not to be cleared', { lesions: 'unknown', incompleteEndoscopicClearance: 'yes' }, ['M1-6 somatostatin-analogue consider (conditional)']],
    ['recurrence unknown', { recurrenceAfterEndoscopy: 'unknown' }, ['M1-6 somatostatin-analogue consider (conditional)']],
  ] as const)('somatostatin analogue when %s', (_, given, expected) => {
    expect(advice(typeI(given), 'M1-6')).toEqual(expected);
  });

  test('the advice names its guideline and the newer note beside it', () => {
    const all = managed(typeI({ depth: 'subserosa' })).recommendations.find((r) => r.rule === 'M1-4');
    expect(all).toMatchObject({ attribution: ['review §6.1'], newer: ['NW-3'], needs: [] });
    expect(managed(typeI({ sizeMm: mm(12) })).recommendations.find((r) => r.rule === 'M1-3')?.attribution).toEqual(['Chinese consensus', 'ENETS 2016']);
  });
});
