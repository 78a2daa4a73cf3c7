import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { readyNamespace } from '../dev/temporal-namespace.ts';
import type { Kept } from './keeper.ts';

/** A store and a mail server; they end with this process, however it ends. */
export type Ground = Readonly<{
  databaseUrl: string;
  smtp: string;
  /** Process ids by name, for what each of them costs. */
  pids: Readonly<{ postgres: number; sink: number }>;
  /** How many mails the mail server took. */
  mails(): Promise<number>;
  /** Resolves when they are gone. */
  stop(): Promise<void>;
}>;

/** What both ways of dripping share. */
export type Servers = Omit<Ground, 'pids'> &
  Readonly<{
    temporal: string;
    namespace: string;
    pids: Readonly<Record<'temporal' | keyof Ground['pids'], number>>;
  }>;

const NAMESPACE = 'bench';
const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** A PostgreSQL as `npm start` has it, in a folder that goes with it, and a mail server that costs next to nothing. */
export async function startGround(): Promise<Ground> {
  const { kept, stop } = await startKept();
  const { postgres } = kept.pids;
  return groundOn({ databaseUrl: kept.databaseUrl, postgres, stop });
}

/** The same, and a Temporal as `npm start` has it. */
export async function startServers(): Promise<Servers> {
  const { kept, stop } = await startKept('temporal');
  const { databaseUrl, temporal, pids } = kept;
  await readyNamespace(temporal, NAMESPACE);
  const ground = await groundOn({ databaseUrl, postgres: pids.postgres, stop });
  return { ...ground, temporal, namespace: NAMESPACE, pids: { ...pids, ...ground.pids } };
}

/** See keeper.ts. */
async function startKept(
  ...more: readonly string[]
): Promise<{ kept: Kept; stop: Ground['stop'] }> {
  const keeper = fork(pathOf('keeper.ts'), more, { detached: true });
  return {
    kept: (await heard(keeper)) as Kept,
    stop: async () => {
      const gone = once(keeper, 'exit');
      keeper.disconnect();
      await gone;
    },
  };
}

type Store = Readonly<{ databaseUrl: string; postgres: number; stop: Ground['stop'] }>;

async function groundOn({ databaseUrl, postgres, stop }: Store): Promise<Ground> {
  const sink = fork(pathOf('sink-process.ts'));
  const { url } = (await heard(sink)) as { url: string };
  return {
    databaseUrl,
    smtp: url,
    pids: { postgres, sink: sink.pid ?? 0 },
    mails: async () => {
      const answer = heard(sink);
      sink.send('count');
      return ((await answer) as { mails: number }).mails;
    },
    stop: async () => {
      sink.disconnect();
      await stop();
    },
  };
}

/** The next thing it says. Throws where it ends instead; it has said why. */
async function heard(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a server of the bench ended with ${code}`);
  });
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
  return message;
}
