import type { HouseData } from '../../core/house.ts';
import type { ProspectView } from '../../store/find-prospect.ts';

/** One box on the page of preferences. */
export type TopicChoice = Readonly<{ id: string; name: string; ticked: boolean }>;

/** The topics that one may take or leave, as they stand; those of a service are part of what was bought. Pure. */
export const offeredTopics = (
  { topics }: Pick<HouseData, 'topics'>,
  { consents, suppressed }: Pick<ProspectView, 'consents' | 'suppressed'>,
): readonly TopicChoice[] =>
  Object.entries(topics)
    .filter(([, { service }]) => service !== true)
    .map(([id, { name = id }]) => ({
      id,
      name,
      ticked:
        suppressed === undefined &&
        consents.some(
          ({ topic, withdrawnAt, pendingUntil }) =>
            topic === id && withdrawnAt === null && pendingUntil === null,
        ),
    }));

/** What stands beside the box: it is kept with the consent. Pure. */
export const wordsOf = ({ name }: TopicChoice): string => `Write to me about: ${name}`;
