import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findings } from '../support/check-world.ts';
import { eventually } from '../support/eventually.ts';
import { WholeStack } from '../support/whole-stack.ts';
import { Deck } from './deck.ts';
import { type FaultServer, startFaultServer } from './fault-server.ts';
import { addressOf, allOut, letIn, thriceFolder } from './thrice.ts';

/** How the world is while the mail server is away for an hour: an hour lasts a minute. */
const PACE = 1 / 60;
const MINUTE = 60_000 * PACE;
/** A little more, so that those who tried for the whole of it are put off as well. */
const AWAY = 66 * MINUTE;
/** The second mail is due just after the mail server left, and of no use before it is back. */
const STEPS = `educate('one'), wait('3 minutes'), educate('two', { uselessAfter: '45 minutes' }),
  wait('3 minutes'), educate('three')`;

/** Who entered when: before the mail server left, just after it, and shortly before it was back. */
export type Cohort = 'before' | 'early' | 'late';
const COHORTS: readonly Cohort[] = ['before', 'early', 'late'];

export type Hour = Readonly<{
  /** What the people of each cohort got, one kind of them a line: `one two three`. */
  got: Readonly<Record<Cohort, readonly string[]>>;
  /** The most mails within one second after it was back. */
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
  const whole = await WholeStack.open({ databaseUrl, pace: PACE, project, mailServer: server });
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
  const after = mails.map(({ at }) => at).filter((at) => at >= back);
  return {
    got: { before: got(0), early: got(people), late: got(2 * people) },
    burst: mostWithin(1_000, after),
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
