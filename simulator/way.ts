import type { Frozen, StepId } from '../core/frozen.ts';
import { kindOf } from '../core/kinds/kinds.ts';

export type Ends = Readonly<{ from: StepId; to: StepId }>;

/** A way of exactly so many steps from one to another, both ends included; undefined where there is none. Pure, total. */
export function wayOf(
  { steps }: Pick<Frozen, 'steps'>,
  { from, to }: Ends,
  hops: number,
): readonly StepId[] | undefined {
  const next = (id: StepId): readonly StepId[] => {
    const step = steps[id];
    return step === undefined ? [] : kindOf(step).leadsTo(step);
  };
  // Layer by layer: who can be reached in so many steps, and from whom.
  const layers: ReadonlyMap<StepId, StepId>[] = [];
  let reached: Iterable<StepId> = [from];
  while (layers.length < hops) {
    const layer = layerAfter(reached, next);
    if (layer.size === 0) return undefined;
    layers.push(layer);
    reached = layer.keys();
  }
  return walkBack(layers, { from, to });
}

function layerAfter(
  reached: Iterable<StepId>,
  next: (id: StepId) => readonly StepId[],
): ReadonlyMap<StepId, StepId> {
  const layer = new Map<StepId, StepId>();
  for (const id of reached)
    for (const other of next(id)) if (!layer.has(other)) layer.set(other, id);
  return layer;
}

function walkBack(
  layers: readonly ReadonlyMap<StepId, StepId>[],
  { from, to }: Ends,
): readonly StepId[] | undefined {
  const way = [to];
  for (const layer of layers.toReversed()) {
    const before = layer.get(way[0] ?? '');
    if (before === undefined) return undefined;
    way.unshift(before);
  }
  return way[0] === from ? way : undefined;
}
