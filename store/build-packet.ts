import type { Instant, Rule } from '../core/fact.ts';
import { holds } from '../core/fact.ts';
import { factInEnglish } from '../core/english/fact-in-english.ts';
import { readiness } from '../core/english/readiness.ts';
import type { Says } from '../core/english/says.ts';
import type { Frozen, OfferStep } from '../core/frozen.ts';
import type { Admitted } from './admit.ts';
import type { Tx } from './ctx.ts';
import { type Behind, evidenceFor } from './evidence.ts';
import { keyOf, spanOf } from './knowing.ts';
import type { Packet } from './packet.ts';
import type { Entry } from './refold.ts';
import { traitsOf } from './traits-of.ts';

/** Deeds shown for one sentence: the newest. */
const DEEDS = 20;
/** Mails and earlier handoffs shown. */
const SHOWN = 50;

export type Packed =
  | Readonly<{ kind: 'packet'; packet: Packet }>
  | Readonly<{ kind: 'incomplete'; missing: string }>;

/** Everything sales should know before it says yes: complete, or refused with what is missing. */
export async function buildPacket(
  tx: Tx,
  { person, entry, frozen, now }: Admitted,
  { step, says = {} }: Readonly<{ step: OfferStep; says: Says | undefined }>,
): Promise<Packed> {
  if (person.email === null)
    return { kind: 'incomplete', missing: 'who they are: there is no address' };
  const traits = (await traitsOf(tx, [person.id])).get(person.id) ?? {};
  const sentences = convincing(step.because).filter((sentence) =>
    holds(sentence, entry.facts, now),
  );
  const known = {
    deeds: await deedsFor(tx, entry),
    traits,
    ...spanOf(entry, person),
    ...keyOf(entry, frozen),
  };
  const why = sentences.flatMap((sentence) => {
    const ask = frozen.facts[sentence];
    const since = entry.facts[sentence]?.since;
    if (ask === undefined || since === undefined) return [];
    const behind = evidenceFor(ask, frozen, known);
    if (behind === undefined) return [];
    return [
      {
        sentence,
        ...saidOf(sentence, frozen, says),
        since,
        events: behind.slice(-DEEDS).map(({ id, name, at, props }) => ({ id, name, at, props })),
      },
    ];
  });
  if (why.length === 0)
    return { kind: 'incomplete', missing: 'why now: nothing they did or are speaks for it' };
  const account = await accountOf(tx, person.account);
  return {
    kind: 'packet',
    packet: {
      who: {
        email: person.email,
        ...(account !== undefined && { account }),
        traits: valuesOf(traits),
      },
      why,
      sent: await sentTo(tx, person.id),
      tried: await triedWith(tx, person.id),
      suggest: step.suggest,
      ready: readiness(frozen, step, says),
      journey: entry.journey,
      consent: await consentsOf(tx, person.id, now),
    },
  };
}

const valuesOf = (
  traits: Readonly<Record<string, Readonly<{ value: unknown }>>>,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(traits).map(([trait, { value }]) => [trait, value]));

function saidOf(sentence: string, journey: Frozen, says: Says): Readonly<{ said?: string }> {
  const said = factInEnglish(sentence, journey, says);
  return said === undefined ? {} : { said };
}

/** The sentences that can convince: not those that must be false. Pure. */
export function convincing(rule: Rule): readonly string[] {
  if (typeof rule === 'string') return [rule];
  if ('not' in rule) return [];
  return [...new Set(('all' in rule ? rule.all : rule.any).flatMap(convincing))];
}

const deedsFor = (tx: Tx, { prospect }: Entry): Promise<Behind[]> =>
  tx
    .selectFrom('events')
    .select(['id', 'kind', 'name', 'at', 'props'])
    .where('prospect', '=', prospect)
    .where('seq', 'is not', null)
    .orderBy('at')
    .orderBy('id')
    .execute();

async function accountOf(tx: Tx, id: string | null): Promise<string | undefined> {
  if (id === null) return undefined;
  const row = await tx
    .selectFrom('accounts')
    .select('domain')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.domain;
}

async function sentTo(tx: Tx, prospect: string): Promise<Packet['sent']> {
  const rows = await tx
    .selectFrom('ledger')
    .select(['mail', 'subject', 'mindset', 'sent_at', 'state'])
    .where('prospect', '=', prospect)
    .where('sent_at', 'is not', null)
    .orderBy('sent_at', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.flatMap(({ sent_at, ...mail }) =>
    sent_at === null ? [] : [{ ...mail, at: sent_at }],
  );
}

const triedWith = (tx: Tx, prospect: string): Promise<Packet['tried'][number][]> =>
  tx
    .selectFrom('handoffs')
    .select(['state', 'reason', 'rep', 'offered_at as at'])
    .where('prospect', '=', prospect)
    .orderBy('offered_at', 'desc')
    .limit(SHOWN)
    .execute();

const consentsOf = (tx: Tx, prospect: string, now: Instant): Promise<Packet['consent'][number][]> =>
  tx
    .selectFrom('consents')
    .select(['topic', 'basis', 'at'])
    .where('prospect', '=', prospect)
    .where('withdrawn_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('topic')
    .execute();
