import type { Deed, Known } from '../../core/knowledge.ts';

/** What is known of somebody of whom nothing is known: they have just come in. */
export const known = (more: Partial<Known> = {}): Known => ({
  deeds: [],
  traits: {},
  from: 0,
  enteredAt: 0,
  pace: 1,
  ...more,
});

export const did = (name: string, at: number, props: Deed['props'] = {}): Deed => ({
  name,
  at,
  props,
});
