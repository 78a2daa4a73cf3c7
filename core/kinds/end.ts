import type { EndStep } from '../frozen.ts';
import type { Kind } from './kind.ts';

export const end: Kind<EndStep> = {
  act: (step) => ({ kind: 'end', as: step.as }),
  leadsTo: () => [],
  asks: () => [],
  say: (step) => `the end: ${step.as}`,
};
