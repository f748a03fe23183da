/** The form of what-if: one control for each value that can be tried, and what the change did. */
import { type ReactNode, useEffect, useState } from 'react';
import { type ApplicableAssessment, assess, type Assessment, type Bundle } from '../service';
import type { Reader } from '../shell';
import { wordsFor } from '../words/clinical';
import { RuleLinks } from './path';
import { changedBundle, type Changes, EDITABLE, rulesIn, type WhatIfFact } from './what-if';
import { evidenceFor } from './evidence';

const ORDER = Object.keys(EDITABLE) as WhatIfFact[];

function headline(assessment: Assessment, reader: Reader): string {
  if (!assessment.applicable) return reader.t.notApplicable;
  const words = wordsFor(reader.language);
  const { grade, neoplasm, type, stage } = assessment;
  const parts = [words.codes.kinds[neoplasm.kind], grade.value ?? grade.candidates.join('/'), `(${words.codes.gradeStatuses[grade.status]})`, `${reader.t.type} ${type.value ?? '–'} (${words.codes.typeStatuses[type.status]})`, stage.group === null ? '' : `${reader.t.stage} ${stage.group}`];
  return parts.filter((part) => part !== '').join(' ');
}

export function WhatIf({ bundle, assessment, patient, reader, onResult }: { bundle: Bundle; assessment: ApplicableAssessment; patient: string; reader: Reader; onResult: (result: { assessment: Assessment; bundle: Bundle } | null) => void }): ReactNode {
  const { t, language } = reader;
  const words = wordsFor(language);
  const [changes, setChanges] = useState<Changes>({});
  const [tried, setTried] = useState<Assessment | null>(null);
  useEffect(() => {
    if (Object.keys(changes).length === 0) { setTried(null); onResult(null); return; }
    let late = false;
    const copy = changedBundle(bundle, assessment, patient, changes);
    void assess(copy, language).then((answer) => { if (!late && answer.status === 200) { setTried(answer.body); onResult({ assessment: answer.body, bundle: copy }); } });
    return () => { late = true; };
  }, [changes, bundle, assessment, patient, language, onResult]);
  const set = (fact: WhatIfFact, value: string): void => setChanges((before) => {
    const { [fact]: _old, ...rest } = before;
    return value === '' ? rest : { ...rest, [fact]: value };
  });
  const before = rulesIn(assessment);
  const after = tried?.applicable === true ? rulesIn(tried) : new Set<string>();
  const gone = [...before].filter((rule) => !after.has(rule));
  const come = [...after].filter((rule) => !before.has(rule));
  const option = (value: string): string => ({ positive: t.positive, negative: t.negative, well: t.well, poor: t.poor, normal: t.normal, elevated: t.elevated, present: t.present, absent: t.absent })[value] ?? words.value(value);
  return (
    <section className="panel no-print" aria-label={t.whatIf}>
      <h2>{t.whatIf}</h2>
      <p className="small soft">{t.whatIfHint}</p>
      <div className="facts">
        {ORDER.map((fact) => {
          const options = EDITABLE[fact].options;
          const recorded = ((line) => (line === undefined ? t.unknown : words.value(line.value)))(evidenceFor(assessment, fact)[0]);
          return (
            <label key={fact} className="small"><span>{words.codes.facts[fact]}</span>
              {options === undefined
                ? <input inputMode="decimal" value={changes[fact] ?? ''} placeholder={recorded} onChange={(event) => set(fact, event.target.value)} />
                : <select value={changes[fact] ?? ''} onChange={(event) => set(fact, event.target.value)}><option value="">{recorded}</option>{options.map((value) => <option key={value} value={value}>{option(value)}</option>)}<option value="unknown">{t.unknown}</option></select>}
            </label>
          );
        })}
      </div>
      <div role="status" className="small" data-testid="what-if-result">
        {tried === null ? null : (
          <>
            <p><strong>{t.before}:</strong> {headline(assessment, reader)}<br /><strong>{t.after}:</strong> {headline(tried, reader)}</p>
            <p>{gone.length === 0 && come.length === 0 ? t.unchanged : <>{t.rulesChanged}: {come.length === 0 ? null : <>+ <RuleLinks rules={come} language={reader.language} /> </>}{gone.length === 0 ? null : <>− <RuleLinks rules={gone} language={reader.language} /></>}</>}</p>
          </>
        )}
      </div>
      <button type="button" onClick={() => setChanges({})} disabled={Object.keys(changes).length === 0}>{t.reset}</button>
    </section>
  );
}
