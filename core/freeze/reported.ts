import type { End } from '../frozen.ts';
import type { HouseData } from '../house.ts';
import type { Properties, Shape } from './vocabulary.ts';

const ends: Readonly<Record<End, true>> = {
  won: true,
  done: true,
  unsubscribed: true,
  erased: true,
  'bad-fit': true,
  competitor: true,
  'left-company': true,
};
/** For what reasons people may leave a journey. */
export const endNames: readonly string[] = Object.keys(ends);
export const isEnd = (name: unknown): name is End =>
  typeof name === 'string' && Object.hasOwn(ends, name);

/** The events that Perennial itself reports, with their properties. Pure. */
export function reportedEvents(
  house: HouseData,
  mails: ReadonlyMap<string, Readonly<{ bare?: true }>> | undefined,
): ReadonlyMap<string, Properties> {
  const names = mails && [...mails.keys()];
  // nobody hears of whoever follows bare links
  const counted = names?.filter((mail) => mails?.get(mail)?.bare !== true);
  const reason = new Map([['reason', oneOf(Object.keys(house.reasons))]]);
  return new Map<string, Properties>([
    ['mail.clicked', new Map([['mail', oneOf(counted)]])],
    ['mail.replied', new Map([['mail', oneOf(names)]])],
    ['handoff.accepted', new Map([['team', oneOf(Object.keys(house.teams))]])],
    ['handoff.rejected', reason],
    ['deal.won', new Map([['value', { kind: 'number' }]])],
    ['deal.lost', reason],
    [
      'journey.ended',
      new Map([
        ['journey', oneOf(undefined)],
        ['as', oneOf(endNames)],
      ]),
    ],
  ]);
}

const oneOf = (names: readonly string[] | undefined): Shape => ({
  kind: 'string',
  ...(names && { oneOf: names }),
});
