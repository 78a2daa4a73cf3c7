import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Frozen } from '../../core/frozen.ts';
import { claim } from '../../store/claim.ts';
import { letGo, settle } from '../../store/fence.ts';
import { placeHold, releaseHold } from '../../store/holds.ts';
import { weekOf } from '../../store/sender-week.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import { take } from '../../store/take.ts';
import { small } from '../support/small-journey.ts';
import { DAY, only, type Run, World } from './world.ts';

/** The house says hello, and three days later Ana tells a story. */
const letters: Frozen = {
  ...small,
  steps: {
    ...small.steps,
    'nurture.hello': { kind: 'touch', mindset: 'educate', mail: 'hello', next: 'nurture.story' },
    'nurture.story': {
      kind: 'touch',
      due: ['3 days'],
      mindset: 'convert',
      mail: 'story',
      from: 'ana',
      next: 'nurture.done',
    },
  },
};
let world: World;
beforeAll(async () => {
  world = await World.open(letters);
});
afterAll(() => world.close());

const week = (sender: string) => weekOf(world.ctx, sender);
const whom = async (sender: string) => (await week(sender)).mails.map(({ prospect }) => prospect);
const hello = async (run: Run) => {
  const { token } = only(
    await claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' })),
    'claimed',
  );
  await letGo(world.ctx, token, { subject: '', templateHash: '' });
  await settle(world.ctx, token, { state: 'ACCEPTED', reply: '' });
};

test('is of whoever stands before a mail in that name, though their state was written down a mail ago', async () => {
  const run = await world.newcomer();
  expect(await whom('team')).toEqual([run.prospect]);
  expect(await whom('ana')).toEqual([]);
  await hello(run);
  expect(await whom('team')).toEqual([]);
  expect((await week('ana')).mails).toMatchObject([
    {
      prospect: run.prospect,
      step: 'nurture.story',
      what: 'story',
      mindset: 'convert',
      due: world.now + 3 * DAY,
    },
  ]);
});

test('says who holds a mail', async () => {
  const run = await world.newcomer();
  const { id } = await placeHold(world.ctx, {
    scope: 'prospect',
    of: run.prospect,
    reason: 'no',
    by: 'sam',
  });
  const mine = (await week('team')).mails.filter(({ prospect }) => prospect === run.prospect);
  expect(mine).toMatchObject([{ heldBy: 'sam' }]);
  await releaseHold(world.ctx, id, 'sam');
  const after = (await week('team')).mails.filter(({ prospect }) => prospect === run.prospect);
  expect(after[0]).not.toHaveProperty('heldBy');
});

test('counts a mail that names its own sender for them', async () => {
  const run = await world.newcomer();
  const { mails } = await weekOf(world.ctx, 'ana', new Map([['hello', 'ana']]));
  expect(mails.map(({ prospect }) => prospect)).toContain(run.prospect);
});

test('leaves out whoever gets none: unsubscribed, or taken by sales', async () => {
  const [one, two] = [await world.newcomer(), await world.newcomer()];
  await unsubscribe(world.ctx, { prospect: one.prospect, source: 'test' });
  await take(world.ctx, { prospect: two.prospect, rep: 'rosa' });
  const listed = await whom('team');
  expect(listed).not.toContain(one.prospect);
  expect(listed).not.toContain(two.prospect);
});
