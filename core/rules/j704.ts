import type { Instant } from '../fact.ts';
import type { Frozen } from '../frozen.ts';
import { arrival, type Rest, type Run, type Sent, told, walkAlone } from './alone.ts';
import type { Book } from './book.ts';
import { sayDoor } from './cold.ts';
import { type Ground, groundOf } from './evidence.ts';
import type { Deed } from './one-event.ts';
import { at, type Found, inJourneys, rule, stepAt, stepsOf } from './rule.ts';
import { sayMail } from './says.ts';
import { isService } from './service.ts';
import { deedsThatMatter, factsWith, type Newcomer, newcomers, sayDeedOn } from './what-ifs.ts';

const DAY = 86_400_000;
const YEAR = 365 * DAY;
/** So long a deed is followed: what it sets off beyond that, the year without it shows. */
const FOLLOWED = 60 * DAY;

/** A journey that writes more often than the cap allows, by itself: found by walking a year of it, with every single event and with none. */
export const j704 = rule(
  'J704',
  'No scattershot: one arbiter caps what a person gets, and no journey needs it against itself (MKT1).',
  inJourneys((journey, book) => {
    const ground = groundOf(book, journey);
    const weeks = newcomers(journey).flatMap((who) =>
      arms(journey).map((arm) => worstWeek(who, { ground, book, arm })),
    );
    const worst = weeks.reduce((a, b) => (b.week.length > a.week.length ? b : a), NONE);
    return worst.week.length > book.house.limits.perWeek ? [found(journey, worst, book)] : [];
  }),
);

type Week = Readonly<{ week: readonly Sent[]; deed?: Deed; day: number; who?: Newcomer }>;
type World = Readonly<{ ground: Ground; book: Book; arm: number }>;
const NONE: Week = { week: [], day: 0 };

/** Each arm of the widest split; 0 where there is none. */
function arms(journey: Frozen): readonly number[] {
  const counts = stepsOf(journey, 'split').map(([, split]) => Object.keys(split.arms).length);
  return [...Array(Math.max(1, ...counts)).keys()];
}

function worstWeek(who: Newcomer, world: World): Week {
  const { ground, arm } = world;
  const { journey } = ground;
  const run: Run = { journey, arm, until: who.at + YEAR };
  const rests = walkAlone(run, arrival(who.door.at, who.at), [
    told(factsWith(ground, who), who.at, 1),
  ]);
  const deeds = deedsThatMatter(ground, who);
  const weeks = firstAtEach(rests).flatMap((rest) =>
    deeds.map((deed) => withDeed(rest, deed, { ...world, who })),
  );
  const quiet: Week = { week: fullest(rests.at(-1)?.sent ?? [], world), day: 0, who };
  return weeks.reduce((a, b) => (b.week.length > a.week.length ? b : a), quiet);
}

/** Each step at which somebody waits, once. */
function firstAtEach(rests: readonly Rest[]): readonly Rest[] {
  const first = new Map<string, Rest>();
  for (const rest of rests) if (!first.has(rest.state.at)) first.set(rest.state.at, rest);
  return [...first.values()];
}

function withDeed(rest: Rest, deed: Deed, world: World & Readonly<{ who: Newcomer }>): Week {
  const { ground, who, arm } = world;
  const { now } = rest.state;
  const facts = factsWith(ground, who, { ...deed, at: now });
  const run: Run = { journey: ground.journey, arm, until: now + FOLLOWED };
  const after = walkAlone(run, rest, [told(facts, now, 2)]);
  const week = fullest(after.at(-1)?.sent ?? [], world);
  return { week, deed, day: Math.floor((now - who.at) / DAY), who };
}

/** The seven days with the most mails that the cap counts. */
function fullest(
  sent: readonly Sent[],
  { ground: { journey }, book: { house } }: World,
): readonly Sent[] {
  const counted = sent.filter(({ id }) => {
    const step = stepAt(journey, id);
    return (step?.kind === 'touch' || step?.kind === 'series') && !isService(step, journey, house);
  });
  let most: readonly Sent[] = [];
  for (const [i, { at: last }] of counted.entries()) {
    const week = counted.slice(0, i + 1).filter((one) => one.at > last - 7 * DAY);
    if (week.length > most.length) most = week;
  }
  return most;
}

function found(journey: Frozen, { week, deed, day, who }: Week, { house }: Book): Found {
  const days = (instant: Instant): number => Math.floor((instant - (who?.at ?? 0)) / DAY);
  const said = week.map(({ at: instant, id }) => {
    const step = stepAt(journey, id);
    const mail = step?.kind === 'touch' || step?.kind === 'series' ? sayMail(step) : id;
    return `day ${days(instant)} ${mail}`;
  });
  const door = who === undefined ? '' : `Whoever comes in ${sayDoor(who.door)} gets`;
  return {
    ...at(journey, week[0]?.id ?? ''),
    what: `${door} ${week.length} mails in a week ${sayDeedOn(deed, day)}, and the house sends ${house.limits.perWeek} at most:\n${said.join(', ')}`,
    mend: 'Put longer waits between them: whatever is over the cap comes late, and pushes the rest behind it.',
  };
}
