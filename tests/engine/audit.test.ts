/** Every decision table is total and unambiguous, proved by enumeration. */
import { audit, auditList, decisionTable, everyCombination } from '../../src/engine/table';
import type { Citation } from '../../src/engine/citation';
import { FAVOURS_TABLE } from '../../src/engine/rules/differential';
import { LEVEL_TABLE } from '../../src/engine/rules/grade-table';
import { KIND_TABLE } from '../../src/engine/rules/kind';
import { MINEN_TABLE } from '../../src/engine/rules/minen';
import { GROUP_TABLE, T_TABLE } from '../../src/engine/rules/stage-table';
import { TYPE_TABLE } from '../../src/engine/rules/type-table';

const because: Citation = { source: 'other', at: 'a test', says: 'nothing', attributedTo: [] };

describe('each decision table has exactly one row for every combination', () => {
  test('grade level', () => expect(audit(LEVEL_TABLE)).toEqual({ gaps: [], overlaps: [], idle: [] }));
  test('kind', () => expect(audit(KIND_TABLE)).toEqual({ gaps: [], overlaps: [], idle: [] }));
  test('MiNEN', () => expect(audit(MINEN_TABLE)).toEqual({ gaps: [], overlaps: [], idle: [] }));
  test('clinical type, all 1,944 combinations', () => {
    expect(everyCombination(TYPE_TABLE.dimensions)).toHaveLength(1944);
    expect(audit(TYPE_TABLE)).toEqual({ gaps: [], overlaps: [], idle: [] });
  });
  test('NET G3 or NEC', () => expect(audit(FAVOURS_TABLE)).toEqual({ gaps: [], overlaps: [], idle: [] }));
  test('T category', () => expect(audit(T_TABLE)).toEqual({ gaps: [], overlaps: [], idle: [] }));
  test('stage group', () => expect(audit(GROUP_TABLE)).toEqual({ gaps: [], overlaps: [], idle: [] }));
});

describe('the audit itself', () => {
  const weather = { sky: ['clear', 'cloudy'], wind: ['calm', 'strong'] } as const;
  const faulty = decisionTable<typeof weather, string>('weather', weather, [
    { id: 'fine', when: [{ sky: ['clear'] }], then: 'go out', because },
    { id: 'calm', when: [{ wind: ['calm'] }], then: 'sail not', because },
    { id: 'never', when: [], then: 'nothing', because },
  ]);
  test('finds the gap, the overlap and the row that is never met', () => {
    expect(audit(faulty)).toEqual({
      gaps: [{ sky: 'cloudy', wind: 'strong' }],
      overlaps: [{ bands: { sky: 'clear', wind: 'calm' }, rows: ['fine', 'calm'] }],
      idle: ['never'],
    });
  });
  test('a decision in a gap is a defect, not a default', () => {
    expect(() => faulty.decide({ sky: 'cloudy', wind: 'strong' })).toThrow('decision table "weather" has no row for {"sky":"cloudy","wind":"strong"}');
    expect(faulty.decide({ sky: 'clear', wind: 'strong' }).id).toBe('fine');
  });
  test('a list of rows is searched for pairs that fire together and oppose each other', () => {
    const opposed = auditList(weather, faulty.rows, (a, b) => a === 'go out' && b === 'sail not');
    expect(opposed).toEqual([{ bands: { sky: 'clear', wind: 'calm' }, rows: ['fine', 'calm'] }]);
    expect(auditList(weather, faulty.rows, () => false)).toEqual([]);
  });
});
