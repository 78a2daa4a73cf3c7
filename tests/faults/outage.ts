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
const STEPS = `educate('one'), wait('3 minutes'), educate('two', { uselessAfter: '30 minutes' }),
  wait('3 minutes'), educate('three')`;

/** Who entered when: before the mail server left, just after it, and shortly before it was back. */
export type Cohort = 'before' | 'early' | 'late';
const COHORTS: readonly Cohort[] = ['before', 'early', 'late'];

export type Hour = Readonly<{
  /** What each cohort got: how many of its people had which mails, as `one two three`. */
  got: Readonly<Record<Cohort, Readonly<Record<string, number>>>>;
  /** Mails that came twice. */
  doubled: readonly string[];
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
    const back = await away(whole, server, people);
    await allOut(whole, people * COHORTS.length, 120_000);
    return { ...told(server, people, back), findings: await findings(whole.world) };
  } finally {
    await whole.close();
    await folder.remove();
  }
}

/** Resolves, when it is back, with when that was. */
async function away(whole: WholeStack, server: FaultServer, people: number): Promise<number> {
  await letIn(whole, 0, people);
  await eventually(() => {
    if (server.mails.length < people) throw new Error(`${server.mails.length} mails`);
  });
  await server.leave();
  const left = performance.now();
  await letIn(whole, people, 2 * people);
  await pause(AWAY * 0.8);
  await letIn(whole, 2 * people, 3 * people);
  await pause(left + AWAY - performance.now());
  await server.listen();
  return Date.now();
}

function told({ mails }: FaultServer, people: number, back: number): Omit<Hour, 'findings'> {
  const subjects = Map.groupBy(mails, ({ to }) => to);
  const got = (first: number): Record<string, number> => {
    const sets = Array.from({ length: people }, (_, i) =>
      (subjects.get(addressOf(first + i)) ?? []).map(({ subject }) => subject).join(' '),
    );
    return Object.fromEntries(
      [...Map.groupBy(sets, (set) => set)].map(([set, of]) => [set, of.length]),
    );
  };
  const names = Map.groupBy(mails, ({ to, subject }) => `${subject} to ${to}`);
  return {
    got: { before: got(0), early: got(people), late: got(2 * people) },
    doubled: [...names].flatMap(([name, same]) => (same.length > 1 ? [name] : [])),
    burst: mostWithin(
      1_000,
      mails.map(({ at }) => at).filter((at) => at >= back),
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
