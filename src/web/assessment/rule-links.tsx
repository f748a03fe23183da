/** Ids of rules as links into the rulebook, each with where it stands in the source. */
import type { ReactNode } from 'react';
import { HERE } from '../service';
import type { Reader } from '../shell';

export type Sources = Readonly<Record<string, string>>;

/** `told`: the source stands in words behind the id; otherwise it shows when the link is pointed at. */
export function RuleLinks({ rules, sources, reader, told = false }: { rules: readonly string[]; sources: Sources; reader: Reader; told?: boolean }): ReactNode {
  return <>{rules.map((rule, index) => <span key={rule}>{index > 0 ? ', ' : ''}<a href={`${HERE}rulebook?lang=${reader.language}#${rule}`} title={sources[rule]}>{rule}</a>{told && sources[rule] !== undefined ? <span className="soft"> ({sources[rule]})</span> : null}</span>)}</>;
}
