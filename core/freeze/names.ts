import type { Code } from '../check/codes.ts';
import { refuse, type Spot } from './draft.ts';
import { meantOr, spell } from './fields.ts';

type Kind = Readonly<{ code: Code; noun: string }>;
const kinds = {
  event: { code: 'L010', noun: 'an event of the house' },
  trait: { code: 'L013', noun: 'a trait of the house' },
  mail: { code: 'L020', noun: 'a mail' },
  series: { code: 'L024', noun: 'a series' },
  stage: { code: 'L030', noun: 'a stage of the house' },
  team: { code: 'L041', noun: 'a team of the house' },
  topic: { code: 'L042', noun: 'a topic of the house' },
  sender: { code: 'L043', noun: 'a sender of the house' },
  window: { code: 'L044', noun: 'a window of the house' },
} as const satisfies Record<string, Kind>;

/** A name out of a list; refused, with the one that was probably meant, where it is not on it. */
export function nameIn(spot: Spot, value: unknown, kind: keyof typeof kinds): string {
  const names = namesOf(spot, kind);
  if (typeof value === 'string' && (names === undefined || names.has(value))) return value;
  const { code, noun } = kinds[kind];
  refuse(spot, {
    code,
    what: `${spell(value)} is not ${noun}.`,
    mend: meantOr(value, names?.keys() ?? []),
  });
  return '';
}

type Names = Pick<ReadonlySet<string>, 'has' | 'keys'>;
function namesOf({ draft: { words } }: Spot, kind: keyof typeof kinds): Names | undefined {
  switch (kind) {
    case 'event':
      return words.events;
    case 'trait':
      return words.traits;
    case 'mail':
      return words.mails;
    case 'series':
      return words.series;
    case 'stage':
      return words.stages;
    case 'team':
      return words.teams;
    case 'topic':
      return words.topics;
    case 'sender':
      return words.senders;
    case 'window':
      return words.windows;
  }
}
