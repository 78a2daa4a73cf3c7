import type { Instant } from '../../core/fact.ts';
import type { HouseData } from '../../core/house.ts';
import { reasonsOf } from '../../core/reasons-of.ts';
import type { HandoffView } from '../../store/handoff-view.ts';
import { became, repName } from '../handoffs/became.ts';
import { humanise } from './humanise.ts';
import { packetView } from './packet-view.ts';
import { personName } from './person-name.ts';
import { left, relative, span } from './when.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A handoff, ready for its page and for the page behind the link in a rep's mail. Pure. */
export function handoffView(
  house: HouseData,
  handoff: HandoffView,
  now: Instant,
): Readonly<Record<string, unknown> & { who: string }> {
  const { state, packet } = handoff;
  const offered = state === 'offered' || state === 'not-yet';
  return {
    who: personName(packet.who.email, packet.who.traits),
    team: handoff.teamName,
    lead: leadOf(handoff, now),
    open: offered || state === 'accepted',
    offered,
    accepted: state === 'accepted',
    reps: handoff.reps,
    reasons: reasonsOf(house, handoff.team).map((id) => ({
      id,
      said: sayReason(id, house.reasons[id]?.rest),
    })),
    // each reason that may be given will do, unless the journey goes on by it
    losses: null,
    tomorrow: new Date(now + DAY).toISOString().slice(0, 10),
    packet: packetView(packet, house, now),
  };
}

/** Of these reasons one must be chosen; null where none need be. Pure. */
export const lossesView = (
  { reasons }: Pick<HouseData, 'reasons'>,
  ways: readonly string[] | undefined,
): readonly object[] | null =>
  ways?.map((id) => ({ id, said: sayReason(id, reasons[id]?.rest) })) ?? null;

const sayReason = (id: string, rest: string | undefined): string =>
  rest === undefined
    ? humanise(id)
    : `${humanise(id)} (we ask again after ${rest} at the earliest)`;

/** The clock of an open handoff, as a word or two with its tone. Pure. */
export function clockOf(
  handoff: Pick<HandoffView, 'state' | 'until' | 'offeredAt'>,
  now: Instant,
): Readonly<{ clock: string; tone: string }> {
  const { state, until, offeredAt } = handoff;
  if (state === 'accepted') return { clock: 'accepted', tone: 'good' };
  if (until === null) return { clock: state, tone: '' };
  if (state === 'not-yet') return { clock: `asks again ${relative(until, now)}`, tone: 'info' };
  const hurry = until - now < (until - offeredAt) / 4;
  return { clock: left(until, now), tone: hurry ? 'bad' : 'warn' };
}

function leadOf(handoff: HandoffView, now: Instant): string {
  const { state, until } = handoff;
  if (state === 'offered' && until !== null)
    return until > now
      ? `Please answer within ${span(until - now)}. Without an answer they go on being nurtured.`
      : 'The time to answer is over; in a moment they go on being nurtured.';
  if (state === 'accepted')
    return `${repName(handoff) ?? 'Sales'} has them${handoff.answeredAt === null ? '' : `, since ${span(now - handoff.answeredAt)}`}.`;
  const said = became(handoff, now);
  return said.charAt(0).toUpperCase() + said.slice(1);
}
