import type { Condition } from '../condition.ts';
import type { Stage } from '../names.ts';
import { type Step, step } from '../step.ts';
import type { Anchor, Duration, Moment, Shifted } from '../time.ts';
import type { House } from '../vocabulary.ts';

type Ways<A extends string, B extends string> = Readonly<{
  atMost: Duration | Moment;
  /** Where, once it is true; without it, on to the next line. */
  met?: Step<A> | readonly Step<A>[];
  /** Where, if it is not by then; without it, on to the next line. */
  late?: Step<B> | readonly Step<B>[];
}>;
type NoLength<L extends string> =
  `'${L}' is no length: say '3 days', '1 hour' or '2 business days'`;
interface Wait {
  <L extends string>(length: L extends Duration ? L : NoLength<L>): Step<never>;
  readonly until: (moment: Moment) => Step<never>;
}

/** The words for when. */
export interface Timing<H extends House> {
  /** The next step is not looked at before this has passed. */
  readonly wait: Wait;
  readonly before: (shift: Duration, moment: Anchor) => Shifted;
  readonly after: (shift: Duration, moment: Anchor) => Shifted;
  /** Until the condition is true, but not for ever. */
  readonly waitFor: <A extends Stage<H> = never, B extends Stage<H> = never>(
    id: string,
    condition: Condition,
    ways: Ways<A, B>,
  ) => Step<NoInfer<A | B>>;
}

export const timing = <H extends House>(): Timing<H> => ({
  wait: Object.assign((length: unknown) => step('wait', { length }), {
    until: (until: Moment) => step('wait', { until }),
  }),
  before: (shift, moment) => ({ moment, shift, side: 'before' }),
  after: (shift, moment) => ({ moment, shift, side: 'after' }),
  waitFor: (id, condition, ways) => step('waitFor', { id, condition, ...ways }),
});
