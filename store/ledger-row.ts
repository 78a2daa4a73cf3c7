import type { Selectable } from 'kysely';
import type { Answer } from '../core/state.ts';
import type { Tx } from './ctx.ts';
import type { LedgerKey } from './message-id.ts';
import type { Database } from './schema.ts';
import type { Wanted } from './wanted.ts';

export type LedgerRow = Selectable<Database['ledger']>;

/** What a row says of its touch; undefined for one that may still be sent. Pure. */
export function answerOf({ state, at, sent_at, reason }: LedgerRow): Answer | undefined {
  switch (state) {
    case 'ACCEPTED':
      return { kind: 'sent', at: sent_at ?? at };
    case 'UNKNOWN':
      return { kind: 'unknown', at: sent_at ?? at };
    case 'REJECTED':
      return { kind: 'refused', at };
    case 'SKIPPED':
      return { kind: 'skipped', at, reason: reason ?? 'skipped before' };
    default:
      return undefined;
  }
}

type Change = Partial<Omit<LedgerRow, keyof LedgerKey | 'links'>> & Pick<LedgerRow, 'state'>;

/** The touch's row, as it is from now on. Needs the prospect's lock. */
export async function putLedgerRow(tx: Tx, wanted: Wanted, change: Change): Promise<void> {
  const { touch, topic, sender, filled, now } = wanted;
  const about = {
    mail: touch.mail,
    mindset: touch.mindset,
    topic,
    sender,
    fill_hash: filled.hash,
    at: now,
    ...change,
  };
  const none = {
    token: null,
    message_id: null,
    date: null,
    boundary: null,
    template_hash: null,
    subject: null,
  };
  await tx
    .insertInto('ledger')
    .values({ ...ledgerKeyOf(wanted), ...none, sent_at: null, reason: null, reply: null, ...about })
    .onConflict((conflict) =>
      conflict.columns(['prospect', 'entry', 'step', 'visit', 'n', 'channel']).doUpdateSet(about),
    )
    .execute();
}

export const ledgerKeyOf = ({ person, entry, state, visit, touch }: Wanted): LedgerKey => ({
  prospect: person.id,
  entry: entry.id,
  step: state.at,
  visit,
  n: touch.n,
  channel: 'email',
});
