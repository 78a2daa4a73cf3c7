import { answerHandoff, type Answering } from '../../store/answer-handoff.ts';
import type { HandoffView } from '../../store/handoff-view.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { became } from './became.ts';
import { handoffJson } from './handoff-json.ts';

/** Answers a handoff. Throws a Problem: whoever comes too late is told who was first. */
export async function answer({ ctx }: ApiDeps, id: string, said: Answering): Promise<HandoffView> {
  const result = await answerHandoff(ctx, id, said);
  switch (result.kind) {
    case 'done':
      return result.handoff;
    case 'conflict':
      throw new Problem('handoff-answered', `Too late: ${became(result.handoff, ctx.now())}`, {
        handoff: handoffJson(result.handoff),
      });
    case 'unknown':
      throw new Problem('unknown-handoff', 'There is no handoff with this id.');
    case 'refused':
      throw new Problem(result.code, result.say);
  }
}
