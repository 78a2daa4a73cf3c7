import type { Answer } from '../core/state.ts';
import { handoffMail } from '../mail/handoff-mail.ts';
import { markNotified, type Offered } from '../store/offer.ts';
import type { ActivityDeps } from './deps.ts';
import { mailReps } from './mail-reps.ts';

/** The answer to an offer, once the team's reps were mailed about it. */
export async function tellTeam(deps: ActivityDeps, offered: Offered): Promise<Answer> {
  const { notify, ...answer } = offered;
  if (notify === undefined) return answer;
  const { id, team, offeredAt, packet } = notify;
  const offer = { id, offeredAt, packet, until: notify.until ?? deps.ctx.now() };
  const mailed = await mailReps(deps, {
    reps: deps.ctx.house.teams[team]?.reps ?? [],
    mail: (rep, sender) =>
      handoffMail(offer, rep, { link: deps.links.url('h', `${id}.${rep.id}`), sender }),
    about: { handoff: id, team },
  });
  if (mailed) await markNotified(deps.ctx, id);
  return answer;
}
