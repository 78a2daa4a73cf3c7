import type { Anchor, Ask, Moment, Shift, Time } from '../frozen.ts';
import { isoInstant } from '../iso-instant.ts';
import { refuse, type Spot, within } from './draft.ts';
import { type Fields, isFields, spell } from './fields.ts';
import { lengthIn } from './length.ts';
import { nameIn } from './names.ts';
import { propertyIn } from './property.ts';
import { sentence } from './sentence.ts';
import type { Shape } from './vocabulary.ts';

export type MomentAsk = Extract<Ask, { kind: 'moment' }>;

/** A length, or a date. */
export const timeIn = (spot: Spot, value: unknown): Time =>
  isMoment(value) ? momentIn(spot, value) : lengthIn(spot, value);

const VERBS = ['is', 'oneOf', 'atLeast', 'under', 'known'];

/** Whether somebody means a date: `the(…).at`, `trait('…')` without a verb, '2027-08-20', before(…) or after(…). */
export function isMoment(value: unknown): boolean {
  if (typeof value === 'string') return looksLikeDay(value);
  if (!isFields(value)) return false;
  if ('trait' in value)
    return !VERBS.some((verb) => verb in value && typeof value[verb] !== 'function');
  return 'of' in value || 'moment' in value;
}

export const looksLikeDay = (text: string): boolean => /^\d+-\d+-\d+$/.test(text);

/** A date that has a sentence of its own, whose fact tells the instant. */
export const momentIn = (spot: Spot, value: unknown): Moment =>
  momentOf(spot, momentAskIn(spot, value));

/** The moment of such a question; from then on the version listens to it. */
export function momentOf({ draft }: Spot, ask: MomentAsk): Moment {
  const moment = sentence(ask);
  draft.facts.set(moment, ask);
  return { moment };
}

function momentAskIn(spot: Spot, value: unknown): MomentAsk {
  if (!isFields(value) || !('moment' in value))
    return { kind: 'moment', anchor: anchorIn(spot, value) };
  return {
    kind: 'moment',
    anchor: anchorIn(spot, value['moment']),
    shift: shiftIn(spot, value),
  };
}

function shiftIn(spot: Spot, value: Fields): Shift {
  const side = value['side'] === 'after' ? 'after' : 'before';
  return { by: lengthIn(within(spot, side), value['shift']), side };
}

function anchorIn(spot: Spot, value: unknown): Anchor {
  if (typeof value === 'string') return { day: dayIn(spot, value) };
  if (isFields(value) && 'of' in value) {
    const { ref, shape } = propertyIn(spot, value);
    mustBeDate(spot, `${ref.of}.${ref.property}`, shape);
    return ref;
  }
  if (isFields(value) && 'trait' in value) {
    const trait = nameIn(spot, value['trait'], 'trait');
    mustBeDate(spot, `The trait ${trait}`, spot.draft.words.traits.get(trait));
    return { trait };
  }
  noDate(spot, `${spell(value)} is no date.`);
  return { day: '' };
}

/** A day of the calendar, that there is. */
export function dayIn(spot: Spot, value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    if (isoInstant(value) !== undefined) return value;
    noDate(spot, `There is no ${value} in the calendar.`);
  } else noDate(spot, `${spell(value)} is no day.`);
  return '';
}

function mustBeDate(spot: Spot, what: string, shape: Shape | undefined): void {
  if (shape === undefined || shape.kind === 'date' || shape.kind === 'unknown') return;
  noDate(spot, `${what} is a ${shape.kind}, no date.`);
}

const noDate = (spot: Spot, what: string): void =>
  refuse(spot, {
    code: 'L051',
    what,
    mend: "Name a date: the('…').… or trait('…') that is one, or a day like '2027-08-20'.",
  });
