import { condition, setHandler } from '@temporalio/workflow';
import type { Event } from '../core/state.ts';
import { carryOut } from './carry-out.ts';
import { clockOf } from './clock.ts';
import { explanationOf } from './explanation.ts';
import { goOn, goOnAs, isOld } from './go-on.ts';
import { explain, type ProspectInput, tell } from './messages.ts';
import { parked } from './parked.ts';
import { published } from './published.ts';
import type { Seen } from './seen.ts';
import { show, showAtRest } from './show.ts';
import { stepSafely } from './step-safely.ts';
import { isFor, onlyTellings } from './tellings.ts';

/**
 * One prospect's way through one entry and, where the store says so, on into the next. core/ decides; this listens, waits and
 * carries out. It never fails: what it cannot go on from parks it as faulted.
 */
export async function prospect(input: ProspectInput): Promise<void> {
  const { unheard = [], clock: kind, ...begin } = input;
  const journey = published(begin.version);
  const inbox: Event[] = [...unheard];
  const clock = clockOf(kind);
  let seen: Seen = { begin, journey, state: begin.state };
  setHandler(tell, (tellings) => void inbox.push(...onlyTellings(tellings)));
  setHandler(explain, () => explanationOf(seen));

  for (;;) {
    const heard = inbox.splice(0).filter(isFor(begin.entry));
    const { todo, ...next } = stepSafely(seen, [...heard, ...clock.hour()]);
    if (todo !== undefined && isOld()) await goOn(seen, { unheard: heard, clock: kind }); // the next run asks
    seen = { begin, journey, ...next };
    show(seen);
    if (todo === undefined) {
      if (isOld()) await goOn(seen, { clock: kind });
      showAtRest(seen);
      clock.rest(seen);
      await condition(() => inbox.length > 0 || clock.rang);
      continue;
    }
    const answer = await carryOut(seen, todo);
    if (answer.kind === 'gone') return;
    if (answer.kind === 'next') await goOnAs(answer.to, { unheard: inbox, clock: kind });
    if (answer.kind === 'failed') seen = { ...seen, state: parked(seen.state, todo, answer.code) };
    // before what was told meanwhile: a hold released, or a yield, since then must not be forgotten for an older answer
    else inbox.unshift({ kind: 'answered', at: answer.at, asked: todo.key, answer });
  }
}
