import { type DidAsk, deedsOf } from '../core/did.ts';
import type { Ask, Frozen } from '../core/frozen.ts';
import type { Deed, Known } from '../core/knowledge.ts';

/** An event, as sales sees it: what they did, or what they told of themselves. */
export type Behind = Deed & Readonly<{ id: number; kind: 'track' | 'identify' }>;
export type KnownOf = Omit<Known, 'deeds'> & Readonly<{ deeds: readonly Behind[] }>;

/** The deeds behind a sentence, in the order given: of a score all that count for it. Undefined where nothing could be behind it. Pure. */
export function evidenceFor(
  ask: Ask,
  { scores }: Pick<Frozen, 'scores'>,
  known: KnownOf,
): readonly Behind[] | undefined {
  switch (ask.kind) {
    case 'did':
      return deedsOf(ask, known);
    case 'trait':
      return told(ask.trait, known);
    case 'score': {
      const worth = scores?.[ask.axis]?.worth ?? [];
      const from = ask.axis === 'intent' ? (known.spentAt ?? -Infinity) : -Infinity;
      const behind = new Set(
        worth
          .filter(({ points }) => points > 0)
          .flatMap(({ signal }) =>
            signal.kind === 'did' ? ever(signal, known) : told(signal.trait, known),
          )
          .filter(({ at, kind }) => kind === 'identify' || at >= from),
      );
      return known.deeds.filter((deed) => behind.has(deed));
    }
    default:
      return undefined;
  }
}

const ever = (signal: DidAsk, known: KnownOf): readonly Behind[] =>
  deedsOf({ ...signal, ever: true }, known);

/** Where they last told it. */
const told = (trait: string, { deeds, traits }: KnownOf): readonly Behind[] =>
  deeds.filter(
    ({ kind, at, props }) => kind === 'identify' && at === traits[trait]?.at && trait in props,
  );
