import type { Sender } from '../house.ts';
import { at, type Found, rule, stepsOf } from './rule.ts';

/** Boxes that nobody opens. */
const UNREAD = /^(no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?|null|nobody)\b/i;

/** A mail that comes from nobody, or whose answers nobody reads. */
export const j701 = rule(
  'J701',
  'Mails appear from a person: a real one, who reads what comes back (MKT1).',
  ({ house, journeys }) => [
    ...Object.entries(house.senders).flatMap(([id, sender]) => unread(id, sender)),
    ...(Object.hasOwn(house.senders, house.sender)
      ? []
      : [unknown({ path: 'sender' }, house.sender)]),
    ...journeys.flatMap((journey) =>
      stepsOf(journey, 'touch', 'series').flatMap(([id, { from }]) =>
        from === undefined || Object.hasOwn(house.senders, from)
          ? []
          : [unknown(at(journey, id, 'from'), from)],
      ),
    ),
  ],
);

function unread(id: string, { name, address, replyTo }: Sender): readonly Found[] {
  const box = replyTo ?? address;
  if (name.trim() === '')
    return [{ path: `senders › ${id}`, what: 'This sender has no name.', mend: 'Say who it is.' }];
  if (!UNREAD.test(box)) return [];
  return [
    {
      path: `senders › ${id}`,
      what: `Nobody reads what is answered to ${name}: it goes to ${box}.`,
      mend: 'Give them a replyTo that a person reads: an answer is the clearest sign of intent there is.',
    },
  ];
}

const unknown = (where: Pick<Found, 'journey' | 'path'>, sender: string): Found => ({
  ...where,
  what: `'${sender}' is no sender of the house.`,
  mend: 'Name one of its senders.',
});
