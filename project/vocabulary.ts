import type { Slots, Vocabulary } from '../core/freeze/vocabulary.ts';
import { vocabularyOf } from '../core/freeze/vocabulary-of.ts';
import type { House } from '../core/language/vocabulary.ts';
import { houseData } from './house-data.ts';
import { jsonSchemaOf, propertiesOf, shapeOf } from './standard-schema.ts';

/** What is known of a project's mails: their slots, and whether their links are counted; the ids of members tell which series there are. */
export type MailSlots = ReadonlyMap<string, Readonly<{ slots: Slots; bare?: true }>>;

/** All that the journeys of this house may name, as far as its schemas tell. Without mails, neither they nor series are checked. */
export const houseVocabulary = (house: House, mails?: MailSlots): Vocabulary =>
  vocabularyOf(
    houseData(house),
    {
      events: new Map(
        Object.entries(house.events).map(([name, schema]) => [name, propertiesOf(schema)]),
      ),
      traits: new Map(
        Object.entries(house.traits).map(([name, schema]) => [name, shapeOf(jsonSchemaOf(schema))]),
      ),
    },
    mails,
  );
