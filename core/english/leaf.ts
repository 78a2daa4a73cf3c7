import type { Ask, AxisName, Frozen, Match, Scalar, TraitMatch } from '../frozen.ts';
import { shortList } from './list.ts';
import { plainWords, sayEvent, type Says, wordOf } from './says.ts';
import { sayMoment, sayProperty } from './time.ts';

type Did = Extract<Ask, { kind: 'did' }>;

/** One sentence, or that it is not so, as what is said of 'they': 'asked for a demo', 'are not a buyer'. Pure, total. */
export function sayLeaf(
  leaf: Readonly<{ sentence: string; not: boolean }>,
  journey: Pick<Frozen, 'facts'>,
  says: Says,
): string {
  const ask = journey.facts[leaf.sentence];
  if (ask?.kind === 'did') return leaf.not ? sayNever(ask, says) : sayDid(ask, says);
  const said = ask === undefined ? `meet ‘${leaf.sentence}’` : sayState(ask, says);
  return leaf.not ? negated(said) : said;
}

const sayDid = (did: Did, says: Says): string =>
  words(sayDeed(did, says), did.times === undefined ? '' : oftenEnough(did.times), span(did));

const sayNever = (did: Did, says: Says): string =>
  (did.times ?? 1) < 2
    ? words('never', sayDeed(did, says), span(did))
    : words(sayDeed(did, says), `at most ${times((did.times ?? 1) - 1)}`, span(did));

const sayDeed = ({ event, where }: Did, says: Says): string => {
  const asked = Object.entries(where ?? {})
    .map(([property, match]) => `${plainWords(property)}: ${sayMatch(match, says)}`)
    .join('; ');
  return words(sayEvent(event, says), asked === '' ? '' : `(${asked})`);
};

const oftenEnough = (count: number): string => (count < 2 ? '' : `at least ${times(count)}`);
const times = (count: number): string =>
  count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;

function span({ within, ever }: Did): string {
  if (within !== undefined) return `in the last ${within.replace(/^1 /, '')}`;
  return ever === true ? 'at any time' : '';
}

function sayMatch(match: Match, says: Says): string {
  if (typeof match !== 'object') return sayValue(match);
  if (isList(match)) return shortList(match.map(sayValue), 'or');
  if ('of' in match) return `as in ${sayProperty(match, says)}`;
  if ('startsWith' in match) return `begins with ${match.startsWith}`;
  return 'atLeast' in match ? `${match.atLeast} or more` : `under ${match.under}`;
}

/** What they are now. Said in the present, of several: only so can it be turned around. */
function sayState(ask: Exclude<Ask, Did>, says: Says): string {
  switch (ask.kind) {
    case 'trait':
      return sayTrait(ask.trait, ask.is, says);
    case 'score':
      return AXES[ask.axis](ask.atLeast);
    case 'moment':
      return `have reached ${sayMoment(ask, says)}`;
    case 'rested':
      return 'are free to be sold to';
  }
}

const AXES: Readonly<Record<AxisName, (points: number) => string>> = {
  fit: (points) => `fit (${points} points or more)`,
  engagement: (points) => `learn from us (engagement of ${points} or more)`,
  intent: (points) => `want it (intent of ${points} or more)`,
};

function sayTrait(trait: string, is: TraitMatch, says: Says): string {
  const word = wordOf(trait, says);
  if (word?.includes('…') === true && !('known' in is)) return word.replace('…', sayAmount(is));
  const name = plainWords(trait);
  if ('known' in is) return `have told us their ${name}`;
  if ('atLeast' in is) return `reach ${is.atLeast} or more in ${name}`;
  if ('under' in is) return `stay under ${is.under} in ${name}`;
  const values = 'value' in is ? [is.value] : is.oneOf;
  return `have the ${name} ${shortList(
    values.map((value) => `‘${sayValue(value)}’`),
    'or',
  )}`;
}

function sayAmount(is: Exclude<TraitMatch, Readonly<{ known: true }>>): string {
  if ('value' in is) return sayValue(is.value);
  if ('oneOf' in is) return shortList(is.oneOf.map(sayValue), 'or');
  return 'atLeast' in is ? `${is.atLeast} or more` : `fewer than ${is.under}`;
}

/** 'fit' → 'do not fit', 'are a buyer' → 'are not a buyer', 'have told us' → 'have not told us'. */
function negated(said: string): string {
  const [, verb, rest] = /^(are|may|can|have(?= told| reached)) (.+)$/.exec(said) ?? [];
  return verb === undefined ? `do not ${said}` : `${verb} not ${rest}`;
}

const sayValue = (value: Scalar): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
const isList = (match: object): match is readonly Scalar[] => Array.isArray(match);
const words = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(' ');
