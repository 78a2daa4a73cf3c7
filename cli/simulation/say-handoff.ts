import type { Happening } from '../../simulator/happening.ts';
import { repName, sayDate, type Speech, teamName } from './speech.ts';

type OfHandoff = Extract<Happening, { kind: 'offered' | 'handoff' | 'unqualified' }>;

/** What is asked of sales, and what they say. */
export function sayHandoff(one: OfHandoff, speech: Speech): string {
  switch (one.kind) {
    case 'offered':
      return `offered to ${teamName(one.team, speech)}: answer by ${sayDate(one.until, speech)}`;
    case 'unqualified':
      return `not offered: ${one.reason}`;
    case 'handoff':
      return sayTurn(one, speech);
  }
}

type Turn = Extract<Happening, { kind: 'handoff' }>;

function sayTurn(one: Turn, speech: Speech): string {
  const who = one.rep === undefined ? teamName(one.team, speech) : repName(one.rep, speech);
  const why = one.reason === undefined ? '' : `: ${one.reason}${restOf(one.reason, speech)}`;
  const until = one.until === undefined ? '' : sayDate(one.until, speech);
  switch (one.became) {
    case 'offered':
      return `offered again to ${teamName(one.team, speech)}: answer by ${until}`;
    case 'accepted':
      return `${who} accepts`;
    case 'rejected':
      return `${who} rejects${why}`;
    case 'not-yet':
      return `${who} says not yet: asked again on ${until}`;
    case 'expired':
      return `nobody of ${teamName(one.team, speech)} answered in time`;
    case 'returned':
      return one.reason === 'quiet'
        ? `${teamName(one.team, speech)} was not heard of: they come back`
        : `returned by sales${why}`;
    case 'won':
      return 'won';
    case 'lost':
      return `lost${why}`;
    case 'withdrawn':
      return 'withdrawn: there is nothing left to answer';
  }
}

/** How long nobody sells to them after that. */
function restOf(reason: string, { setup }: Speech): string {
  const rest = setup.house.reasons[reason]?.rest;
  return rest === undefined ? '' : ` (nobody sells for ${rest})`;
}
