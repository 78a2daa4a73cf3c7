import type { HouseData } from '../house.ts';
import { seriesOf } from '../series.ts';
import { reportedEvents } from './reported.ts';
import type { Properties, Shape, Slots, Vocabulary } from './vocabulary.ts';

/** What the house's schemas tell of its events and traits. */
export type Shapes = Readonly<{
  events: ReadonlyMap<string, Properties | undefined>;
  traits: ReadonlyMap<string, Shape>;
}>;

/** All that the journeys of this house may name. Pure. */
export function vocabularyOf(
  house: HouseData,
  shapes: Shapes,
  mails?: ReadonlyMap<string, Readonly<{ slots: Slots; bare?: true }>>,
): Vocabulary {
  const entries = Object.entries;
  const slots = mails && new Map([...mails].map(([mail, template]) => [mail, template.slots]));
  return {
    stages: new Map(entries(house.stages)),
    events: new Map([...reportedEvents(house, mails), ...shapes.events]),
    traits: shapes.traits,
    reasons: new Map(entries(house.reasons)),
    teams: new Map(
      entries(house.teams).map(([id, team]) => [id, { owner: team.owner ?? 'sales' }]),
    ),
    topics: new Map(
      entries(house.topics).map(([id, topic]) => [id, { service: topic.service === true }]),
    ),
    senders: new Set(Object.keys(house.senders)),
    windows: new Set(Object.keys(house.windows ?? {})),
    ...(slots && { mails: slots, series: new Set(seriesOf(slots).keys()) }),
  };
}
