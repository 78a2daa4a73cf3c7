import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claim } from '../../store/claim.ts';
import { letGo, settle } from '../../store/fence.ts';
import { leave } from '../../store/leave.ts';
import { moved } from '../../store/moved.ts';
import { reapClaims, reapLetGo } from '../../store/reap.ts';
import { small } from '../support/small-journey.ts';
import { MINUTE, only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small);
});
afterAll(() => world.close());

const touch = (run: Run) => claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' }));
const claimed = async (run: Run) => only(await touch(run), 'claimed');
const goes = (token: string) => letGo(world.ctx, token, { subject: 'Hello', templateHash: 'abc' });
const stateOf = async ({ prospect }: Run) => (await world.ledger(prospect))[0]?.state;
const later = (minutes: number): number => world.later((minutes * MINUTE) / 86_400_000);
/** Everything from before this minute, and how many that were. */
const reaped = async () => [
  await reapLetGo(world.ctx, world.now - MINUTE),
  await reapClaims(world.ctx, world.now - MINUTE),
];

describe('an attempt that let its last bytes go and died', () => {
  test('is unknown once nobody can be at it any more, though no question comes back, and the story says so', async () => {
    const run = await world.newcomer();
    await goes((await claimed(run)).token);
    later(1);
    expect(await reaped()).toEqual([0, 0]);
    later(1);
    expect(await reaped()).toEqual([1, 0]);
    expect(await stateOf(run)).toBe('UNKNOWN');
    expect((await world.story(run.prospect)).at(-1)).toBe('unknown nurture.hello');
    expect(await reaped()).toEqual([0, 0]);
    expect(await world.story(run.prospect)).toHaveLength(3);
  });

  test('and was only slow, settles its row all the same', async () => {
    const run = await world.newcomer();
    const { token } = await claimed(run);
    await goes(token);
    later(2);
    await reaped();
    await settle(world.ctx, token, { state: 'ACCEPTED', reply: '250 after all' });
    expect(await stateOf(run)).toBe('ACCEPTED');
  });

  test('is settled once, by whichever of two that reap at once', async () => {
    const run = await world.newcomer();
    await goes((await claimed(run)).token);
    later(2);
    const before = world.now - MINUTE;
    const counts = await Promise.all([1, 2].map(() => reapLetGo(world.ctx, before)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    expect(await world.story(run.prospect)).toHaveLength(3);
  });
});

describe('a claim that was left behind', () => {
  test('is void once its entry stands elsewhere: its attempt finds the fence shut', async () => {
    const run = await world.newcomer();
    const { token } = await claimed(run);
    await moved(world.ctx, run.asks('nurture.keen', { kind: 'moved' }, { visit: 2 }));
    expect(await stateOf(run)).toBe('CLAIMED');
    later(2);
    expect(await reaped()).toEqual([0, 1]);
    expect(await stateOf(run)).toBe('REVOKED');
    expect(await goes(token)).toBe(false);
  });

  test('is left to the entry that still stands before it', async () => {
    const run = await world.newcomer();
    const { token } = await claimed(run);
    later(2);
    expect(await reaped()).toEqual([0, 0]);
    expect(await goes(token)).toBe(true);
    await settle(world.ctx, token, { state: 'ACCEPTED', reply: '250' });
  });

  test('for a second copy stays unknown: the first may have left', async () => {
    const run = await world.newcomer();
    const at = world.now;
    const { token } = await claimed(run);
    await goes(token);
    only(await touch(run), 'unsure');
    const again = { token, because: 'resend' } as const;
    only(
      await claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' }), { again }),
      'claimed',
    );
    await moved(world.ctx, run.asks('nurture.keen', { kind: 'moved' }, { visit: 2 }));
    later(2);
    expect(await reaped()).toEqual([0, 1]);
    expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'UNKNOWN', sent_at: at }]);
  });

  test('is void already where the entry was closed', async () => {
    const run = await world.newcomer();
    await claimed(run);
    await leave(world.ctx, { prospect: run.prospect, reason: 'left-company' });
    expect(await stateOf(run)).toBe('REVOKED');
  });
});
