/** A place in a text that sells: the words as they stand there, and at which character. */
export type Pitch = Readonly<{ word: string; at: number }>;

/** What lowers a price. A blank stands for any space, or a line's end, N for a number or a merged value. Hours and errors may be “20 % less” without being sold. */
const DISCOUNTS = [
  'discount(s|ed)?',
  'N ?(%|percent|per cent) (off|cheaper|discount)',
  'save (up to )?N ?(%|percent|per cent)(?! of)',
  '([$€£] ?N|N ?([$€£]|euros?|dollars?|pounds?)) off',
  'half (the )?price',
  '(reduced|special|introductory) prices?',
  '(coupon|promo|voucher) codes?',
  'coupons?',
  '(two for one|2 for 1|3 for 2|for the price of)',
];
/** What asks for a deal. Words that teaching needs too (“price”, “demo”, “trial”) count only in the company that makes them a pitch. */
const ASKS = [
  'pricing',
  'price ?lists?',
  '(plans|prices) start(ing)? (at|from)',
  '(book|schedule|request|arrange|get|see|watch|try) (an?|our|the|your)( [a-z]+){0,2} demo',
  '(book|schedule) (an?|your)( [a-z]+){0,2} (call|meeting|consultation)',
  '(talk|speak|chat) (to|with) (our |the )?sales',
  '(contact|call|ring) (our |the )?sales',
  'our sales (team|people|department)',
  '(request|get|ask for) (an?|your)( [a-z]+)? quote',
  '(buy|order|purchase|upgrade|subscribe|sign up|act|enroll?) (now|today)',
  'buy (it|yours|one) (now|today|here)',
  'upgrade to (the |our |an? )?(paid|pro|plus|premium|team|business|enterprise)',
  'upgrade your (plan|account|subscription|workspace)',
  '(your )?(free )?trial (ends|expires|runs out|is ending|is over|has ended|has expired)',
  '(start|begin) (a|your) (free )?trial',
  '(limited|special|exclusive|introductory|one-time)([ -]time)? (offer|deal)s?',
  '(offer|deal) (ends|expires)',
  'last chance to (buy|order|save|get|join)',
  'while (stocks|supplies) last',
  "don['’]t miss (out|this)",
  'money[ -]back',
  'no credit card',
];

/** Sales talk in a text, discounts among it, in reading order. A link counts by its words. Pure. */
export const pitchesIn = (text: string): readonly Pitch[] => found(PITCHES, text);

/** What promises a lower price in a text, in reading order. Pure. */
export const discountsIn = (text: string): readonly Pitch[] => found(LOWERED, text);

const found = (pattern: RegExp, text: string): readonly Pitch[] =>
  [...text.matchAll(pattern)].map(({ 0: word, index }) => ({ word, at: index }));

/** Whole words only, in any case; a letter of any alphabet beside it makes it another word. */
function anyOf(phrases: readonly string[]): RegExp {
  const either = phrases.join('|').replaceAll(' ', '\\s').replaceAll('N', '(?:\\d+|…)');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${either})(?![\\p{L}\\p{N}])`, 'giu');
}

const PITCHES = anyOf([...DISCOUNTS, ...ASKS]);
const LOWERED = anyOf(DISCOUNTS);
