import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { canonical } from '../core/canonical.ts';
import type { ToAsk } from './ask-to-confirm.ts';
import type { Ctx, Tx } from './ctx.ts';

/** A mail that asked for a confirmation, as the story has it. */
export type AskingMail = Readonly<{
  prospect: string;
  topic: string;
  mail: string;
  sender: string;
  message_id: string;
}>;

/**
 * Of this asking and no other, whoever sends it. The name in the Message-ID begins with the prospect's id, which leads to their story, and to
 * nobody outside. `domain` is the sender's. Pure.
 */
export function askingNames(
  { prospect, topic, asks, pendingUntil }: ToAsk,
  domain: string,
): Readonly<{ messageId: string; boundary: string }> {
  const key = canonical(['confirm', prospect, topic, pendingUntil, asks]);
  const hash = createHash('sha256').update(key).digest('hex');
  const name = `${prospect.replaceAll('-', '')}${hash.slice(0, 8)}`;
  return { messageId: `<${name}@${domain}>`, boundary: hash.slice(40) };
}

/**
 * Mails that asked for a confirmation, as a relation of SQL: the ledger has no row of them, and their story one line each. `sent_at` is null of
 * one that was refused before it left.
 */
export const ASKINGS: RawBuilder<unknown> = sql`(select prospect, at, what->>'message' as message_id, what->>'sender' as sender, what->>'mail' as mail,
  what->>'topic' as topic, case when kind = 'asked-to-confirm' then at end as sent_at
  from story where kind in ('asked-to-confirm', 'refused') and what->>'message' is not null)`;

const NAME = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})[0-9a-f]{8}$/;
const prospectsIn = (names: readonly string[]): readonly string[] =>
  names.flatMap((name) => NAME.exec(name)?.slice(1).join('-') ?? []);

/** The one that left under the first of these names that has one; undefined where none has. */
export async function askingNamed(
  tx: Tx | Ctx['db'],
  names: readonly string[],
): Promise<AskingMail | undefined> {
  const prospects = prospectsIn(names);
  if (prospects.length === 0) return undefined;
  const { rows } = await sql<AskingMail & { name: string }>`
    select prospect, topic, mail, sender, message_id, substr(message_id, 2, 40) as name from ${ASKINGS} a
    where prospect = any(${prospects}::uuid[]) and sent_at is not null and substr(message_id, 2, 40) = any(${names})`.execute(
    tx,
  );
  return rows.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name))[0];
}
