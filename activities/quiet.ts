import type { Answer, Question } from '../core/state.ts';
import { quiet } from '../store/clocks.ts';
import type { ActivityDeps } from './deps.ts';
import { tellTeam } from './tell-team.ts';

/** Sales accepted, and then nothing was heard for too long: the row says whether they come back. */
export const createQuiet =
  (deps: ActivityDeps) =>
  async (question: Question): Promise<Answer> =>
    tellTeam(deps, await quiet(deps.ctx, question));
