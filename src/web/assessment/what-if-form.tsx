/** The form of what-if: one control for each value that can be tried, and what the change did and by which rule. */
import { type ReactNode, startTransition, useEffect, useState } from 'react';
import { assess, type Assessed } from '../assessor';
import type { ApplicableAssessment, Bundle } from '../service';
import type { Reader } from '../shell';
import { wordsFor } from '../words/clinical';
import { evidenceFor } from './evidence';
import { type Step, stepsOf } from './steps';
import { RuleLinks } from './rule-links';
import { changedBundle, type Changes, EDITABLE, rulesIn, type WhatIfFact } from './what-if';

const ORDER = Object.keys(EDITABLE) as WhatIfFact[]; // sound: these are its keys

const shown = (step: Step): string => [step.value, step.certainty === '' ? '' : `(${step.certainty})`].join(' ').trim();

/** Step by step what was, what would be, and the rules that would say so; those new to the step first. */
function Differences({ before, after, reader }: { before: Assessed; after: Assessed; reader: Reader }): ReactNode {
  const { t } = reader;
  if (!before.assessment.applicable) return null;
  if (!after.assessment.applicable) return <p><strong>{t.notApplicable}</strong> (<RuleLinks rules={after.assessment.rules} sources={after.sources} reader={reader} />)</p>;
  const now = stepsOf(after.assessment, reader);
  const rows = stepsOf(before.assessment, reader).flatMap((was, index) => {
    const is = now[index];
    return is === undefined || shown(is) === shown(was) ? [] : [{ was, is, rules: is.rules.filter((rule) => !was.rules.includes(rule)), kept: is.rules.filter((rule) => was.rules.includes(rule)) }];
  });
  const [spoke, speaks] = [rulesIn(before.assessment), rulesIn(after.assessment)];
  const [come, gone] = [[...speaks].filter((rule) => !spoke.has(rule)), [...spoke].filter((rule) => !speaks.has(rule))];
  if (rows.length === 0 && come.length === 0 && gone.length === 0) return <p>{t.unchanged}</p>;
  return <>
    {rows.length === 0 ? null : <ul className="changes" aria-label={t.changed}>{rows.map(({ was, is, rules, kept }) => <li key={is.name}>{is.name}: {shown(was)} → <strong>{shown(is)}</strong> <span className="soft">({t.byRule} <RuleLinks rules={rules.length > 0 ? rules : kept} sources={after.sources} reader={reader} />)</span></li>)}</ul>}
    {come.length === 0 ? null : <p>{t.rulesCome} <RuleLinks rules={come} sources={after.sources} reader={reader} /></p>}
    {gone.length === 0 ? null : <p>{t.rulesGone} <RuleLinks rules={gone} sources={before.sources} reader={reader} /></p>}
  </>;
}

export function WhatIf({ open, bundle, recorded, assessment, patient, reader, onResult }: { open: boolean; bundle: Bundle; recorded: Assessed; assessment: ApplicableAssessment; patient: string; reader: Reader; onResult: (result: { assessed: Assessed; bundle: Bundle } | null) => void }): ReactNode {
  const { t, language } = reader;
  const words = wordsFor(language);
  const [changes, setChanges] = useState<Changes>({});
  const [tried, setTried] = useState<Assessed | null>(null);
  useEffect(() => {
    if (Object.keys(changes).length === 0) { setTried(null); onResult(null); return; }
    let late = false;
    const copy = changedBundle(bundle, assessment, patient, changes);
    // Said here and drawn below at the same moment, in slices between keystrokes.
    assess(copy, language).then((assessed) => { if (!late) startTransition(() => { setTried(assessed); onResult({ assessed, bundle: copy }); }); }, () => { if (!late) { setTried(null); onResult(null); } });
    return () => { late = true; };
  }, [changes, bundle, assessment, patient, language, onResult]);
  const set = (fact: WhatIfFact, value: string): void => setChanges((before) => {
    const { [fact]: _old, ...rest } = before;
    return value === '' ? rest : { ...rest, [fact]: value };
  });
  const option = (value: string): string => ({ positive: t.positive, negative: t.negative, well: t.well, poor: t.poor, normal: t.normal, elevated: t.elevated, present: t.present, absent: t.absent, slow: t.slow, stable: t.stable, progressive: t.progressive })[value] ?? words.value(value);
  return (
    <details className="panel no-print what-if" open={open}><summary>{t.whatIf}</summary>
      <p className="small soft">{t.whatIfHint}</p>
      <div className="facts">
        {ORDER.map((fact) => {
          const options = EDITABLE[fact].options;
          const onRecord = ((line) => (line === undefined ? t.unknown : words.value(line.value)))(evidenceFor(assessment, fact)[0]);
          return (
            <label key={fact} className={`small field${changes[fact] === undefined ? '' : ' tried'}`}><span>{words.codes.facts[fact]}</span>
              {options === undefined
                ? <input inputMode="decimal" value={changes[fact] ?? ''} placeholder={onRecord} onChange={(event) => set(fact, event.target.value)} />
                : <select value={changes[fact] ?? ''} onChange={(event) => set(fact, event.target.value)}><option value="">{onRecord}</option>{options.map((value) => <option key={value} value={value}>{option(value)}</option>)}<option value="unknown">{t.unknown}</option></select>}
            </label>
          );
        })}
      </div>
      <div role="status" className="small what-if-result" data-testid="what-if-result">{tried === null ? null : <Differences before={recorded} after={tried} reader={reader} />}</div>
      <button type="button" onClick={() => setChanges({})} disabled={Object.keys(changes).length === 0}>{t.reset}</button>
    </details>
  );
}
