import type { TouchStep } from '../frozen.ts';
import { go, type Kind, stayOrDo } from './kind.ts';

/** One message to one prospect. The arbiter may say not now (`deferred`, `held`) or never (`skipped`): answers, not errors. */
export const touch: Kind<TouchStep> = {
  act(step, { now, answer }) {
    if (answer === undefined) return { kind: 'do', todo: { kind: 'touch' } };
    switch (answer.kind) {
      case 'deferred':
      case 'held':
        return stayOrDo(now, answer.until, { kind: 'touch' });
      default: // sent, refused, unknown, skipped: the ledger has it, the journey walks on
        return go(step.next, answer.at);
    }
  },
  writesItself: true,
  leadsTo: (step) => [step.next],
  asks: (step) => (step.when === undefined ? [] : [step.when]),
  say: (step) => `‘${step.mail}’`,
};
