import { houseZone } from '../core/house-hours.ts';
import type { MailsOf } from '../core/language/names.ts';
import type { Written } from '../core/language/journey.ts';
import type { House } from '../core/language/vocabulary.ts';
import { beginOf, ONCE } from '../cli/simulation/played.ts';
import { checkTraits } from '../project/schema.ts';
import { became } from '../simulator/news.ts';
import { plain } from './acting.ts';
import { Days } from './days.ts';
import { CannotBe } from './not-as-expected.ts';
import type { Somebody } from './somebody.ts';
import { Scene } from './scene.ts';
import { mustHave, personaIn, type World, worldOf } from './world.ts';

export type { Somebody } from './somebody.ts';
export type { Scene } from './scene.ts';

/** A person, before it is said which journey it is about. */
export type Given<H extends House, Mails, Folder extends string> = Readonly<{
  /** Them in this journey. All others of the project are there too, as in life. */
  in: (journey: Written) => Scene<H, Mails, Folder>;
}>;

/** The words of tests. */
export type Rehearsal<H extends House, Mails, Folder extends string> = Readonly<{
  /** Whom a scene is about: said here, or the name of a persona, who they are and not what they do. */
  given: (somebody: Somebody<H> | string) => Given<H, Mails, Folder>;
}>;

/**
 * The words in which journeys of a project are tested: virtual time, no server, and nothing made up but the person.
 *
 *     export const { given } = await rehearse<typeof house, Mails, Series>(import.meta.url);
 */
export async function rehearse<
  H extends House,
  Mails extends MailsOf<Mails>,
  Folder extends string = string,
>(url: string): Promise<Rehearsal<H, Mails, Folder>> {
  const world = await worldOf(url);
  return {
    given: (said) => {
      const somebody = typeof said === 'string' ? personaIn(world, said) : said;
      return { in: ({ id }) => sceneOf<H, Mails, Folder>(world, somebody, id) };
    },
  };
}

type Anybody = Readonly<{
  name?: string;
  traits?: object;
  zone?: string;
  account?: string;
  consent?: readonly string[];
  begins?: string;
}>;

function sceneOf<H extends House, Mails, Folder extends string>(
  world: World,
  { name = 'Somebody', traits = {}, begins = ONCE, ...more }: Anybody,
  journey: string,
): Scene<H, Mails, Folder> {
  mustHave(world, journey);
  const { setup, house } = world.simulation;
  const zone = more.zone ?? houseZone(setup.house);
  const who = {
    id: name,
    zone,
    ...(more.account !== undefined && { account: more.account }),
    ...(more.consent && { consent: more.consent }),
  };
  const days = new Days(setup, who, beginOf(setup, { story: begins, zone }));
  const said = plain(traits, days);
  const checked = checkTraits(house, said);
  if (!checked.ok) throw new CannotBe(`${checked.path}: ${checked.what}`);
  if (Object.keys(said).length > 0) days.act((ctx) => became(ctx, said));
  return new Scene({ world, days, journey, who: name });
}
