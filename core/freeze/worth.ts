import type { Worth } from '../frozen.ts';
import { type DidAsk, isRef } from '../did.ts';
import { askIn } from './ask.ts';
import { refuse, type Spot, within } from './draft.ts';
import { isFields, onlyWords, spell } from './fields.ts';

const NO_SIGNAL: Worth['signal'] = { kind: 'did', event: '' };

/** What one signal adds to a score. */
export function worthIn(spot: Spot, line: unknown): Worth {
  const said = isFields(line) ? line : {};
  onlyWords(spot, said, ['points', 'signal', 'upTo']);
  const signal = signalIn(within(spot, 'signal'), said['signal']);
  const points = pointsIn(spot, said['points']);
  if (said['upTo'] === undefined) return { points, signal };
  return { points, signal, upTo: limitIn(within(spot, 'upTo'), said['upTo']) };
}

/** A deed, or what somebody is. */
function signalIn(spot: Spot, said: unknown): Worth['signal'] {
  if (!isFields(said) || !('did' in said || 'trait' in said)) return noSignal(spot, said);
  const ask = askIn(spot, said);
  if (ask?.kind === 'trait') return ask;
  return ask?.kind === 'did' ? bareDeed(spot, ask) : NO_SIGNAL; // refused already
}

/** How often and how long ago is what the score itself makes of a deed. */
function bareDeed(spot: Spot, { kind, event, where, ...refined }: DidAsk): DidAsk {
  for (const word of Object.keys(refined)) noRefining(spot, word);
  if (Object.values(where ?? {}).some(isRef)) noJourney(spot);
  return { kind, event, ...(where && { where }) };
}

function noSignal(spot: Spot, said: unknown): Worth['signal'] {
  refuse(spot, {
    code: 'L000',
    what: `${isFields(said) ? 'A condition of several parts' : spell(said)} is no signal.`,
    mend: "Say did('…') or trait('…').is(…), each with a worth of its own.",
  });
  return NO_SIGNAL;
}

const MENDS: Readonly<Record<string, string>> = {
  times: 'Leave .times(…) out: each time adds its points, and upTo limits them.',
  within: 'Leave .within(…) out: points fade as halvesEvery of the score says, in house.ts.',
  ever: 'Leave .ever() out: a score remembers everything anyway.',
};

const noRefining = (spot: Spot, word: string): void =>
  refuse(spot, {
    code: 'L000',
    what: `.${word}(…) asks nothing of a signal.`,
    mend: MENDS[word] ?? 'Leave it out.',
  });

const noJourney = (spot: Spot): void =>
  refuse(spot, {
    code: 'L000',
    what: "the('…') is of one journey, and a score is of the person, whatever journey they are in.",
    mend: 'Compare with plain values.',
  });

function pointsIn(spot: Spot, points: unknown): number {
  if (typeof points === 'number' && Number.isFinite(points) && points !== 0) return points;
  refuse(spot, {
    code: 'L000',
    what: `${spell(points)} are no points.`,
    mend: 'Say a number: 8, or -20 for what speaks against them.',
  });
  return 0;
}

function limitIn(spot: Spot, limit: unknown): number {
  if (typeof limit === 'number' && Number.isFinite(limit) && limit > 0) return limit;
  refuse(spot, {
    code: 'L000',
    what: `${spell(limit)} is no limit.`,
    mend: 'Say how many points it adds at most: { upTo: 24 }.',
  });
  return 1;
}
