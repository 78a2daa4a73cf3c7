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
type Words = Readonly<{ who: string; team: string; why: string; until: string }>;

const TURNS: Readonly<Record<Turn['became'], (words: Words) => string>> = {
  offered: ({ team, until }) => `offered again to ${team}: answer by ${until}`,
  accepted: ({ who }) => `${who} accepts`,
  rejected: ({ who, why }) => `${who} rejects${why}`,
  'not-yet': ({ who, until }) => `${who} says not yet: asked again on ${until}`,
  expired: ({ team }) => `nobody of ${team} answered in time`,
  returned: ({ why }) => `returned by sales${why}`,
  won: () => 'won',
  lost: ({ why }) => `lost${why}`,
  withdrawn: () => 'withdrawn: there is nothing left to answer',
};

function sayTurn({ became, rep, reason, until, team: id }: Turn, speech: Speech): string {
  const team = teamName(id, speech);
  if (reason === 'quiet') return `${team} was not heard of: they come back`;
  return TURNS[became]({
    team,
    who: rep === undefined ? team : repName(rep, speech),
    why: reason === undefined ? '' : `: ${reason}${restOf(reason, speech)}`,
    until: until === undefined ? '' : sayDate(until, speech),
  });
}

/** How long nobody sells to them after that. */
function restOf(reason: string, { setup }: Speech): string {
  const rest = setup.house.reasons[reason]?.rest;
  return rest === undefined ? '' : ` (nobody sells for ${rest})`;
}
