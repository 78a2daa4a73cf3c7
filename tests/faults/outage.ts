import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spacingOf } from '../../core/quota.ts';
import { findings } from '../support/check-world.ts';
import { eventually } from '../support/eventually.ts';
import { WholeStack } from '../support/whole-stack.ts';
import { Deck } from './deck.ts';
import { type FaultServer, startFaultServer } from './fault-server.ts';
import { addressOf, allOut, letIn, thriceFolder } from './thrice.ts';

/** How the world is while the mail server is away for an hour: an hour lasts a minute. */
const PACE = 1 / 60;
const MINUTE = 60_000 * PACE;
const AWAY = 60 * MINUTE;
/** The second mail is due just after the mail server left, and of no use before it is back. */
const STEPS = `educate('one'), wait('3 minutes'), educate('two', { from: 'ana', uselessAfter: '45 minutes' }),
  wait('3 minutes'), educate('three', { from: 'ana' })`;
/** How many first mails, which are the team's, may leave in a minute; the others wait for no quota. */
export const A_MINUTE = 120;
/** No more of them than that within so many ms, and this is what may be caught up on at once; see core/quota.ts. */
export const AT_ONCE = { within: 1_000, most: mostIn(1_000) };

function mostIn(ms: number): number {
  const { each, burst, block, lease } = spacingOf(A_MINUTE);
  return Math.ceil((ms + lease) / each) + burst + block - 1;
}

/** Who entered when: before the mail server left, just after it, and shortly before it was back. */
export type Cohort = 'before' | 'early' | 'late';
const COHORTS: readonly Cohort[] = ['before', 'early', 'late'];

export type Hour = Readonly<{
  /** What the people of each cohort got, one kind of them a line: `one two three`. */
  got: Readonly<Record<Cohort, readonly string[]>>;
  /** The most first mails within `AT_ONCE.within` after it was back. */
  burst: number;
  findings: readonly string[];
}>;

/** The mail server refuses every connection for an hour while mails are due; afterwards, who got what by its own count. */
export async function anHourAway(databaseUrl: string, people: number): Promise<Hour> {
  const folder = await thriceFolder(STEPS);
  const server = await startFaultServer(new Deck(0, 0).calm(), {
    file: join(folder.dir, 'kept.ndjson'),
  });
  const project = folder.dir;
  const perMinute = { to: {}, senders: { team: A_MINUTE } };
  const given = { databaseUrl, pace: PACE, project, perMinute, mailServer: server };
  const whole = await WholeStack.open(given);
  try {
    await whole.startProduct();
    const when = await away(whole, server, people);
    await allOut(whole, people * COHORTS.length, 120_000);
    return { ...told(server, people, when), findings: await findings(whole.world) };
  } finally {
    await whole.close();
    await folder.remove();
  }
}

type Away = Readonly<{ left: number; back: number }>;

/** Resolves when it is back. */
async function away(whole: WholeStack, server: FaultServer, people: number): Promise<Away> {
  await letIn(whole, 0, people);
  await eventually(() => {
    if (server.mails.length < people) throw new Error(`${server.mails.length} mails`);
  });
  await server.leave();
  const left = Date.now();
  await letIn(whole, people, 2 * people);
  await pause(AWAY * 0.8);
  await letIn(whole, 2 * people, 3 * people);
  await pause(left + AWAY - Date.now());
  await server.listen();
  return { left, back: Date.now() };
}

function told(
  { mails }: FaultServer,
  people: number,
  { left, back }: Away,
): Omit<Hour, 'findings'> {
  const theirs = Map.groupBy(mails, ({ to }) => to);
  const got = (first: number): readonly string[] => [
    ...new Set(
      Array.from({ length: people }, (_, i) => theirs.get(addressOf(first + i)) ?? [])
        // whose second mail was quicker than we in taking the mail server away is no case of it
        .filter(([, second]) => second === undefined || second.at >= left)
        .map((some) => some.map(({ subject }) => subject).join(' ')),
    ),
  ];
  const after = mails.filter(({ subject, at }) => subject === 'one' && at >= back);
  return {
    got: { before: got(0), early: got(people), late: got(2 * people) },
    burst: mostWithin(
      AT_ONCE.within,
      after.map(({ at }) => at),
    ),
  };
}

/** The most of these instants, which are in order, that lie within `ms` of each other. Pure. */
export function mostWithin(ms: number, instants: readonly number[]): number {
  let first = 0;
  return instants.reduce((most, at, i) => {
    while ((instants[first] ?? at) <= at - ms) first += 1;
    return Math.max(most, i - first + 1);
  }, 0);
}
