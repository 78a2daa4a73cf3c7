import { withdrawTasks } from './answer.ts';
import type { Ctx } from './ctx.ts';
import { openHandoff, speakerOf } from './records.ts';

/** Not one more mail from now on: what is open is closed, but where sales is at work. Said twice it changes nothing. */
export function unsubscribe(ctx: Ctx): void {
  const { records, now: at } = ctx;
  if (records.unsubscribed) return;
  records.unsubscribed = true;
  ctx.note({ at, kind: 'unsubscribed' });
  const withSales = openHandoff(records)?.entry;
  const speaker = speakerOf(records);
  for (const entry of records.entries) {
    if (entry.status === 'closed' || entry.id === withSales) continue;
    entry.status = 'closed';
    entry.endedAs = 'unsubscribed';
    withdrawTasks(ctx, entry);
    const { journey, state } = entry;
    ctx.note({ at, journey, step: state.at, kind: 'ended', as: 'unsubscribed' });
  }
  // who runs asks again, and hears that there is nothing left to say
  if (speaker?.status === 'closed') ctx.tell({ kind: 'told', entry: speaker.id, at, yield: true });
}
