import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { claim } from '../../store/claim.ts';
import { explain } from '../../store/explain.ts';
import { letGo } from '../../store/fence.ts';
import { listHolds, placeHold, releaseHold } from '../../store/holds.ts';
import { AN_ANSWER } from '../../store/put-hold.ts';
import { only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  for (const { id, releasedAt } of await listHolds(world.ctx))
    if (releasedAt === null) await releaseHold(world.ctx, id, 'test');
  await world.rings();
});

const stop = () => placeHold(world.ctx, { scope: 'all', reason: 'wrong link', by: 'ops' });
const whyHeld = async (prospect: string) =>
  (await explain(world.ctx, prospect)).flatMap(({ kind, what }) =>
    kind === 'held' ? [what['why']] : [],
  );
const touch = (run: Run) => claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' }));

test('a hold stops what is claimed and what would be, and says by whom and why', async () => {
  const [claimed, next] = [await world.newcomer(), await world.newcomer()];
  const { token } = only(await touch(claimed), 'claimed');
  const { already } = await stop();
  expect(already).toBe(false);
  expect(await letGo(world.ctx, token, { subject: '', templateHash: '' })).toBe(false);
  expect(only(await touch(next), 'held').by).toBe('ops');
  only(await touch(next), 'held');
  expect((await world.story(next.prospect)).filter((line) => line.startsWith('held'))).toEqual([
    'held nurture.hello held by ops',
  ]);
  expect(await whyHeld(next.prospect)).toEqual(['wrong link']);
});

test('a second one is the first', async () => {
  const { id } = await stop();
  expect(await stop()).toEqual({ id, already: true });
  expect((await listHolds(world.ctx))[0]).toMatchObject({
    id,
    reason: 'wrong link',
    by: 'ops',
    releasedAt: null,
  });
});

test('is listed before all that answers hold, however many', async () => {
  const { id } = await stop();
  const at = world.now + 1;
  const answered = { scope: 'prospect', reason: '', by: AN_ANSWER, placed_at: at } as const;
  const rows = Array.from({ length: 100 }, () => ({ ...answered, id: randomUUID() }));
  await world.ctx.db
    .insertInto('holds')
    .values(rows.map((row) => ({ ...row, of: row.id, released_at: null, released_by: null })))
    .execute();
  expect((await listHolds(world.ctx))[0]).toMatchObject({ id });
  await world.ctx.db.deleteFrom('holds').where('by', '=', AN_ANSWER).execute();
});

test('its release rings those it held, once, and nobody else', async () => {
  const [held, other] = [await world.newcomer(), await world.newcomer()];
  await world.rings();
  const { id } = await stop();
  only(await touch(held), 'held');
  expect(await releaseHold(world.ctx, id, 'ops')).toBe(true);
  expect(await world.rings()).toMatchObject([
    { kind: 'tell', prospect: held.prospect, telling: { entry: held.entry } },
  ]);
  expect(await releaseHold(world.ctx, id, 'ops')).toBe(false);
  expect(await world.rings()).toEqual([]);
  only(await touch(held), 'claimed');
  only(await touch(other), 'claimed');
});
