import { revive } from '../core/begin.ts';
import type { Instant } from '../core/fact.ts';
import type { Deed } from '../core/knowledge.ts';
import { dateAhead } from '../core/step.ts';
import { type Ctx, houseCalendar } from './ctx.ts';
import { enterOn } from './entries.ts';
import { refold } from './known.ts';
import type { Entry } from './records.ts';

/** Something they did: it may let them into a journey, and is news to those they are in. */
export function did(ctx: Ctx, name: string, props: Deed['props']): void {
  ctx.note({ at: ctx.now, kind: 'did', event: name, props });
  tellEvent(ctx, name, props);
  hear(ctx);
}

/** What they are, as they or somebody else said. */
export function became(ctx: Ctx, traits: Readonly<Record<string, unknown>>): void {
  const { records, now } = ctx;
  ctx.note({ at: now, kind: 'became', traits });
  for (const [trait, value] of Object.entries(traits)) records.traits[trait] = { value, at: now };
  records.seq += 1;
  hear(ctx);
}

/** An event, folded when somebody hears. */
export function tellEvent(ctx: Ctx, name: string, props: Deed['props']): void {
  const deed = { name, props, at: ctx.now };
  ctx.records.deeds.push(deed);
  ctx.records.seq += 1;
  enterOn(ctx, deed);
}

/** The fold: whoever speaks is told the facts that changed. */
export function hear(ctx: Ctx): void {
  for (const entry of refold(ctx.records, houseCalendar(ctx))) {
    if (entry.wants_at !== null) entry.wants_at = dateOf(ctx, entry);
    if (entry.status === 'speaking')
      ctx.tell({ kind: 'told', entry: entry.id, at: ctx.now, seq: entry.seq, facts: entry.facts });
  }
}

/** The date that it waits for may have moved; one that is not ahead any more has come now. */
function dateOf({ now }: Ctx, { frozen, state, seq, facts }: Entry): Instant {
  return dateAhead(frozen, revive(state, now, { seq, facts })) ?? now;
}
