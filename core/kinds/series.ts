import { holds, type Instant, nextTurn } from '../fact.ts';
import type { SeriesStep } from '../frozen.ts';
import { after } from '../length.ts';
import { sayRule } from '../say-rule.ts';
import { type Act, go, type Here, type Kind, stay } from './kind.ts';

/** One unseen mail of a folder after the other. Which one is drawn when it is claimed, so that new mails reach those who wait for one. */
export const series: Kind<SeriesStep> = {
  act(step, here) {
    const { now, facts, answer, said } = here;
    if (step.until !== undefined && holds(step.until, facts, now)) return go(step.next);
    if (answer === undefined) return next(step, here);
    switch (answer.kind) {
      case 'deferred':
      case 'held':
        return sayAt(step, here, answer.until);
      case 'exhausted': // new mails may have come by then
        if (step.until === undefined) return go(step.next);
        return sayAt(step, here, after(answer.at, step.every, here));
      default: // sent, refused, unknown, skipped: the ledger has it
        return { kind: 'said', said: { n: said.n + 1, at: answer.at } };
    }
  },
  writesItself: true,
  leadsTo: (step) => [step.next],
  asks: (step) => (step.until === undefined ? [] : [step.until]),
  say: ({ folder, every, until }) =>
    `one of ‘${folder}’ every ${every}${until === undefined ? '' : `, until ${sayRule(until)}`}`,
};

function next(step: SeriesStep, here: Here): Act {
  const { said, since } = here;
  if (said.n === 0) return sayAt(step, here, since);
  if (step.atMost !== undefined && said.n >= step.atMost) return go(step.next);
  return sayAt(step, here, after(said.at, step.every, here));
}

/** Say the next one at `at`, unless `until` may turn before. */
function sayAt({ until }: SeriesStep, { now, facts }: Here, at: Instant): Act {
  if (now >= at) return { kind: 'do', todo: { kind: 'touch' } };
  const turn = until === undefined ? undefined : nextTurn(until, facts, now);
  return stay(Math.min(at, turn ?? at));
}
