import type { Instant } from '../../core/fact.ts';
import type { HouseData } from '../../core/house.ts';
import type { Packet } from '../../store/packet.ts';
import { humanise, sayDeed, sayValue } from './humanise.ts';
import { sayMailState } from './mail-view.ts';
import { sayFact } from './say-fact.ts';
import { when } from './when.ts';

/** They stand in the page's title. */
const NAMES = ['First name', 'Last name', 'Name'];

/** A packet, ready to be read. Pure. */
export function packetView(packet: Packet, house: HouseData, now: Instant): object {
  return {
    suggest: packet.suggest,
    who: {
      email: packet.who.email,
      account: packet.who.account ?? null,
      traits: traitsView(packet.who.traits).filter(({ name }) => !NAMES.includes(name)),
    },
    ready: packet.ready ?? null,
    why: packet.why.map(({ sentence, said, since, events }) => ({
      said: said ?? sayFact(sentence),
      since: when(since, now),
      events: events.map(({ name, props, at }) => ({
        said: sayDeed(name, name === 'identify' ? only(props, sentence) : props),
        at: when(at, now),
      })),
    })),
    sent: packet.sent.map(({ subject, mail, mindset, state, at }) => ({
      subject: subject ?? mail,
      mail,
      mindset,
      at: when(at, now),
      ...sayMailState(state),
    })),
    tried: packet.tried.map(({ state, reason, at }) => ({
      said: `${humanise(state)}${reason === null ? '' : `: ${humanise(reason).toLowerCase()}`}`,
      at: when(at, now),
    })),
    consent: packet.consent.map(({ topic }) => house.topics[topic]?.name ?? topic).join(', '),
  };
}

/** Traits as pairs of words. Pure. */
export const traitsView = (
  traits: Readonly<Record<string, unknown>>,
): readonly Readonly<{ name: string; value: string }>[] =>
  Object.entries(traits).flatMap(([name, value]) => {
    const said = sayValue(value);
    return said === undefined ? [] : [{ name: humanise(name), value: said }];
  });

/** Of all that they told of themselves at once, what the sentence is about. */
const only = (
  props: Readonly<Record<string, unknown>>,
  sentence: string,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(props).filter(([trait]) => sentence.startsWith(`${trait} `)));
