import { spread } from '../core/spread.ts';
import type { ToAsk } from '../store/ask-to-confirm.ts';

type Whom = Pick<ToAsk, 'prospect' | 'topic'>;

/**
 * Another order in each round: two processes that begin at once do not use up quotas for the same people, and where a circuit lets one try, it
 * is not the same one each time. Pure.
 */
export const inSomeOrder = <T extends Whom>(page: readonly T[], round: string): readonly T[] =>
  page.toSorted((a, b) => placeOf(a, round) - placeOf(b, round));

const placeOf = ({ prospect, topic }: Whom, round: string): number =>
  spread(`asking:${round}:${prospect}:${topic}`);
