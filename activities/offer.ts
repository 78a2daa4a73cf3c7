import type { Answer, Question } from '../core/state.ts';
import { offer } from '../store/offer.ts';
import type { ActivityDeps } from './deps.ts';
import { withHeartbeats } from './heartbeats.ts';
import { tellTeam } from './tell-team.ts';

/** Makes the handoff, if they qualify, and mails the team. Asked again it answers with the offer that stands. */
export const createOffer =
  (deps: ActivityDeps) =>
  (question: Question): Promise<Answer> =>
    withHeartbeats(async () => tellTeam(deps, await offer(deps.ctx, question)));
