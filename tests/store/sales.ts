import { answerHandoff } from '../../store/answer-handoff.ts';
import type { HandoffView } from '../../store/handoff-view.ts';
import { getHandoff } from '../../store/handoffs.ts';
import { offer } from '../../store/offer.ts';
import { only, type Run, type World } from './world.ts';

export type Offered = Readonly<{ run: Run; handoff: HandoffView }>;

/** Somebody who asked for a demo. */
export async function keen(world: World, journey = 'small'): Promise<Run> {
  const prospect = await world.person({ traits: { role: 'buyer' } });
  const entry = await world.entered(prospect, journey);
  await world.did(prospect, 'demo.requested', { about: 'security' });
  return world.run(entry);
}
/** … and was offered for it. */
export async function offered(world: World, journey = 'small'): Promise<Offered> {
  const run = await keen(world, journey);
  const answer = only(
    await offer(world.ctx, run.asks('handoff.offer', { kind: 'offer' }, { visit: 3 })),
    'handoff',
  );
  const handoff = await getHandoff(world.ctx, answer.handoff.id);
  if (handoff === undefined) throw new Error('no handoff');
  await world.rings();
  return { run, handoff };
}
export async function accepted(world: World, journey = 'small'): Promise<Offered> {
  const { run, handoff } = await offered(world, journey);
  const done = only(
    await answerHandoff(world.ctx, handoff.id, { verb: 'accept', rep: 'rosa' }),
    'done',
  );
  await world.fold();
  await world.rings();
  return { run, handoff: done.handoff };
}
