import type { HouseData } from '../../core/house.ts';
import { languageIn } from '../../core/spoken-language.ts';
import type { ProspectView } from '../../store/find-prospect.ts';
import type { Reader } from './reader.ts';

/** One box on the page of preferences. */
export type TopicChoice = Readonly<{ id: string; name: string; ticked: boolean }>;

/** What a topic is called in a language, else in the house's own words. Pure. */
export function topicName(
  { topics }: Pick<HouseData, 'topics'>,
  id: string,
  language: string,
): string {
  const { name = id, names = {} } = topics[id] ?? {};
  const tag = languageIn(new Set(Object.keys(names)), language);
  return (tag === undefined ? undefined : names[tag]) ?? name;
}

/** The topics that one may take or leave, as they stand; those of a service are part of what was bought. Pure. */
export const offeredTopics = (
  house: Pick<HouseData, 'topics'>,
  { consents, suppressed }: Pick<ProspectView, 'consents' | 'suppressed'>,
  { language }: Pick<Reader, 'language'>,
): readonly TopicChoice[] =>
  Object.entries(house.topics)
    .filter(([, { service }]) => service !== true)
    .map(([id]) => ({
      id,
      name: topicName(house, id, language),
      ticked:
        suppressed === undefined &&
        consents.some(
          ({ topic, withdrawnAt, pendingUntil }) =>
            topic === id && withdrawnAt === null && pendingUntil === null,
        ),
    }));

/** What stands over the boxes and beside this one: it is kept with the consent. Pure. */
export const saidBeside = ({ name }: TopicChoice, { words }: Reader): string =>
  `${words.preferencesAbout} ${name}`;
