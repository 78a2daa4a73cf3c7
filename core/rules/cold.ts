import { pathOf } from '../check/graph.ts';
import type { Entrance, FrozenStep, StepId } from '../frozen.ts';
import { sayRule } from '../say-rule.ts';
import { edgesOf } from './edges.ts';
import { type Ground, isEvidence, showsIntent } from './evidence.ts';
import { stepAt } from './rule.ts';

/** The way somebody came: the door first, then each step. */
export type Way = readonly [door: string, ...steps: readonly StepId[]];
type Place = Readonly<{ id: StepId; warm: boolean; way: Way }>;

/**
 * The shortest way to each step that somebody can come to without having shown intent since they came in, or since a handoff last closed.
 * Pure, total: breadth first over steps, each looked at once for people who have shown intent and once for those who have not.
 */
export function coldWays(ground: Ground, doors = coldDoors(ground)): ReadonlyMap<StepId, Way> {
  const cold = new Map<StepId, Way>();
  const seen = new Set<string>();
  const ahead: Place[] = [...doors];
  for (const place of ahead) {
    const step = stepAt(ground.journey, place.id);
    const key = `${place.warm ? '+' : '-'}${place.id}`;
    if (step === undefined || seen.has(key)) continue;
    seen.add(key);
    if (!place.warm) cold.set(place.id, place.way);
    ahead.push(...onFrom(step, place, ground));
  }
  return cold;
}

const onFrom = (step: FrozenStep, { warm, way }: Place, ground: Ground): readonly Place[] =>
  edgesOf(step).map(({ to, when, accepted, closes }): Place => ({
    id: to,
    way: [...way, to],
    warm:
      accepted === true ||
      (closes !== true && (warm || (when !== undefined && showsIntent(when, ground)))),
  }));

/** Every way in; warm where nobody comes through without having shown intent. Pure. */
export function coldDoors(ground: Ground): readonly Place[] {
  const { enter, whenever } = ground.journey;
  return [
    ...enter.map((door): Place => ({
      id: door.at,
      warm: 'on' in door && isEvidence({ kind: 'did', event: door.on, ...whereOf(door) }, ground),
      way: [`enter ${sayDoor(door)}`, door.at],
    })),
    ...whenever.map(({ when, at }): Place => ({
      id: at,
      warm: showsIntent(when, ground),
      way: [`whenever ${sayRule(when)}`, at],
    })),
  ];
}

const whereOf = (door: Extract<Entrance, { on: string }>): Pick<typeof door, 'where'> =>
  door.where === undefined ? {} : { where: door.where };

/** 'on trial.started', 'by list'. Pure. */
export const sayDoor = (door: Entrance): string =>
  'on' in door ? `on ${door.on}` : `by ${door.by}`;

/** 'enter on trial.started → awareness › first-win → …'. Pure. */
export const sayWay = ([door, ...steps]: Way): string => [door, ...steps.map(pathOf)].join(' → ');
