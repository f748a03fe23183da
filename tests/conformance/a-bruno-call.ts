/** The part of Bruno's file format that the collection uses: method, address, headers, body, what is kept of the answer and what is asserted of it. */
import { readFileSync } from 'node:fs';

export interface BrunoCall { name: string; method: string; url: string; headers: Record<string, string>; body: string | null; kept: Record<string, string>; asserts: [what: string, operator: string, operand: string][] }
export type Variables = Record<string, string>;

export function brunoCall(path: string): BrunoCall {
  const text = readFileSync(path, 'utf8');
  const block = (name: string): string | null => new RegExp(`^${name} \\{\\n([\\s\\S]*?)\\n\\}$`, 'm').exec(text)?.[1] ?? null;
  const pairs = (name: string): [string, string][] => (block(name) ?? '').split('\n').filter((line) => line.trim() !== '').map((line) => {
    const at = /^\s*(\S+?):\s(.*)$/.exec(line);
    if (at === null) throw new Error(`${path}: a line of ${name} is no pair: ${line}`);
    return [at[1] ?? '', at[2] ?? ''];
  });
  const method = /^(get|post|put|delete|head|options) \{$/m.exec(text)?.[1];
  if (method === undefined) throw new Error(`${path} names no method`);
  return {
    name: Object.fromEntries(pairs('meta'))['name'] ?? '', method: method.toUpperCase(), url: Object.fromEntries(pairs(method))['url'] ?? '', headers: Object.fromEntries(pairs('headers')), body: block('body:json'),
    kept: Object.fromEntries(pairs('vars:post-response')),
    asserts: pairs('assert').map(([what, rest]) => { const [operator = '', ...operand] = rest.split(' '); return [what, operator, operand.join(' ')]; }),
  };
}

export const variablesOf = (path: string): Variables => Object.fromEntries([...readFileSync(path, 'utf8').matchAll(/^ {2}(\w+): (.*)$/gm)].map(([, name = '', value = '']) => [name, value]));
export const filledIn = (text: string, variables: Variables): string => text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => { if (!(name in variables)) throw new Error(`The variable ${name} has no value.`); return variables[name] ?? ''; });

/** `res.body.cards[0].uuid`, `res.headers["content-language"]`, `res.status`. */
export function partOf(answer: { status: number; headers: Record<string, string>; body: unknown }, what: string): unknown {
  const steps = [...what.matchAll(/\["([^"]+)"\]|\[(\d+)\]|\.?([^.[\]]+)/g)].map(([, quoted, index, plain]) => quoted ?? index ?? plain ?? '');
  return steps.slice(1).reduce<unknown>((value, step) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined), answer); // sound: read by name, whatever it is
}

/** What an assertion says of a value, as true or false. */
export function holds(value: unknown, operator: string, operand: string): boolean {
  switch (operator) {
    case 'eq': return String(value) === operand;
    case 'isArray': return Array.isArray(value);
    case 'isString': return typeof value === 'string';
    default: throw new Error(`The operator ${operator} is not known here.`);
  }
}
