import { keepConsents, withdrawConsents } from './consents.ts';
import type { Ctx, Tx } from './ctx.ts';
import { revokeOf } from './revoke.ts';
import { tellStories } from './story.ts';
import { lockProspect, type Prospect, transact } from './transaction.ts';

/** What somebody changed about the mails they get, by topic. */
export type PreferenceChange = Readonly<{
  prospect: string;
  give: readonly string[];
  withdraw: readonly string[];
  source: string;
  /** What they had before their eyes, by topic. */
  words: Readonly<Record<string, string>>;
}>;

/**
 * Keeps what somebody chose: from this commit on no mail on what they left, and what they asked for is consent with its proof. Asking for a
 * topic ends their own unsubscribing; a bounce or a complaint it does not end, and then nothing is given. Said twice it changes nothing.
 */
export const changePreferences = (ctx: Ctx, change: PreferenceChange): Promise<void> =>
  transact(ctx, async (tx) => {
    const person = await lockProspect(tx, change.prospect);
    if (person === undefined || person.erased_at !== null) return;
    await withdraw(ctx, tx, change);
    if (change.give.length > 0 && (await mayBeAsked(tx, person))) await give(ctx, tx, change);
  });

async function withdraw(ctx: Ctx, tx: Tx, change: PreferenceChange): Promise<void> {
  const { prospect, source } = change;
  const now = ctx.now();
  const left: string[] = [];
  for (const topic of change.withdraw) {
    const words = change.words[topic];
    const what = { prospect, topics: [topic], source, ...(words !== undefined && { words }) };
    left.push(...(await withdrawConsents(tx, what, now)));
  }
  if (left.length === 0) return;
  await revokeOf(tx, [prospect], now); // those on other topics are claimed again
  await tellStories(
    tx,
    left.map((topic) => ({ prospect, at: now, kind: 'topic-left', what: { topic, source } })),
  );
}

async function give(ctx: Ctx, tx: Tx, change: PreferenceChange): Promise<void> {
  const { prospect, source } = change;
  const at = ctx.now();
  const given = change.give.map((topic) => {
    const words = change.words[topic];
    const said = words === undefined ? {} : { words };
    return { prospect, consent: { topic, basis: 'consent', source, at, ...said } as const };
  });
  await keepConsents(tx, given, at);
}

/** Only the person's own word is undone by their own word. */
async function mayBeAsked(tx: Tx, { address_hash }: Prospect): Promise<boolean> {
  const found = await tx
    .selectFrom('suppressions')
    .select('reason')
    .where('address_hash', '=', address_hash ?? '')
    .executeTakeFirst();
  if (found === undefined) return true;
  if (found.reason !== 'unsubscribed') return false;
  await tx
    .deleteFrom('suppressions')
    .where('address_hash', '=', address_hash ?? '')
    .execute();
  return true;
}
