import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spacingOf } from '../../core/quota.ts';
import type { Ctx } from '../../store/ctx.ts';
import { findings } from '../support/check-world.ts';
import { eventually } from '../support/eventually.ts';
import { WholeStack } from '../support/whole-stack.ts';
import { Deck } from './deck.ts';
import { type FaultServer, startFaultServer } from './fault-server.ts';
import { addressOf, allOut, letIn, thriceFolder } from './thrice.ts';

/** How many seconds the hour lasts. By hand: PERENNIAL_HOUR=60. */
export const HOUR = Number(process.env['PERENNIAL_HOUR'] ?? 20);
const PACE = HOUR / 3_600;
const AWAY = HOUR * 1_000;
/** The second mail is due just after the mail server left, and of no use before it is back. */
const STEPS = `educate('one'), wait('12 minutes'), educate('two', { from: 'ana', uselessAfter: '40 minutes' }),
  wait('3 minutes'), educate('three', { from: 'ana' })`;
/** How many first mails, which are the team's, may leave in a minute; the others wait for no quota. */
const A_MINUTE = 90;
/** No more of them than that within so many ms, and this is what may be caught up on at once; see core/quota.ts. */
export const AT_ONCE = { within: 5_000, most: mostIn(5_000) };

function mostIn(ms: number): number {
  const { each, burst, block, lease } = spacingOf(A_MINUTE);
  return Math.ceil((ms + lease) / each) + burst + block - 1;
}

/** Who entered when: before the mail server left, just after it, and shortly before it was back. */
export type Cohort = 'before' | 'early' | 'late';
/** How many of each. The first are so few that their first mails leave at once: the mail server must be gone before the second are due. */
const PEOPLE: Readonly<Record<Cohort, number>> = { before: 6, early: 12, late: 12 };
/** All of them. */
export const EVERYBODY = PEOPLE.before + PEOPLE.early + PEOPLE.late;
/** The first person of each. */
const FIRST = { before: 0, early: PEOPLE.before, late: PEOPLE.before + PEOPLE.early } as const;

export type Hour = Readonly<{
  /** What the people of each cohort got, one kind of them a line: `one two three`. */
  got: Readonly<Record<Cohort, readonly string[]>>;
  /** The most first mails within `AT_ONCE.within` after it was back. */
  burst: number;
  /** How often a mail was tried, and not taken. */
  inVain: number;
  findings: readonly string[];
}>;

/** The mail server refuses every connection for an hour while mails are due; afterwards, who got what by its own count. */
export async function anHourAway(databaseUrl: string): Promise<Hour> {
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
    const when = await away(whole, server);
    await allOut(whole, EVERYBODY, 60_000 + AWAY);
    const inVain = (await triesIn(whole.ctx)) - server.mails.length;
    return { ...told(server, when), inVain, findings: await findings(whole.world) };
  } finally {
    await whole.close();
    await folder.remove();
  }
}

type Away = Readonly<{ left: number; back: number }>;

/** Resolves when it is back. */
async function away(whole: WholeStack, server: FaultServer): Promise<Away> {
  const enter = (cohort: Cohort): Promise<void> =>
    letIn(whole, FIRST[cohort], FIRST[cohort] + PEOPLE[cohort]);
  await enter('before');
  await eventually(() => {
    const firsts = server.mails.filter(({ subject }) => subject === 'one').length;
    if (firsts < PEOPLE.before) throw new Error(`${firsts} first mails`);
  });
  await server.leave();
  const left = Date.now();
  await enter('early');
  await pause(AWAY * 0.8);
  await enter('late');
  await pause(left + AWAY - Date.now());
  await server.listen();
  return { left, back: Date.now() };
}

function told({ mails }: FaultServer, { left, back }: Away): Pick<Hour, 'got' | 'burst'> {
  const theirs = Map.groupBy(mails, ({ to }) => to);
  const got = (cohort: Cohort): readonly string[] => [
    ...new Set(
      Array.from(
        { length: PEOPLE[cohort] },
        (_, i) => theirs.get(addressOf(FIRST[cohort] + i)) ?? [],
      )
        // whose second mail was quicker than we in taking the mail server away is no case of it
        .filter(([, second]) => second === undefined || second.at >= left)
        .map((some) => some.map(({ subject }) => subject).join(' ')),
    ),
  ];
  const after = mails.filter(({ subject, at }) => subject === 'one' && at >= back);
  return {
    got: { before: got('before'), early: got('early'), late: got('late') },
    burst: mostWithin(
      AT_ONCE.within,
      after.map(({ at }) => at),
    ),
  };
}

async function triesIn({ db }: Ctx): Promise<number> {
  const rows = await db.selectFrom('ledger').select('attempt').execute();
  return rows.reduce((sum, { attempt }) => sum + attempt, 0);
}

/** The most of these instants, which are in order, that lie within `ms` of each other. Pure. */
export function mostWithin(ms: number, instants: readonly number[]): number {
  let first = 0;
  return instants.reduce((most, at, i) => {
    while ((instants[first] ?? at) <= at - ms) first += 1;
    return Math.max(most, i - first + 1);
  }, 0);
}
