import type { Instant } from '../core/fact.ts';
import { ownerOf, waitingFor } from '../core/say.ts';
import type { Seen } from './seen.ts';

/** The present and the last of the past, as Markdown for the Temporal UI (which draws lists well and tables badly). Pure. */
export function detailsOf({ begin, journey, state, sleepUntil }: Seen): string {
  const known = Object.entries(state.facts).map(
    ([sentence, { since, until }]) =>
      `- \`${sentence}\` since ${day(since)}${until === undefined ? '' : `, until ${day(until)}`}`,
  );
  const lines = state.lines.map(([at, step, what]) => `- ${day(at)} **${step}**: ${what}`);
  const until = sleepUntil === undefined ? '' : ` (looks again ${day(sleepUntil)})`;
  return [
    `**${journey.journey}**, at **${state.at}** since ${day(state.since)}, with ${ownerOf(journey, state)}`,
    state.asked === undefined
      ? `Waits: ${waitingFor(journey, state)}${until}`
      : 'Is being carried out now.',
    ...section('Known', known),
    ...section('Last', lines),
    `Entry \`${begin.entry}\`, version \`${begin.version}\``,
  ].join('\n\n');
}

const section = (title: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [`${title}:\n\n${items.join('\n')}`];

/** '2027-03-01 09:30:05' in UTC. Total: a broken instant must not break the workflow that shows it. */
function day(at: Instant): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '?' : date.toISOString().slice(0, 19).replace('T', ' ');
}
