import { refuse, type Spot } from './draft.ts';
import { spell } from './fields.ts';

/** A text that says something. */
export function textIn(spot: Spot, value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  refuse(spot, {
    code: 'L000',
    what: `${spell(value)} is no text.`,
    mend: 'Say it in a sentence.',
  });
  return '';
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,79}$/u;

/** The name of a journey or a step: it becomes part of keys, so it holds no dot, no blank and no '#'. */
export function idIn(spot: Spot, value: unknown): string {
  if (typeof value === 'string' && NAME.test(value)) return value;
  refuse(spot, {
    code: 'L000',
    what: `${spell(value)} is no name for a journey or a step.`,
    mend: "Use letters, digits and '-', at most 80: 'team-invited'.",
  });
  return '';
}
