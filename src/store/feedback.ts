/** Feedback in and out of the database: the one query layer for both kinds of store. */
import { createHash } from 'node:crypto';
import type { FeedbackEntry, FeedbackRecord, RuleReportRow } from './contents';
import type { Database, Row } from './database';

const PAGE = 500;

/** PostgreSQL's text holds no NUL and no lone surrogate; both are replaced so that a comment is never the reason to lose it. */
function storable(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\u0000', '\ufffd');
}
const storableOrNull = (text: string | null | undefined): string | null => (text === null || text === undefined ? null : storable(text));

/** One key says what is the same record, whoever delivers it how often (contract section 2). */
export function recordKey(entry: FeedbackEntry): string {
  const accepted = [...new Set(entry.acceptedSuggestions)].sort();
  return createHash('sha256')
    .update(JSON.stringify([entry.iss, entry.tenant, entry.service, entry.card, entry.outcome, accepted, entry.clientTimestamp]))
    .digest('hex');
}

/** Stores what is new in one atomic statement; returns the entries that were no repetition. */
export async function insertFeedback(database: Database, entries: readonly FeedbackEntry[]): Promise<FeedbackEntry[]> {
  const byKey = new Map<string, FeedbackEntry>();
  for (const entry of entries) {
    const key = recordKey(entry);
    if (!byKey.has(key)) byKey.set(key, entry);
  }
  const rows = [...byKey].map(([key, entry]) => ({
    record_key: key, received_at: entry.receivedAt, iss: storableOrNull(entry.iss), tenant: storableOrNull(entry.tenant), service: entry.service,
    card: storable(entry.card), outcome: entry.outcome, outcome_timestamp: storable(entry.outcomeTimestamp), accepted_suggestions: entry.acceptedSuggestions.map(storable),
    reason_code: storableOrNull(entry.reason?.code), reason_system: storableOrNull(entry.reason?.system), reason_display: storableOrNull(entry.reason?.display),
    user_comment: storableOrNull(entry.userComment),
  }));
  const inserted = await database.query(
    `insert into feedback (record_key, received_at, iss, tenant, service, card, outcome, outcome_timestamp, accepted_suggestions, reason_code, reason_system, reason_display, user_comment)
     select record_key, received_at, iss, tenant, service, card, outcome, outcome_timestamp, accepted_suggestions, reason_code, reason_system, reason_display, user_comment
     from jsonb_to_recordset($1::jsonb) as r(record_key text, received_at timestamptz, iss text, tenant text, service text, card text, outcome text, outcome_timestamp text,
       accepted_suggestions jsonb, reason_code text, reason_system text, reason_display text, user_comment text)
     on conflict (record_key) do nothing returning record_key`,
    [JSON.stringify(rows)],
  );
  return inserted.flatMap((row) => byKey.get(String(row['record_key'])) ?? []);
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function record(row: Row): FeedbackRecord {
  const accepted = (Array.isArray(row['accepted_suggestions']) ? row['accepted_suggestions'] : []) as string[];
  const code = text(row['reason_code']);
  const system = text(row['reason_system']);
  const display = text(row['reason_display']);
  const comment = text(row['user_comment']);
  const iss = text(row['iss']);
  const tenant = text(row['tenant']);
  const hasReason = code !== undefined || system !== undefined || display !== undefined;
  return {
    receivedAt: String(row['received_at']),
    ...(iss === undefined ? {} : { iss }),
    ...(tenant === undefined ? {} : { tenant }),
    service: String(row['service']),
    card: String(row['card']),
    outcome: String(row['outcome']),
    outcomeTimestamp: String(row['outcome_timestamp']),
    ...(accepted.length === 0 ? {} : { acceptedSuggestions: accepted }),
    ...(!hasReason && comment === undefined ? {} : {
      overrideReason: {
        ...(hasReason ? { reason: { ...(code === undefined ? {} : { code }), ...(system === undefined ? {} : { system }), ...(display === undefined ? {} : { display }) } } : {}),
        ...(comment === undefined ? {} : { userComment: comment }),
      },
    }),
  };
}

/** Oldest first, in pages, so that any number of records needs the memory of one page. */
export async function* exportFeedback(database: Database, filter: { since?: string; service?: string }): AsyncGenerator<FeedbackRecord> {
  let after = 0;
  for (;;) {
    const rows = await database.query(
      `select seq, to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as received_at, iss, tenant, service, card, outcome, outcome_timestamp,
         accepted_suggestions, reason_code, reason_system, reason_display, user_comment
       from feedback
       where seq > $1::bigint and ($2::text is null or received_at >= $2::timestamptz) and ($3::text is null or service = $3)
       order by seq limit ${PAGE}`,
      [after, filter.since ?? null, filter.service ?? null],
    );
    for (const row of rows) yield record(row);
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)?.['seq']);
  }
}

/** By rule: how often it was shown, accepted, overridden and why. A card that names several rules counts for each. */
export async function reportByRule(database: Database): Promise<RuleReportRow[]> {
  const rows = await database.query(
    `with named as (select card, jsonb_array_elements_text(rules) as rule from shown_card),
          said as (select f.card, f.outcome, f.reason_code, f.reason_system, coalesce(n.rule, 'unknown') as rule
                   from feedback f left join named n on n.card = f.card),
          shown as (select rule, count(*) as shown from named group by rule)
     select coalesce(shown.rule, said.rule) as rule, coalesce(max(shown.shown), 0)::int as shown,
       (count(*) filter (where said.outcome = 'accepted'))::int as accepted, (count(*) filter (where said.outcome = 'overridden'))::int as overridden
     from shown full join said on said.rule = shown.rule
     group by coalesce(shown.rule, said.rule)`,
  );
  const reasons = await database.query(
    `select coalesce(n.rule, 'unknown') as rule, coalesce(f.reason_code, 'comment-only') as code, count(*)::int as count
     from feedback f left join (select card, jsonb_array_elements_text(rules) as rule from shown_card) n on n.card = f.card
     where f.outcome = 'overridden' group by 1, 2 order by 3 desc, 2`,
  );
  const reasonsOf = new Map<string, { code: string; count: number }[]>();
  for (const row of reasons) {
    const rule = String(row['rule']);
    const list = reasonsOf.get(rule) ?? [];
    list.push({ code: String(row['code']), count: Number(row['count']) });
    reasonsOf.set(rule, list);
  }
  return rows
    .map((row) => ({ rule: String(row['rule']), shown: Number(row['shown']), accepted: Number(row['accepted']), overridden: Number(row['overridden']), reasons: reasonsOf.get(String(row['rule'])) ?? [] }))
    .sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}
