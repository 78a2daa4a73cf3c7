import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepLook } from '../../store/fetches.ts';
import { eventually } from '../support/eventually.ts';
import { RelayWorld } from '../support/relay-world.ts';
import { small } from '../support/small-journey.ts';

let world: RelayWorld;
beforeAll(async () => {
  world = await RelayWorld.open([small]);
});
afterAll(() => world.close());

it('fetches of links are judged once they have settled, by whichever relay runs', async () => {
  const prospect = await world.person();
  const ago = { ...world.ctx, now: () => Date.now() - 20_000 };
  const visitor = { method: 'HEAD', agent: null, network: null, prefetch: false };
  await keepLook(ago, { prospect, link: 'u' }, visitor);
  await keepLook(world.ctx, { prospect, link: 'p' }, visitor);
  world.relay(world.temporal());
  world.relay(world.temporal());
  const judged = () =>
    world.ctx.db
      .selectFrom('fetches')
      .select(['link', 'human', 'reasons'])
      .where('judged_at', 'is not', null)
      .execute();
  await eventually(async () => expect(await judged()).toHaveLength(1));
  expect(await judged()).toMatchObject([{ link: 'u', human: false }]);
  expect((await judged())[0]?.reasons).toEqual(['head', 'agent']);
});
