import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool } from 'kysely';
import type { Instant } from '../core/fact.ts';
import type { Tx } from './ctx.ts';
import { journeyAndStep, type Scope } from './hold-scope.ts';
import type { Database } from './schema.ts';

type Which = (
  eb: ExpressionBuilder<Database, 'ledger'>,
) => ExpressionWrapper<Database, 'ledger', SqlBool>;

/**
 * Takes back every claim of these people that has not let go of its last bytes: from this commit on none of them will. Needs their locks.
 * An answer, or no answer, of the mail server settles the others.
 */
export const revokeOf = (tx: Tx, prospects: readonly string[], now: Instant): Promise<void> =>
  prospects.length === 0
    ? Promise.resolve()
    : revoke(tx, (eb) => eb('prospect', 'in', prospects), now);

/** As `revokeOf`, for one entry. */
export const revokeOfEntry = (tx: Tx, entry: string, now: Instant): Promise<void> =>
  revoke(tx, (eb) => eb('entry', '=', entry), now);

/** As `revokeOf`, for whatever a hold on this scope stops. Needs the gate closed (see gate.ts), or the lock of the one prospect it is about. */
export const revokeIn = (tx: Tx, scope: Scope, now: Instant): Promise<void> =>
  revoke(tx, whichIn(scope), now);

function whichIn({ scope, of }: Scope): Which {
  switch (scope) {
    case 'all':
      return (eb) => eb('state', '=', 'CLAIMED');
    case 'journey':
      return (eb) => eb('entry', 'in', entriesIn(eb, of));
    case 'step': {
      const [journey, step] = journeyAndStep(of);
      return (eb) => eb.and([eb('step', '=', step), eb('entry', 'in', entriesIn(eb, journey))]);
    }
    case 'sender': // a row from before senders were kept may be theirs
      return (eb) => eb.or([eb('sender', '=', of), eb('sender', 'is', null)]);
    case 'account':
      return (eb) => eb('prospect', 'in', peopleOf(eb, of));
    case 'prospect':
      return (eb) => eb('prospect', '=', of);
  }
}

type Eb = ExpressionBuilder<Database, 'ledger'>;

const entriesIn = (eb: Eb, journey: string) =>
  eb.selectFrom('entries').select('entries.id').where('journey', '=', journey);

const peopleOf = (eb: Eb, domain: string) =>
  eb
    .selectFrom('prospects')
    .innerJoin('accounts', 'accounts.id', 'prospects.account')
    .select('prospects.id')
    .where('domain', '=', domain);

/** Locked in the order of their key first, so that two of us never wait for each other. */
async function revoke(tx: Tx, which: Which, now: Instant): Promise<void> {
  const locked = await tx
    .selectFrom('ledger')
    .select('token')
    .where(which)
    .where('state', '=', 'CLAIMED')
    .orderBy('prospect')
    .orderBy('entry')
    .orderBy('step')
    .orderBy('visit')
    .orderBy('n')
    .forUpdate()
    .execute();
  const tokens = locked.flatMap(({ token }) => (token === null ? [] : [token]));
  if (tokens.length === 0) return;
  await tx
    .updateTable('ledger')
    .set({ state: 'REVOKED', at: now })
    .where('token', 'in', tokens)
    .where('state', '=', 'CLAIMED')
    .execute();
}
