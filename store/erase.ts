import { sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import { closeReplies } from './close-replies.ts';
import type { Ctx, Tx } from './ctx.ts';
import { closeAll, openEntries } from './leave.ts';
import { revokeOf } from './revoke.ts';
import { tellStory } from './story.ts';
import { suppress } from './suppressions.ts';
import { lockProspect, transact } from './transaction.ts';

export type EraseAnswer = Readonly<{ kind: 'done' | 'already' | 'unknown' }>;

/**
 * Forgets somebody: from this commit on no mail of ours lets go of its last bytes, their journeys have ended as erased, and who they are,
 * what they did and what was said of them is gone. What stays is the hash of their address among the suppressions, and rows that count:
 * which step, when, how it ended. Of two at once one is `done`.
 */
export const erase = (
  ctx: Ctx,
  { prospect, source }: Readonly<{ prospect: string; source: string }>,
): Promise<EraseAnswer> =>
  transact(ctx, async (tx) => {
    const person = await lockProspect(tx, prospect);
    if (person === undefined) return { kind: 'unknown' };
    if (person.erased_at !== null) return { kind: 'already' };
    const now = ctx.now();
    const whom = { prospect, addressHash: person.address_hash, reason: 'erased', source };
    await suppress(tx, [whom], now);
    await revokeOf(tx, [prospect], now);
    await closeReplies(ctx, tx, { prospect, as: 'left', by: 'an erasure' });
    const entries = await openEntries(tx, prospect);
    await closeAll(ctx, tx, { entries, as: 'erased', how: 'left' });
    await forgetWho(tx, prospect, now);
    await forgetDeeds(tx, prospect);
    await forgetWords(tx, prospect, now);
    await forgetReturned(tx, prospect);
    await tellStory(tx, { prospect, at: now, kind: 'erased' });
    return { kind: 'done' };
  });

async function forgetWho(tx: Tx, prospect: string, now: Instant): Promise<void> {
  await tx
    .updateTable('prospects')
    .set({
      email: null,
      email_key: null,
      address_hash: null,
      account: null,
      zone: null,
      erased_at: now,
    })
    .where('id', '=', prospect)
    .execute();
  await tx.deleteFrom('traits').where('prospect', '=', prospect).execute();
  await tx.deleteFrom('consents').where('prospect', '=', prospect).execute();
  await tx.deleteFrom('imported').where('prospect', '=', prospect).execute();
}

/** The mails that came back of theirs hold addresses and words of their own, and fetches what they read with: only that they came stays. */
async function forgetReturned(tx: Tx, prospect: string): Promise<void> {
  await tx.updateTable('returned').set({ raw: null }).where('prospect', '=', prospect).execute();
  const nobody = { agent: null, network: null };
  await tx.updateTable('fetches').set(nobody).where('prospect', '=', prospect).execute();
  const wordless = { excerpt: null, note: null };
  await tx.updateTable('replies').set(wordless).where('prospect', '=', prospect).execute();
}

/** The events stay, empty: each is known by its id, and is not taken in a second time. */
async function forgetDeeds(tx: Tx, prospect: string): Promise<void> {
  await tx.deleteFrom('mailbox').where('prospect', '=', prospect).execute();
  await tx.updateTable('events').set({ props: '{}' }).where('prospect', '=', prospect).execute();
  await sql`update entries set facts = '{}', entry_key = id::text where prospect = ${prospect}`.execute(
    tx,
  );
  await sql`update positions set state = (state - 'calendar') || '{"facts": {}, "heeded": {}}'
    where entry in (select id from entries where prospect = ${prospect})`.execute(tx);
}

/** What of a line of the story names no person and quotes nobody. */
const PLAIN = [
  'as',
  'arm',
  'by',
  'code',
  'from',
  'handoff',
  'journey',
  'mail',
  'mindset',
  'rep',
  'task',
  'team',
  'topic',
  'until',
  'version',
];

async function forgetWords(tx: Tx, prospect: string, now: Instant): Promise<void> {
  await sql`update story set what = (select coalesce(jsonb_object_agg(key, value), '{}')
      from jsonb_each(what) where key = any(${PLAIN})) where prospect = ${prospect}`.execute(tx);
  await tx
    .updateTable('ledger')
    .set({ reply: null, subject: null, reason: null, fill_hash: '', links: null })
    .where('prospect', '=', prospect)
    .execute();
  await sql`update handoffs set note = null, account = null, packet = packet
      || '{"who": {"email": "erased", "traits": {}}, "why": [], "sent": [], "tried": [], "consent": []}'
    where prospect = ${prospect}`.execute(tx);
  await tx
    .updateTable('tasks')
    .set({ note: null, account: null })
    .where('prospect', '=', prospect)
    .execute();
  await sql`update takes set reason = null, note = null, resumes_at = null,
      given_back_at = coalesce(given_back_at, ${now}) where prospect = ${prospect}`.execute(tx);
}
