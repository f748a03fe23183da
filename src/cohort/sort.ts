/** Deals the lines of a Bulk Data file out to the shards of their patients, as bytes: what is only passed on is not decoded twice. */
import { isUtf8 } from 'node:buffer';
import { belongingOf, numberOf } from './patient-of';
import type { BadLine } from './summary';
import type { Sorted, Unit } from './work';

const NEWLINE = 10;
const RETURN = 13;
const LINE_END = Buffer.from('\n');
const BYTE_ORDER_MARK = '\ufeff';
export const NOT_UTF8 = 'is not valid UTF-8';

export function sorted({ source, sourceIndex, firstLine, bytes: given, shards, partition }: Extract<Unit, { kind: 'sort' }>): Sorted {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.length);
  const parts = new Map<number, Buffer[]>();
  const shared: Buffer[] = [];
  const bad: BadLine[] = [];
  const utf8 = isUtf8(bytes);
  let number = firstLine - 1;
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(NEWLINE, start);
    const next = found === -1 ? bytes.length : found + 1;
    let end = found === -1 ? bytes.length : found;
    if (end > start && bytes[end - 1] === RETURN) end -= 1;
    const from = start;
    start = next;
    number += 1;
    let line = bytes.toString('utf8', from, end);
    let raw = bytes.subarray(from, end);
    if (line.startsWith(BYTE_ORDER_MARK)) { line = line.slice(1); raw = raw.subarray(3); }
    if (/^\s*$/.test(line)) continue;
    const belonging = belongingOf(line);
    if (belonging === 'elsewhere') continue;
    if (typeof belonging === 'object' && 'bad' in belonging) bad.push({ source, line: number, why: belonging.bad });
    else if (!utf8 && !isUtf8(raw)) bad.push({ source, line: number, why: NOT_UTF8 });
    else if (belonging === 'shared') shared.push(raw, LINE_END);
    else {
      const hash = numberOf(belonging.patient);
      if (partition !== null && hash % partition.of !== partition.part - 1) continue;
      const shard = Math.floor(hash / (partition?.of ?? 1)) % shards;
      const others = parts.get(shard);
      const written = [Buffer.from(`${belonging.patient}\t${sourceIndex}:${number}\t`, 'utf8'), raw, LINE_END];
      if (others === undefined) parts.set(shard, written); else others.push(...written);
    }
  }
  return { kind: 'sorted', shards: [...parts].map(([shard, buffers]) => ({ shard, bytes: ownBytes(buffers) })), shared: ownBytes(shared), bad };
}

/** In memory of its own, which can be handed over to another thread. */
function ownBytes(buffers: readonly Buffer[]): Uint8Array {
  const all = new Uint8Array(buffers.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of buffers) { all.set(each, at); at += each.length; }
  return all;
}
