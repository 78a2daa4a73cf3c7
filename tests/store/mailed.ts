import { claim } from '../../store/claim.ts';
import { letGo, settle } from '../../store/fence.ts';
import type { PutProspect } from '../../store/put-prospect.ts';
import { only, type Run, type World } from './world.ts';

/** Somebody whose first mail was accepted. `name`: the one in its Message-ID. */
export type Mailed = Readonly<{ run: Run; prospect: string; name: string; messageId: string }>;

/** Somebody new, mailed with these links, by their names. */
export async function mailed(
  world: World,
  links: Readonly<Record<string, string>> = {},
  put: Partial<PutProspect> = {},
): Promise<Mailed> {
  const run = await world.run(await world.entered(await world.person(put)));
  const { token, messageId } = only(await claim(world.ctx, hello(run)), 'claimed');
  await letGo(world.ctx, token, { subject: 'A first win', templateHash: 'abc', links });
  await settle(world.ctx, token, { state: 'ACCEPTED', reply: '250 ok' });
  return { run, prospect: run.prospect, name: messageId.slice(1, 41), messageId };
}
const hello = (run: Run) => run.asks('nurture.hello', { kind: 'touch' });
