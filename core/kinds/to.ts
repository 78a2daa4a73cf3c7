import type { ToStep } from '../frozen.ts';
import { go, type Kind } from './kind.ts';

export const to: Kind<ToStep> = {
  act: (step) => go(step.next),
  leadsTo: (step) => [step.next],
  asks: () => [],
  say: (step) => `on to ${step.next}`,
};
