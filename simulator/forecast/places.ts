import type { End, Frozen } from '../../core/frozen.ts';

/** Where somebody may be, seen from one journey: not in it yet, in one of its stages, or at an end. */
export type Place = Readonly<{ id: string; kind: 'outside' | 'stage' | 'end'; name: string }>;

const ENDS: readonly End[] = [
  'won',
  'done',
  'bad-fit',
  'competitor',
  'left-company',
  'unsubscribed',
  'erased',
];

export const stagePlace = (stage: string): string => `stage:${stage}`;
export const endPlace = (end: string): string => `end:${end}`;

/** Every place of a journey, in the order of its stages; 'outside' is the first. Pure. */
export const placesOf = (
  { steps }: Pick<Frozen, 'steps'>,
  stages: readonly string[],
): readonly Place[] => {
  const used = new Set(Object.keys(steps).map((id) => id.slice(0, id.indexOf('.'))));
  const inOrder = [...stages.filter((stage) => used.has(stage)), ...used];
  return [
    { id: 'outside', kind: 'outside', name: 'not in it yet' },
    ...[...new Set(inOrder)].map((name) => ({
      id: stagePlace(name),
      kind: 'stage' as const,
      name,
    })),
    ...ENDS.map((name) => ({ id: endPlace(name), kind: 'end' as const, name: `ended: ${name}` })),
  ];
};
