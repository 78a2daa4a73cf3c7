import type { Facts, Rule } from '../fact.ts';
import { holds, leaves } from '../fact.ts';
import { factsOf, type Asking } from '../facts-of.ts';
import type { Ask, Match, OfferStep, Scalar } from '../frozen.ts';
import { matches } from '../did.ts';
import { type Ground, HAND_RAISED } from './evidence.ts';

/** One thing somebody does. */
export type Deed = Readonly<{ event: string; props: Readonly<Record<string, Scalar>> }>;
type DidAsk = Extract<Ask, { kind: 'did' }>;

/** No event is tried in more forms than this: so many are enough for every mix of what is asked of four properties. */
const FORMS = 256;

/** Every event that is asked about or scored, in every form that could make a difference. Pure. */
export function deedsToTry(asking: Asking): readonly Deed[] {
  const asks = didAsks(asking);
  const events = [...new Set(asks.map(({ event }) => event))].toSorted();
  return events.flatMap((event) =>
    formsOf(asks.filter((ask) => ask.event === event)).map((props) => ({ event, props })),
  );
}

const didAsks = ({ facts, scores }: Asking): readonly DidAsk[] =>
  [
    ...Object.values(facts),
    ...Object.values(scores ?? {}).flatMap(({ worth }) => worth.map(({ signal }) => signal)),
  ].filter((ask): ask is DidAsk => ask.kind === 'did');

function formsOf(asks: readonly DidAsk[]): readonly Deed['props'][] {
  const values = new Map<string, Set<Scalar>>();
  for (const { where } of asks)
    for (const [name, match] of Object.entries(where ?? {}))
      values.set(name, new Set([...(values.get(name) ?? []), ...valuesFor(match)]));
  let forms: readonly Deed['props'][] = [{}];
  for (const [name, some] of values)
    forms = forms
      .flatMap((form) => [form, ...[...some].map((value) => ({ ...form, [name]: value }))])
      .slice(0, FORMS);
  return forms;
}

/** Values that fit. What is compared with another event has none: with one event there is no other. Pure. */
export function valuesFor(match: Match): readonly Scalar[] {
  if (typeof match !== 'object') return [match];
  if (Array.isArray(match)) return match as readonly Scalar[];
  const bound = match as Readonly<{ atLeast?: number; under?: number; startsWith?: string }>;
  return [
    bound.atLeast,
    bound.under === undefined ? undefined : bound.under - 1,
    bound.startsWith,
  ].filter((value) => value !== undefined);
}

/** What somebody reads, watches or clicks: worth engagement, and no intent. Pure. */
export function isContent({ event, props }: Deed, { scores }: Ground): boolean {
  const isWorth = (axis: 'engagement' | 'intent'): boolean =>
    (scores[axis]?.worth ?? []).some(
      ({ points, signal }) =>
        points > 0 &&
        signal.kind === 'did' &&
        signal.event === event &&
        matches(signal.where, props),
    );
  if (event === HAND_RAISED || isWorth('intent')) return false;
  return event === 'mail.clicked' || isWorth('engagement');
}

/** A single piece of content after which an offer would be made, whoever they are; undefined: there is none. Pure. */
export function contentThatQualifies({ because }: OfferStep, ground: Ground): Deed | undefined {
  const asking = { facts: ground.journey.facts, scores: ground.scores };
  const asked = new Set(leaves(because));
  return deedsToTry(asking)
    .filter((deed) => isContent(deed, ground))
    .find((deed) => {
      const facts = factsOf(asking, {
        deeds: [{ name: deed.event, at: 0, props: deed.props }],
        traits: {},
        from: 0,
        enteredAt: 0,
        pace: 1,
      });
      return qualifies(because, facts) || qualifies(because, { ...facts, ...best(asked, ground) });
    });
}

const qualifies = (because: Rule, facts: Facts): boolean => holds(because, facts, 0);

/** The best they could be: every trait as asked for, every date come, the fit as high as it gets. */
function best(asked: ReadonlySet<string>, { journey }: Ground): Facts {
  const given = [...asked].filter((leaf) => isNoDeed(journey.facts[leaf]));
  return Object.fromEntries(given.map((leaf) => [leaf, { since: 0 }]));
}

const isNoDeed = (ask: Ask | undefined): boolean =>
  ask?.kind === 'trait' || ask?.kind === 'moment' || (ask?.kind === 'score' && ask.axis === 'fit');

/** 'guide.downloaded (topic: "roi")'. Pure. */
export function sayDeed({ event, props }: Deed): string {
  const said = Object.entries(props).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return said.length === 0 ? event : `${event} (${said.join(', ')})`;
}
