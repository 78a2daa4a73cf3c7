import { afterAll, beforeAll, expect, test } from 'vitest';
import { hearBack } from '../../worker/hear-back.ts';
import { World } from '../store/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

test('a return path to which nobody ever listened is warned of, until somebody does', async () => {
  const returnPath = 'bounce.example.com';
  expect(await hearBack(world.ctx, {})).toEqual([]);
  expect(await hearBack(world.ctx, { returnPath })).toEqual([
    expect.stringMatching(/PERENNIAL_INBOUND.*unsubscribe, reach nobody/),
  ]);
  const inbound = { host: '127.0.0.1', port: 2525 };
  expect(await hearBack(world.ctx, { returnPath, inbound })).toEqual([]);
  expect(await hearBack(world.ctx, { returnPath })).toEqual([]);
});
