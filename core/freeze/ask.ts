import type { Ask, Match, TraitMatch } from '../frozen.ts';
import { refuse, type Spot, within } from './draft.ts';
import { axisNames } from './axis-names.ts';
import { countIn } from './count.ts';
import { type Fields, isFields, meantOr, onlyWords, spell } from './fields.ts';
import { spanIn } from './length.ts';
import { listIn, matchIn, numberIn, scalarIn } from './match.ts';
import { nameIn } from './names.ts';
import { noProperty } from './property.ts';
import type { Shape } from './vocabulary.ts';

const UNKNOWN: Shape = { kind: 'unknown' };

/** What one leaf of a condition asks; undefined where it asks nothing that can be found out. */
export function askIn(spot: Spot, leaf: unknown): Ask | undefined {
  if (!isFields(leaf)) return noQuestion(spot, leaf);
  if ('did' in leaf && isFields(leaf['did'])) return didIn(spot, leaf['did']);
  if ('score' in leaf) return scoreIn(spot, leaf);
  if ('trait' in leaf) return traitIn(spot, leaf);
  return leaf['rested'] === true ? { kind: 'rested' } : noQuestion(spot, leaf);
}

/** What `did` asks of the past. */
export function didIn(spot: Spot, deed: Fields): Extract<Ask, { kind: 'did' }> {
  onlyWords(spot, deed, ['event', 'where', 'times', 'within', 'ever']);
  const event =
    deed['event'] === 'mail.opened' ? noOpens(spot) : nameIn(spot, deed['event'], 'event');
  const where = deed['where'] === undefined ? undefined : whereIn(spot, event, deed['where']);
  const times = deed['times'] === undefined ? 1 : countIn(within(spot, 'times'), deed['times']);
  return {
    kind: 'did',
    event,
    ...(where && Object.keys(where).length > 0 && { where }),
    ...(times > 1 && { times }),
    ...(deed['within'] !== undefined && { within: spanIn(within(spot, 'within'), deed['within']) }),
    ...(deed['ever'] === true && { ever: true }),
  };
}

/** Machines open mails before people do: an open tells nothing of a person. */
function noOpens(spot: Spot): string {
  const what = "'mail.opened' is no fact: machines open mails too.";
  refuse(spot, { code: 'L010', what, mend: 'Ask for mail.clicked or mail.replied.' });
  return '';
}

function whereIn(spot: Spot, event: string, where: unknown): Record<string, Match> {
  const properties = spot.draft.words.events.get(event);
  const matches = Object.entries(isFields(where) ? where : {}).map(([name, value]) => {
    const shape = properties?.get(name);
    if (properties && !shape) noProperty(within(spot, name), event, name);
    return [name, matchIn(within(spot, name), value, shape ?? UNKNOWN)] as const;
  });
  return Object.fromEntries(matches);
}

const TRAIT_VERBS = ['is', 'oneOf', 'atLeast', 'under', 'known'];

function traitIn(spot: Spot, leaf: Fields): Ask | undefined {
  const trait = nameIn(spot, leaf['trait'], 'trait');
  const said = TRAIT_VERBS.filter((verb) => verb in leaf && typeof leaf[verb] !== 'function');
  const [verb] = said;
  if (verb === undefined || said.length > 1) return noVerb(spot, trait);
  const shape = spot.draft.words.traits.get(trait) ?? UNKNOWN;
  return { kind: 'trait', trait, is: traitMatchIn(within(spot, trait), [verb, leaf[verb]], shape) };
}

function traitMatchIn(spot: Spot, [verb, value]: [string, unknown], shape: Shape): TraitMatch {
  switch (verb) {
    case 'known':
      return { known: true };
    case 'oneOf':
      return { oneOf: listIn(spot, Array.isArray(value) ? value : [value], shape) };
    case 'atLeast':
      return { atLeast: numberIn(spot, value, shape) };
    case 'under':
      return { under: numberIn(spot, value, shape) };
    default:
      return { value: scalarIn(spot, value, shape) };
  }
}

function noVerb(spot: Spot, trait: string): undefined {
  refuse(spot, {
    code: 'L000',
    what: `trait('${trait}') alone asks nothing.`,
    mend: `Ask for its value: trait('${trait}').is(…) or .known().`,
  });
}

/** How high a score is: one of those that something counts into. */
function scoreIn(spot: Spot, leaf: Fields): Ask | undefined {
  const { axes } = spot.draft.words;
  const axis = axisNames.find((name) => name === leaf['score'] && axes?.has(name) === true);
  if (axis === undefined) return noScore(spot, leaf['score']);
  const atLeast = numberIn(within(spot, axis), leaf['atLeast'], UNKNOWN);
  return { kind: 'score', axis, atLeast };
}

function noScore(spot: Spot, score: unknown): undefined {
  const { axes } = spot.draft.words;
  refuse(spot, {
    code: 'L014',
    what: `Nothing counts into a score ${spell(score)}.`,
    mend:
      axes === undefined
        ? 'Say in journeys/scores.ts what counts: export const scores = { … }.'
        : meantOr(score, axes.keys()),
  });
}

function noQuestion(spot: Spot, leaf: unknown): undefined {
  refuse(spot, {
    code: 'L000',
    what: `${spell(leaf)} is no condition.`,
    mend: 'Conditions are did(…), trait(…).is(…), score(…).atLeast(…), rested, all(…), any(…) and not(…).',
  });
}
