/** The schema, as steps that are only ever added to. Each runs once, in order, on both kinds of database. */
import type { Database } from './database';

export const MIGRATIONS: readonly { id: number; what: string; sql: readonly string[] }[] = [
  {
    id: 1,
    what: 'feedback, shown cards and used token ids',
    sql: [
      `create table if not exists feedback (
         seq bigint generated always as identity primary key,
         record_key text not null unique,
         received_at timestamptz not null,
         iss text, tenant text,
         service text not null, card text not null, outcome text not null,
         outcome_timestamp text not null,
         accepted_suggestions jsonb not null,
         reason_code text, reason_system text, reason_display text, user_comment text
       )`,
      'create index if not exists feedback_by_card on feedback (card)',
      `create table if not exists shown_card (
         card text primary key,
         shown_at timestamptz not null,
         service text not null, hook text not null, topic text not null,
         rules jsonb not null, knowledge_version text not null, suggestions jsonb not null
       )`,
      `create table if not exists used_token (
         iss text not null, jti text not null, expires_at timestamptz not null,
         primary key (iss, jti)
       )`,
      'create index if not exists used_token_by_expiry on used_token (expires_at)',
    ],
  },
];

/** Brings the schema up to date. Safe to run from several instances at once: every statement can be repeated. */
export async function migrate(database: Database): Promise<void> {
  await database.query('create table if not exists schema_step (id integer primary key, applied_at timestamptz not null default now())');
  const applied = new Set((await database.query('select id from schema_step')).map((row) => Number(row['id'])));
  for (const step of MIGRATIONS) {
    if (applied.has(step.id)) continue;
    for (const statement of step.sql) await database.query(statement);
    await database.query('insert into schema_step (id) values ($1) on conflict do nothing', [step.id]);
  }
}
