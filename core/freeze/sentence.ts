import type { Anchor, Ask, Match, Scalar, TraitMatch } from '../frozen.ts';

/**
 * A question as the sentence that is its key everywhere: `did guide.downloaded where topic is "security" within 7 days`.
 * Values are quoted, so two questions never share one. Pure.
 */
export function sentence(ask: Ask): string {
  switch (ask.kind) {
    case 'rested':
      return 'rested';
    case 'trait':
      return `${bare(ask.trait)} ${matchWords(ask.is)}`;
    case 'score':
      return `${ask.axis} >= ${ask.atLeast}`;
    case 'moment':
      return ask.shift === undefined
        ? anchorWords(ask.anchor)
        : `${ask.shift.by} ${ask.shift.side} ${anchorWords(ask.anchor)}`;
    case 'did':
      return didWords(ask);
  }
}

const didWords = (ask: Extract<Ask, { kind: 'did' }>): string =>
  [
    `did ${bare(ask.event)}`,
    ...(ask.where ? [`where ${whereWords(ask.where)}`] : []),
    ...(ask.times === undefined ? [] : [`${ask.times} times`]),
    ...(ask.within === undefined ? [] : [`within ${ask.within}`]),
    ...(ask.ever === true ? ['ever'] : []),
  ].join(' ');

const anchorWords = (anchor: Anchor): string => {
  if ('day' in anchor) return anchor.day;
  if ('trait' in anchor) return `the date ${bare(anchor.trait)}`;
  return `the ${bare(anchor.of)}.${bare(anchor.property)}`;
};

const whereWords = (where: Readonly<Record<string, Match>>): string =>
  Object.entries(where)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([property, match]) => `${bare(property)} ${propertyWords(match)}`)
    .join(' and ');

function propertyWords(match: Match): string {
  if (typeof match !== 'object') return `is ${quoted(match)}`;
  if (isList(match)) return `in ${match.map(quoted).join(', ')}`;
  if ('of' in match) return `is the ${bare(match.of)}.${bare(match.property)}`;
  if ('startsWith' in match) return `starts with ${quoted(match.startsWith)}`;
  return matchWords(match);
}

function matchWords(match: TraitMatch): string {
  if ('known' in match) return 'is known';
  if ('value' in match) return `is ${quoted(match.value)}`;
  if ('oneOf' in match) return `in ${match.oneOf.map(quoted).join(', ')}`;
  return 'atLeast' in match ? `>= ${match.atLeast}` : `< ${match.under}`;
}

const isList = (match: object): match is readonly Scalar[] => Array.isArray(match);
const quoted = (value: Scalar): string => JSON.stringify(value);
/** A name as it is, where nothing in it could be taken for a word of the sentence. */
const bare = (name: string): string => (/^[\w.-]+$/.test(name) ? name : JSON.stringify(name));
