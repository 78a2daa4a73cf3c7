import { giveBack, type GivingBack } from '../../store/give-back.ts';
import { take, type TakeAnswer, type Taking } from '../../store/take.ts';
import type { TakeRow } from '../../store/takes.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { relative } from '../pages/when.ts';

type Deps = Pick<ApiDeps, 'ctx'>;

/** A rep takes somebody. Throws a Problem: whoever comes too late is told who has them. */
export async function takeThem({ ctx }: Deps, taking: Taking): Promise<TakeRow> {
  const result = await take(ctx, taking);
  if (result.kind === 'done') return result.take;
  throw whyNotTaken(ctx, result);
}

/** Why somebody could not be taken, for whoever wanted to. Pure. */
export function whyNotTaken(ctx: Ctx, why: Exclude<TakeAnswer, { kind: 'done' }>): Problem {
  switch (why.kind) {
    case 'conflict': {
      const { rep, taken_at } = why.take;
      const said = `Too late: ${nameOf(ctx, rep)} took them ${relative(taken_at, ctx.now())}.`;
      return new Problem('already-taken', said, { rep });
    }
    case 'offered':
      return new Problem('handoff-open', openHandoff(ctx, why.handoff), {
        handoff: why.handoff.id,
      });
    case 'unknown':
      return new Problem('unknown-prospect', 'There is no prospect with this id.');
    case 'refused':
      return new Problem(why.code, why.say);
  }
}

/** A rep gives somebody back. Throws a Problem: whoever comes too late is told who was first. */
export async function giveThemBack({ ctx }: Deps, giving: GivingBack): Promise<TakeRow> {
  const result = await giveBack(ctx, giving);
  switch (result.kind) {
    case 'done':
      return result.take;
    case 'conflict':
      throw new Problem('not-taken', notTaken(ctx, result.last));
    case 'unknown':
      throw new Problem('unknown-prospect', 'There is no prospect with this id.');
    case 'refused':
      throw new Problem(result.code, result.say);
  }
}

type Ctx = ApiDeps['ctx'];

function notTaken(ctx: Ctx, last: TakeRow | undefined): string {
  if (last === undefined || last.given_back_at === null) return 'Nobody has taken them.';
  const who = last.given_back_by === null ? 'somebody' : nameOf(ctx, last.given_back_by);
  return `Too late: ${who} gave them back ${relative(last.given_back_at, ctx.now())}.`;
}

type Open = Readonly<{ state: string; team: string; rep: string | null }>;

function openHandoff(ctx: Ctx, { state, team, rep }: Open): string {
  const name = ctx.house.teams[team]?.name ?? team;
  return state === 'accepted'
    ? `${rep === null ? name : nameOf(ctx, rep)} has them by a handoff, which ends by its own answer.`
    : `They are offered to ${name}: accept the handoff instead.`;
}

/** The rep's name; their id where the house has forgotten them. Pure. */
export const nameOf = ({ house }: Pick<Ctx, 'house'>, rep: string): string =>
  Object.values(house.teams)
    .flatMap(({ reps }) => reps)
    .find(({ id }) => id === rep)?.name ?? rep;
