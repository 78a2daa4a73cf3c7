/**
 * A house's own words for its events and traits, by name. Of an event what people did, in the past: 'asked for a demo'. Of a trait
 * what people are, with `…` for the value: 'are a …'; of one that holds a date, or of 'event.property', what it is the date of.
 */
export type Says = Readonly<Record<string, string>>;

/** How Perennial's own events are said, unless the house says them otherwise. */
const OURS: Says = {
  'mail.clicked': 'clicked in a mail',
  'mail.replied': 'replied to a mail',
  'handoff.accepted': 'were taken on by a team',
  'handoff.rejected': 'were turned down by a team',
  'deal.won': 'bought',
  'deal.lost': 'decided against buying',
  'journey.ended': 'came to the end of a journey',
};

/** What people did, in the past: 'asked for a demo', or 'did ‘demo requested’' where nobody says it better. Pure. */
export const sayEvent = (event: string, says: Says): string =>
  wordOf(event, says) ?? wordOf(event, OURS) ?? `did ‘${plainWords(event)}’`;

/** Whether somebody has words for this event: the house, or Perennial for its own. Pure. */
export const hasWords = (event: string, says: Says): boolean =>
  wordOf(event, says) !== undefined || wordOf(event, OURS) !== undefined;

/** The house's own words, if it has any. Pure. */
export const wordOf = (name: string, says: Says): string | undefined =>
  Object.hasOwn(says, name) ? says[name] : undefined;

/** 'demo.requested', 'startsAt', 'not-ready' → 'demo requested', 'starts at', 'not ready'. Pure. */
export const plainWords = (name: string): string =>
  name
    .replaceAll(/[._-]+/g, ' ')
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, (_, end: string, start: string) => `${end} ${start}`)
    .toLowerCase()
    .trim();
