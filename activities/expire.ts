import type { Answer, Question } from '../core/state.ts';
import { expire } from '../store/clocks.ts';
import type { ActivityDeps } from './deps.ts';
import { withHeartbeats } from './heartbeats.ts';
import { tellTeam } from './tell-team.ts';

/** The clock of an offer, or of a not-yet, ran out: the row says what follows. Who is offered anew, the team hears of anew. */
export const createExpire =
  (deps: ActivityDeps) =>
  (question: Question): Promise<Answer> =>
    withHeartbeats(async () => tellTeam(deps, await expire(deps.ctx, question)));
