import type { Log } from '../log.ts';
import { Joining } from './joining.ts';
import { Letters } from './letters.ts';
import { PublicApi } from './public-api.ts';
import { Personas, type World as Told } from './personas.ts';

export type Play = Readonly<{ stop(): Promise<void> }>;
export type PlayOptions = Readonly<{
  base: string;
  apiKey: string;
  /** Of the world: what a day of a journey is in real days. */
  pace: number;
  log: Log;
  /** Of a house in which the cast cannot live: who does instead. */
  personas?: Told;
}>;

/** How often the cast looks around, ms. */
const TICK = 250;

/**
 * Plays the cast until stopped: people join, read their mail and do what people do, all over the public API. What it
 * needs to know it asks the world, and whatever it does has a name of its own, so a restart goes on and doubles nothing.
 */
export function startPlay({ base, apiKey, pace, log, personas }: PlayOptions): Play {
  const over = new AbortController();
  const api = new PublicApi(base, apiKey, over.signal);
  const ticks = personas ? [tellOver(api, personas)] : [joinOver(api, pace), reactOver(api, pace)];
  const playing = Promise.all(ticks.map((tick) => untilOver(over.signal, log, tick)));
  return {
    stop: async () => {
      over.abort();
      await playing;
    },
  };
}

function joinOver(api: PublicApi, pace: number): () => Promise<void> {
  const joining = new Joining(api, pace);
  return () => joining.tick(Date.now());
}

function tellOver(api: PublicApi, told: Told): () => Promise<void> {
  const personas = new Personas(api, told);
  return () => personas.tick(Date.now());
}

function reactOver(api: PublicApi, pace: number): () => Promise<void> {
  const letters = new Letters(api, pace);
  return () => letters.tick(Date.now());
}

/** A failed tick is said once, and tried again: the world may be busy, or just stopping. */
async function untilOver(over: AbortSignal, log: Log, tick: () => Promise<void>): Promise<void> {
  let said = '';
  while (!over.aborted) {
    try {
      await tick();
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      if (!over.aborted && what !== said) log(`the cast: ${what}`);
      said = what;
    }
    await pause(over);
  }
}

const pause = (over: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const wake = (): void => {
      clearTimeout(timer);
      over.removeEventListener('abort', wake);
      done();
    };
    const timer = setTimeout(wake, TICK);
    over.addEventListener('abort', wake);
  });
