import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../simulator/random.ts';
import { findings } from '../support/check-world.ts';
import { OwnPostgres } from '../support/own-postgres.ts';
import { WholeStack } from '../support/whole-stack.ts';
import { type Audit, auditOf } from './audit.ts';
import { Deck } from './deck.ts';
import { type FaultServer, startFaultServer } from './fault-server.ts';
import { Killer, type Target, targetsOf } from './killer.ts';
import { A_DAY_BETWEEN, allOut, letIn, MAILS, thriceFolder } from './thrice.ts';

export type Plan = Readonly<{
  /** Of which faults and which kills come in which order. */
  seed: number;
  people: number;
  kills: number;
  /** How often a second worker stands still; there is one where this is more than 0. */
  frozen: number;
  /** How long a day lasts, ms: there is one between two mails to somebody. */
  day: number;
  /** At most so long is waited for all to be over, after the last kill; ms. */
  patience: number;
  /** Whether the product may look at what the mail server kept. */
  evidence: boolean;
  say?: (line: string) => void;
}>;

/** Something was killed, and gone at that instant. */
export type Kill = Readonly<{ target: Target; at: number }>;

/** What a run came to. */
export type Outcome = Readonly<{
  plan: Plan;
  deck: Deck;
  kills: readonly Kill[];
  /** When each worker that stood still went on, ms. */
  thaws: readonly number[];
  audit: Audit;
  /** What is wrong with the world that is left; see check-world.ts. */
  findings: readonly string[];
}>;

/** How many mails go wrong once each fault has happened. */
const SHARE = 0.15;
/** How long the mail server may take for a word, ms: what is silent is let go of after this. Longer than a busy computer stands still. */
const SMTP_TIMEOUT = 4_000;

/**
 * People are let into a journey of three mails by the API, a handful before each kill; the mail server fails, and everything is killed
 * in the midst. Who has which mail is counted once every journey is over.
 */
export async function runFaults(plan: Plan): Promise<Outcome> {
  const folder = await thriceFolder(A_DAY_BETWEEN);
  const postgres = await OwnPostgres.start();
  const deck = new Deck(plan.seed, SHARE);
  const random = new Random(plan.seed + 1);
  const server = await startFaultServer(deck, {
    file: join(folder.dir, 'kept.ndjson'),
    takes: () => Math.random() * 20,
    late: 2 * SMTP_TIMEOUT,
  });
  const whole = await WholeStack.open({
    databaseUrl: postgres.url,
    pace: plan.day / 86_400_000,
    project: folder.dir,
    mailServer: server,
    smtpTimeout: SMTP_TIMEOUT,
    evidence: plan.evidence,
  });
  try {
    await whole.startProduct();
    if (plan.frozen > 0) await whole.startWorker();
    const running: Running = { plan, whole, server, random, killer: new Killer(whole, postgres) };
    const kills = await wreak(running);
    await quiet(running, deck);
    const audit = await auditOf(whole.ctx, server.kept, plan.people);
    const { thaws } = running.killer;
    return { plan, deck, kills, thaws, audit, findings: await findings(whole.world) };
  } finally {
    await whole.close();
    await postgres.stop();
    await folder.remove();
  }
}

type Running = Readonly<{
  plan: Plan;
  whole: WholeStack;
  server: FaultServer;
  random: Random;
  killer: Killer;
}>;

/** Kill after kill, each in the midst of mails. */
async function wreak(running: Running): Promise<readonly Kill[]> {
  const { plan, whole, server, random, killer } = running;
  const { people, day, say = () => {} } = plan;
  const done: Kill[] = [];
  const targets = targetsOf(plan, random);
  const share = (i: number): number => Math.floor((people * i) / targets.length);
  for (const [i, target] of targets.entries()) {
    await letIn(whole, share(i), share(i + 1));
    await amid(server, Math.ceil((people * MAILS.length * random.next()) / targets.length), day);
    await pause(random.below(500));
    say(`${target} (${i + 1} of ${targets.length}); ${server.mails.length} mails`);
    done.push({ target, at: await killer.kill(target, random.below(day / 4)) });
  }
  await killer.thawed();
  return done;
}

/** So many more mails have come; or they do not come within `soon` ms, which is a moment like any other. */
async function amid(server: FaultServer, mails: number, soon: number): Promise<void> {
  const enough = server.mails.length + mails;
  const patience = performance.now() + soon;
  while (server.mails.length < enough && performance.now() < patience) await pause(10);
}

/** Everybody has come to the end of their journey; nothing goes wrong any more once everything has. */
async function quiet({ plan, whole, server }: Running, deck: Deck): Promise<void> {
  const { people, patience, say = () => {} } = plan;
  const telling = setInterval(() => say(`${server.mails.length} mails`), 15_000);
  const calming = setInterval(() => deck.missing.length === 0 && deck.calm(), 50);
  await allOut(whole, people, patience).finally(() => {
    clearInterval(telling);
    clearInterval(calming);
  });
}
