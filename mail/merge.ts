import type { HouseData, Sender } from '../core/house.ts';
import type { Template } from './template.ts';
import { type Utm, utmOf } from './utm.ts';

/** All that a mail is filled with for one prospect. */
export type Merge = Readonly<{
  /** Traits, as known. */
  person: Readonly<Record<string, unknown>>;
  account: Readonly<{ domain?: string }>;
  sender: Pick<Sender, 'name' | 'address'>;
  /** The rep who owns the prospect, if one does. */
  owner?: Readonly<{ name: string; email: string }>;
  /** By slot; a Date as Date, ISO text or Instant. */
  fill: Readonly<Record<string, unknown>>;
  /** The signed link. */
  unsubscribe: string;
  /** The signed link to what they get, by topic. */
  preferences: string;
  /** The signed link that confirms a consent; in a mail that asks for that. */
  confirm?: string;
  postal: string;
  /** What stands on links to sites of the house; absent: nothing. */
  utm?: Utm | undefined;
  /** The link that is counted, for a target by its name (`linkName`); absent: links lead straight to their targets, as in a preview. */
  click?: (link: string) => string;
}>;

export const SAMPLE_SENDER: Merge['sender'] = { name: 'Sender', address: 'sender@example.com' };

/** A preview's address: it leads nowhere, for no prospect stands behind it. */
const NOBODY = 'https://unsubscribe.example/u/preview';
const NOBODYS = 'https://unsubscribe.example/p/preview';
const NOBODYS_CONSENT = 'https://unsubscribe.example/o/preview';
/** Nor does a journey: where one is named in a link, a preview says so. */
const NO_JOURNEY = 'JOURNEY';

/** What to preview a mail with: its own samples, over which whatever is `given` wins. The sender is the step's, the mail's or the house's. */
export function sampleMerge(
  template: Template,
  house: Pick<HouseData, 'senders' | 'sender' | 'postal' | 'utm'>,
  given: Partial<Omit<Merge, 'sender' | 'postal' | 'utm' | 'click'>> &
    Readonly<{ from?: string }> = {},
): Merge {
  const { sample } = template;
  const owner = given.owner ?? sample.owner;
  return {
    person: given.person ?? sample.person,
    account: given.account ?? sample.account ?? {},
    sender: senderOf(template, house, given.from),
    ...(owner === undefined ? {} : { owner }),
    fill: { ...sample.fill, ...given.fill },
    unsubscribe: given.unsubscribe ?? NOBODY,
    preferences: given.preferences ?? NOBODYS,
    confirm: given.confirm ?? NOBODYS_CONSENT,
    postal: house.postal,
    utm: utmOf(house, template, NO_JOURNEY),
  };
}

/** Who signs: the sender that the step names, else the mail, else the house. Throws where the house does not have them. */
export function senderOf(
  template: Pick<Template, 'mail' | 'from'>,
  house: Pick<HouseData, 'senders' | 'sender'>,
  from?: string,
): Sender {
  const id = from ?? template.from ?? house.sender;
  const sender = house.senders[id];
  if (sender === undefined)
    throw new Error(`The mail ${template.mail} is from "${id}", whom the house does not have.`);
  return sender;
}
