/** MiNEN (clinical rules, section 8.7): the review is silent, and that is what is said. */
import { beyond, row } from './row';
import type { Row } from './row';
import { YES } from './verdict';

export const MINEN_ROWS: readonly Row[] = [
  row({
    id: 'MX-1', topic: 'management-minen', when: 'MiNEN.', holds: () => YES, codes: [{ code: 'mdt-discussion', strength: 'recommended' }],
    notices: [{ code: 'no-treatment-for-minen', severity: 'info', facts: ['histology'], if: () => true }],
    because: beyond('§6', 'The review gives no treatment for MiNEN, so only a multidisciplinary discussion is advised.'),
  }),
];
