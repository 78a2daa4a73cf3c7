import { z } from 'zod';
import { type DecidedAnswer, decideReply, type Decision } from '../../store/decide-reply.ts';
import type { ReplyView } from '../../store/replies.ts';
import type { ApiDeps } from '../deps.ts';
import { name, text } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';
import { relative } from '../pages/when.ts';
import { nameOf, whyNotTaken } from '../prospects/taking.ts';
import { replyJson } from './reply-json.ts';

const by = name.meta({ description: 'Who decides. To take them: the id of the rep who does.' });
const common = { by, note: text.exactOptional() };

/** What a person decides on an answer: the same for the API and the pages. */
export const decisionIn = z.discriminatedUnion(
  'decision',
  [
    z.strictObject({ decision: z.literal('go-on'), ...common }),
    z.strictObject({ decision: z.literal('take'), ...common }),
    z.strictObject({
      decision: z.literal('leave'),
      reason: z.enum(['bad-fit', 'competitor', 'left-company', 'done', 'won']).default('bad-fit'),
      ...common,
    }),
    z.strictObject({ decision: z.literal('unsubscribe'), ...common }),
  ],
  'say what follows: go-on, take, leave or unsubscribe.',
);

/** Decides on an answer. Throws a Problem: whoever comes too late is told what was decided. */
export async function decide(
  { ctx }: Pick<ApiDeps, 'ctx'>,
  id: string,
  decision: Decision,
): Promise<ReplyView> {
  const result: DecidedAnswer = await decideReply(ctx, id, decision);
  switch (result.kind) {
    case 'done':
      return result.reply;
    case 'conflict': {
      const { reply } = result;
      const when = reply.decidedAt === null ? '' : ` ${relative(reply.decidedAt, ctx.now())}`;
      throw new Problem('reply-decided', `Too late: ${sayDecided(ctx, reply)}${when}.`, {
        reply: replyJson(reply),
      });
    }
    case 'unknown':
      throw new Problem('unknown-reply', 'There is no answer with this id.');
    case 'not-taken':
      throw whyNotTaken(ctx, result.why);
  }
}

/** What was decided, in half a sentence. Pure. */
function sayDecided(ctx: ApiDeps['ctx'], { state, decidedBy }: ReplyView): string {
  const who = decidedBy === null ? 'somebody' : nameOf(ctx, decidedBy);
  switch (state) {
    case 'open':
      return 'it is still open';
    case 'go-on':
      return `${who} let the mails go on`;
    case 'taken':
      return `${who} took them`;
    case 'left':
      return `${who} took them out of their journeys`;
    case 'unsubscribed':
      return `${who} unsubscribed them`;
    case 'released':
      return `${who} lifted the hold`;
  }
}
