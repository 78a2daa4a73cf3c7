import { createHash } from 'node:crypto';
import type { Instant } from '../core/fact.ts';
import { stageOf } from '../core/frozen.ts';
import type { HouseData } from '../core/house.ts';
import { store } from './collect.ts';
import { withdrawConsents } from './consents.ts';
import type { Ctx, Tx } from './ctx.ts';
import { settleByEvidence } from './fence.ts';
import { type MailOfOurs, mailOfOurs } from './mail-of-ours.ts';
import { putReturned, type Returned } from './returned.ts';
import { countSoft } from './soft-bounces.ts';
import { tellStory } from './story.ts';
import type { StoryKind } from './story-kind.ts';
import { openReply } from './open-reply.ts';
import { suppress } from './suppressions.ts';
import { lockProspect, type Prospect, transact } from './transaction.ts';
import { unsubscribeIn } from './unsubscribe.ts';

/** `known`: it was here before. `stranger`: it names no mail of ours, and changed nothing. */
export type Taken = 'taken' | 'known' | 'stranger';

/**
 * Takes in what came back, once, in one transaction: it settles what the ledger did not know, tells the story, and a hard bounce or a
 * complaint suppresses the address that the mail went to. What is our own fault never does. A mail that unsubscribes does as its link.
 * A person's answer is the event `mail.replied`, and stops their mail until a person has decided (`openReply`); to a mail that asks for a
 * confirmation it is a line of the story alone. Only what names a mail of ours changes anything. Of somebody who was erased no word is kept.
 */
export const takeBack = (ctx: Ctx, back: Returned): Promise<Taken> =>
  transact(ctx, async (tx) => {
    const now = ctx.now();
    const named = await mailOfOurs(tx, back.names);
    const person = named && (await lockProspect(tx, named.row.prospect));
    const ours = named && (await mailOfOurs(tx, back.names)); // as it is under the lock
    if (!(await putReturned(tx, keptOf(back, person), { row: ours?.row, now }))) return 'known';
    if (ours === undefined || person === undefined) return 'stranger';
    if (back.kind !== 'unclear') await follow(ctx, tx, { back, ours, person, now });
    return 'taken';
  });

const isErased = (person: Prospect | undefined): boolean =>
  person !== undefined && person.erased_at !== null;

const keptOf = (back: Returned, person: Prospect | undefined): Returned =>
  isErased(person) ? { ...back, raw: new Uint8Array() } : back;

type About = Readonly<{ back: Returned; ours: MailOfOurs; person: Prospect; now: Instant }>;

async function follow(ctx: Ctx, tx: Tx, about: About): Promise<void> {
  const { ours, person } = about;
  if (ours.kind === 'touch')
    await settleByEvidence(ctx, tx, { row: ours.row, known: 'what came back' });
  if (!isErased(person)) await heed(ctx, tx, about);
}

async function heed(ctx: Ctx, tx: Tx, about: About): Promise<void> {
  switch (about.back.kind) {
    case 'hard':
      await tell(tx, about, 'bounced');
      return stop(tx, about, 'bounced');
    case 'complaint':
      await tell(tx, about, 'complained');
      await withdrawConsents(tx, { prospect: about.person.id, source: 'complaint' }, about.now);
      return stop(tx, about, 'complained');
    case 'soft':
      await tell(tx, about, 'bounced');
      return countSoft(tx, about.person, about.now);
    case 'block':
    case 'policy':
      return tell(tx, about, 'bounced');
    case 'out-of-office':
    case 'automatic':
      return tell(tx, about, 'auto-replied');
    case 'reply':
      return answered(ctx, tx, about);
    case 'unsubscribe':
      return unsubscribeIn(ctx, tx, { person: about.person, source: 'mail' });
    default: // a server that still tries, or says that it delivered: the ledger is all that wanted to know
  }
}

async function stop(tx: Tx, { back, person, now }: About, reason: string): Promise<void> {
  const whom = { prospect: person.id, addressHash: person.address_hash, reason };
  await suppress(tx, [{ ...whom, source: `${back.source} ${back.status ?? back.why}` }], now);
}

const REASONS: Readonly<Record<string, string>> = {
  hard: 'no such address',
  soft: 'not for now',
  block: 'they block our servers',
  policy: 'against their rules',
  'out-of-office': 'out of office',
};

const tell = (tx: Tx, { back, ours, now }: About, kind: StoryKind): Promise<void> =>
  tellStory(tx, {
    prospect: ours.row.prospect,
    at: now,
    kind,
    ...whereOf(ours),
    what: {
      mail: ours.row.mail,
      kind: back.kind,
      reason: REASONS[back.kind],
      why: back.why,
      status: back.status,
    },
  });

const whereOf = ({ kind, row }: MailOfOurs) =>
  kind === 'touch' ? { entry: row.entry, stage: stageOf(row.step), step: row.step } : {};

/** Once, however many copies of it come; what one of ours writes in the same conversation is no answer of theirs. */
async function answered(ctx: Ctx, tx: Tx, about: About): Promise<void> {
  const { back, ours, now } = about;
  if (isOurs(ctx.house, back.from)) return;
  // It is no journey that they answer, and perhaps nobody who ever heard of us: nothing for a journey to listen to.
  if (ours.kind === 'asking') return tell(tx, about, 'replied');
  const { row } = ours;
  const called = createHash('sha256')
    .update(back.messageId ?? back.ref)
    .digest('hex');
  const { prospect } = row;
  const props = { mail: row.mail };
  const event = { messageId: `replied/${prospect}/${called}`, prospect, props, at: now };
  const news = await store(tx, [{ source: 'perennial', name: 'mail.replied', ...event }], now);
  if (news === 0) return;
  await tell(tx, about, 'replied');
  await openReply(ctx, tx, { row, message: called, excerpt: back.excerpt, now });
}

function isOurs({ senders, teams }: HouseData, from = ''): boolean {
  const writers = Object.values(senders).flatMap(({ address, replyTo }) => [address, replyTo]);
  const reps = Object.values(teams).flatMap((team) => team.reps.map(({ email }) => email));
  return [...writers, ...reps].some((address) => address?.toLowerCase() === from);
}
