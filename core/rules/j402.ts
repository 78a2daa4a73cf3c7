import { stageOf, type TaskStep } from '../frozen.ts';
import { coldDoors, coldWays, sayWay } from './cold.ts';
import { groundOf, whatCounts } from './evidence.ts';
import { ownerOfTeam } from './owner.ts';
import { at, inJourneys, rule, stepsOf } from './rule.ts';

/** A person of sales is to call somebody who has shown nothing. Success looks after people who are customers. */
export const j402 = rule(
  'J402',
  'A call before they are ready just annoys: people ring who qualified or raised a hand (Brondos).',
  inJourneys((journey, { house, scores }) => {
    const ground = groundOf({ scores }, journey);
    const ways = coldWays(
      ground,
      // whom sales itself put in, sales wants to ring
      coldDoors(ground).map((door) =>
        door.way[0] === 'enter by sales' ? { ...door, warm: true } : door,
      ),
    );
    const ofSales = (id: string, { for: whom }: TaskStep): boolean =>
      whom === 'owner'
        ? journey.stages[stageOf(id)]?.owner !== 'success'
        : ownerOfTeam(house, whom) === 'sales';
    return stepsOf(journey, 'task').flatMap(([id, task]) => {
      const way = ofSales(id, task) ? ways.get(id) : undefined;
      if (way === undefined) return [];
      return [
        {
          ...at(journey, id),
          what: `‘${task.ask}’ is asked of ${task.for} about somebody who has shown no intent:\n${sayWay(way)}\n${whatCounts(ground)}`,
          mend: 'Put the task behind what shows intent, or behind an accepted offer.',
        },
      ];
    });
  }),
);
