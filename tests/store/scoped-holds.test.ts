import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { claim } from '../../store/claim.ts';
import { letGo } from '../../store/fence.ts';
import type { Scope } from '../../store/hold-scope.ts';
import { listHolds, NothingToHold, placeHold, releaseHold } from '../../store/holds.ts';
import { small } from '../support/small-journey.ts';
import { flash } from './journeys.ts';
import { DAY, only, type Run, World } from './world.ts';

/** A mail that is of no use after two days. */
const brief = {
  ...small,
  journey: 'brief',
  steps: {
    ...small.steps,
    'nurture.hello': {
      kind: 'touch',
      mindset: 'educate',
      mail: 'hello',
      from: 'ana',
      next: 'nurture.keen',
      uselessAfter: '2 days',
    },
  },
} as const;

let world: World;
beforeAll(async () => {
  world = await World.open(small, flash, brief);
});
afterAll(() => world.close());
afterEach(async () => {
  for (const { id, releasedAt } of await listHolds(world.ctx))
    if (releasedAt === null) await releaseHold(world.ctx, id, 'test');
  await world.rings();
});

const hold = ({ scope, of }: Scope) =>
  placeHold(world.ctx, { scope, of, reason: 'wrong link', by: 'ops' });
const touch = (run: Run, at = 'nurture.hello') => claim(world.ctx, run.asks(at, { kind: 'touch' }));
const newcomer = async (email: string, journey = 'small') =>
  world.run(await world.entered(await world.person({ email }), journey));
let count = 0;
const at = (domain: string) => `somebody-${(count += 1)}@${domain}`;

describe.each<readonly [string, (run: Run) => Scope]>([
  ['their journey', () => ({ scope: 'journey', of: 'brief' })],
  ['their step', () => ({ scope: 'step', of: 'brief/nurture.hello' })],
  ['their sender', () => ({ scope: 'sender', of: 'ana' })],
  ['their account', () => ({ scope: 'account', of: 'harbour.example' })],
  ['them', ({ prospect }) => ({ scope: 'prospect', of: prospect })],
])('a hold on %s', (_, scopeOf) => {
  test('stops what is claimed and what would be, and nobody else', async () => {
    const held = await newcomer(at('harbour.example'), 'brief');
    const other = await newcomer(at('longfield.example'), 'small');
    const [one, two] = [only(await touch(held), 'claimed'), only(await touch(other), 'claimed')];
    await hold(scopeOf(held));
    const sent = { subject: '', templateHash: '' };
    expect(await letGo(world.ctx, one.token, sent)).toBe(false);
    expect(await letGo(world.ctx, two.token, sent)).toBe(true);
    expect(only(await touch(held), 'held').by).toBe('ops');
  });

  test('rings whom it held when it is released, and whoever is held by two asks again for the other', async () => {
    const held = await newcomer(at('harbour.example'), 'brief');
    const all = await hold({ scope: 'all', of: '' });
    world.later(0.001);
    const { id } = await hold(scopeOf(held));
    only(await touch(held), 'held');
    await world.rings();
    await releaseHold(world.ctx, all.id, 'ops');
    expect(await world.rings()).toMatchObject([{ telling: { entry: held.entry } }]);
    only(await touch(held), 'held');
    await releaseHold(world.ctx, id, 'ops');
    expect(await world.rings()).toMatchObject([{ telling: { entry: held.entry } }]);
    only(await touch(held), 'claimed');
  });
});

test('a hold on a sender stops the mails that name them, and not those of the house’s own sender', async () => {
  const senders = new Map([['hello', 'ana']]);
  const question = async () =>
    (await newcomer(at('x.example'))).asks('nurture.hello', { kind: 'touch' });
  await hold({ scope: 'sender', of: 'ana' });
  expect(await claim(world.ctx, await question(), { senders })).toMatchObject({ kind: 'held' });
  expect(await claim(world.ctx, await question())).toMatchObject({ kind: 'claimed' });
});

test('two on different things stand side by side; a second on the same is the first', async () => {
  const one = await hold({ scope: 'journey', of: 'small' });
  const two = await hold({ scope: 'journey', of: 'flash' });
  expect(two).toMatchObject({ already: false });
  expect(await hold({ scope: 'journey', of: 'small' })).toEqual({ id: one.id, already: true });
});

test('what became useless while it was held is skipped, with that reason', async () => {
  const run = await newcomer(at('harbour.example'), 'brief');
  const { id } = await hold({ scope: 'journey', of: 'brief' });
  const { until } = only(await touch(run), 'held');
  expect(until).toBe(world.now + DAY);
  world.later(3);
  expect(only(await touch(run), 'skipped').reason).toBe('it would come too late');
  await releaseHold(world.ctx, id, 'ops');
  expect(await world.ledger(run.prospect)).toMatchObject([
    { state: 'SKIPPED', reason: 'it would come too late' },
  ]);
});

test.each<Scope>([
  { scope: 'journey', of: 'smal' },
  { scope: 'step', of: 'small/nurture.helo' },
  { scope: 'step', of: 'small' },
  { scope: 'sender', of: 'anna' },
  { scope: 'account', of: 'nowhere.example' },
  { scope: 'prospect', of: 'ana@harbour.example' },
  { scope: 'all', of: 'small' },
  { scope: 'journey', of: '' },
])('nothing is held by a name that nothing has: $scope “$of”', async (scope) => {
  await expect(hold(scope)).rejects.toThrow(NothingToHold);
  expect((await listHolds(world.ctx)).filter(({ releasedAt }) => releasedAt === null)).toEqual([]);
});

test('whoever asked again before they were rung is not rung any more', async () => {
  const run = await newcomer(at('harbour.example'));
  const { id } = await hold({ scope: 'prospect', of: run.prospect });
  only(await touch(run), 'held');
  await world.rings();
  // whoever released it died before the ringing
  const released = { released_at: world.now };
  await world.ctx.db.updateTable('holds').set(released).where('id', '=', id).execute();
  only(await touch(run), 'claimed');
  await releaseHold(world.ctx, id, 'ops');
  expect(await world.rings()).toEqual([]);
});
