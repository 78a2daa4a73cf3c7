import type { Instant } from '../../core/fact.ts';
import type { HouseData } from '../../core/house.ts';
import type { ReplyView } from '../../store/replies.ts';
import { when } from './when.ts';

/** What people answered, for the overview and for a person's page. Pure. */
export const repliesView = (replies: readonly ReplyView[], now: Instant): readonly object[] =>
  replies.map(({ id, prospect, email, mail, subject, excerpt, owner, holds, at }) => ({
    id,
    prospect,
    address: email ?? 'somebody who was erased',
    subject: subject ?? mail,
    excerpt,
    owner: owner.name,
    holds,
    at: when(at, now),
  }));

/** Who may decide on a page: the reps, by their ids, and whoever signs mails, by name. Pure. */
export function deciders({ teams, senders }: HouseData): readonly { id: string; name: string }[] {
  const reps = Object.values(teams).flatMap((team) => team.reps.map(({ id, name }) => [id, name]));
  const signers = Object.values(senders).map(({ name }) => [name, name]);
  const named = new Set(reps.map(([, name]) => name));
  const all = [...reps, ...signers.filter(([name]) => !named.has(name))];
  return [...new Map(all.map(([id = '', name = '']) => [id, { id, name }])).values()];
}
