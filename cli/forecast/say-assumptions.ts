import type { HouseData } from '../../core/house.ts';
import type {
  Answers,
  Behaviour,
  Habit,
  Outcomes,
  Reaction,
  Shares,
  Spread,
} from '../../simulator/forecast/behaviour.ts';
import type { Plan } from '../../simulator/forecast/world.ts';

/** What was assumed, each under its name; the names are those of the model's file. */
export type Assumption = Readonly<{ name: string; says: string }>;

/** All that a forecast took from its model. Pure. */
export function sayAssumptions({ behaviour, journey, house }: Plan): readonly Assumption[] {
  const { segments, everyone, market, leadsTo = [], hours, tasks } = behaviour;
  const named: readonly (readonly [string, string | undefined])[] = [
    ['arrivals', sayArrival(behaviour, journey)],
    ['hours', hours && `people act ${hours.days}, ${hours.from} to ${hours.to}, where they live`],
    ['everyone', everyone && sayKind(everyone)],
    ...Object.entries(segments).map(
      ([name, kind]) => [name, `${percent(kind.share)} of all; ${sayKind(kind)}`] as const,
    ),
    [
      'market',
      market &&
        `${percent(market.atArrival)} look for something to buy when they come, ${percent(market.entersPerMonth)} of the others begin to each month, for ${market.stays}`,
    ],
    [
      'leadsTo',
      leadsTo.length === 0
        ? undefined
        : leadsTo
            .map(({ of, where, chance, within, event }) => {
              const which = where ? ` (${Object.values(where).join(', ')})` : '';
              return `${of}${which} → ${event} ${percent(chance)} within ${within}`;
            })
            .join('; '),
    ],
    ['mails', behaviour.mails && sayMails(behaviour.mails)],
    ...saySales(behaviour, house),
    ['tasks', tasks && `${percent(tasks.done)} are done, within ${tasks.within}`],
  ];
  return named.flatMap(([name, says]) => (says === undefined ? [] : [{ name, says }]));
}

/** What no model changes: where a forecast is simpler than the world. */
export const APPROXIMATIONS: readonly string[] = [
  'What the model does not name does not happen. Every mail arrives.',
  'Everybody lives alone: sales answers each offer as if no other waited. The queues are reckoned afterwards, first come, first served, and change nothing that people do.',
  'Mails and handoffs are those of every journey that these people come into; stages are those of this one.',
  'A month of a rate is 30 days. Intervals hold 95 % (Wilson): they tell how far chance alone goes, not how right the model is.',
];

function sayArrival({ arrivals }: Behaviour, journey: string): string | undefined {
  const arrival = arrivals[journey];
  if (arrival === undefined) return undefined;
  const { over, perDay } = arrival;
  const evenly = over === undefined ? 'all at the start' : `evenly over ${over}`;
  const pace = perDay === undefined ? evenly : `${perDay} a day`;
  return 'by' in arrival ? `by ${arrival.by}, ${pace}` : `on ${arrival.event}, ${pace}`;
}

function sayKind({ traits = {}, zones, does = [] }: NonNullable<Behaviour['everyone']>): string {
  const parts = [
    ...Object.entries(traits).map(([name, spread]) => `${name}: ${saySpread(spread)}`),
    ...(zones ? [sayShares(zones)] : []),
    ...(does.length > 0 ? [`in a month ${does.map(sayHabit).join(', ')}`] : []),
  ];
  return parts.join('; ');
}

const sayHabit = ({ event, perMonth, inMarket }: Habit): string =>
  `${event} × ${perMonth}${inMarket === undefined ? '' : ` (in the market ${inMarket})`}`;

function saySpread(spread: Spread): string {
  if (typeof spread !== 'object') return String(spread);
  if (!isList(spread)) return sayShares(spread);
  return spread
    .map((one) => `${'is' in one ? one.is : `${one.from}–${one.to}`} ${percent(one.share)}`)
    .join(', ');
}

const isList = (spread: Spread & object): spread is Extract<Spread, readonly unknown[]> =>
  Array.isArray(spread);

const sayShares = (shares: Shares): string =>
  Object.entries(shares)
    .map(([name, share]) => `${name} ${percent(share)}`)
    .join(', ');

function sayMails(mails: NonNullable<Behaviour['mails']>): string {
  const { educate, convert, named = {}, within, inMarketTimes } = mails;
  const each = [
    ...(educate ? [`educate: ${sayReaction(educate)}`] : []),
    ...(convert ? [`convert: ${sayReaction(convert)}`] : []),
    ...Object.entries(named).map(([mail, reaction]) => `${mail}: ${sayReaction(reaction)}`),
  ].join('; ');
  const keen =
    inMarketTimes === undefined ? '' : `; in the market ${inMarketTimes} × the clicks and replies`;
  return `${each}; within ${within}${keen}`;
}

const sayReaction = (reaction: Reaction): string => sayShares({ ...reaction });

function saySales(
  { sales }: Behaviour,
  { teams }: HouseData,
): readonly (readonly [string, string])[] {
  if (sales === undefined) return [];
  const { answersIn, perRepPerDay, answers, outcomes, outcomeAfter } = sales;
  const open = Object.entries(teams).map(([name, team]) => `${name} ${team.open ?? 'no limit'}`);
  return [
    [
      'sales',
      `answers in ${answersIn.from} to ${answersIn.to} working hours; a rep looks at ${perRepPerDay} offers a day; open at once (house): ${open.join(', ')}`,
    ],
    ['answers', byMarket(sayAnswers(answers.inMarket), sayAnswers(answers.otherwise))],
    [
      'outcomes',
      `${byMarket(sayOutcomes(outcomes.inMarket), sayOutcomes(outcomes.otherwise))}; after ${outcomeAfter.from} to ${outcomeAfter.to}`,
    ],
  ];
}

const byMarket = (inMarket: string, otherwise: string): string =>
  `in the market ${inMarket}; else ${otherwise}`;

const sayAnswers = ({ accept = 0, reject = {}, notYet }: Answers): string =>
  sayShares({
    accept,
    ...reject,
    ...(notYet && { [`not yet, for ${notYet.for},`]: notYet.share }),
  });
const sayOutcomes = ({ won = 0, lost = {}, returned = 0 }: Outcomes): string =>
  sayShares({
    won,
    ...Object.fromEntries(
      Object.entries(lost).map(([reason, share]) => [`lost (${reason})`, share]),
    ),
    returned,
  });

/** 0.125 → '12.5 %' */
export const percent = (share: number): string =>
  `${Number((share * 100).toFixed(share < 0.1 ? 2 : 1))} %`;
