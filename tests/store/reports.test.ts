import { afterAll, beforeAll, expect, test } from 'vitest';
import { addApiKey, knowsApiKey } from '../../store/api-keys.ts';
import { claim } from '../../store/claim.ts';
import { explain } from '../../store/explain.ts';
import { letGo, settle } from '../../store/fence.ts';
import { lastMails, mailsOf } from '../../store/mails-of.ts';
import { moved } from '../../store/moved.ts';
import { offer } from '../../store/offer.ts';
import { counts, faulted, stages } from '../../store/reports.ts';
import { small } from '../support/small-journey.ts';
import { flash } from './journeys.ts';
import { only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small, flash);
});
afterAll(() => world.close());

const move = (run: Run, at: string) =>
  moved(world.ctx, run.asks(at, { kind: 'moved' }, { seq: 99 }));

test('who is where, how many were there, and what share went on: each entry once', async () => {
  const runs = await Promise.all([1, 2, 3, 4].map(() => world.newcomer()));
  const [first, second, third] = runs as [Run, Run, Run];
  for (const run of [first, second]) {
    only(await move(run, 'nurture.keen'), 'stays');
    only(await move(run, 'recycle.back'), 'stays');
  }
  only(await move(first, 'nurture.keen'), 'stays'); // to and fro
  only(await move(first, 'recycle.back'), 'stays');
  only(
    await moved(world.ctx, third.asks('nurture.done', { kind: 'moved', ended: 'done' })),
    'gone',
  );
  await world.entered(first.prospect, 'flash');
  const [flashes, report] = await stages(world.ctx);
  expect(flashes).toMatchObject({
    journey: 'flash',
    open: 1,
    stages: [{ stage: 'nurture', wanting: 1 }],
  });
  expect(report).toEqual({
    journey: 'small',
    open: 3,
    entered: 4,
    stages: [
      {
        stage: 'nurture',
        speaking: 1,
        parked: 0,
        wanting: 0,
        faulted: 0,
        entered: 4,
        next: [{ stage: 'recycle', entries: 2, rate: 0.5 }],
        ended: [{ as: 'done', entries: 1, rate: 0.25 }],
      },
      {
        stage: 'recycle',
        speaking: 2,
        parked: 0,
        wanting: 0,
        faulted: 0,
        entered: 2,
        next: [{ stage: 'nurture', entries: 1, rate: 0.5 }],
        ended: [],
      },
    ],
  });
});

test('the last mails, and all that was meant for one person', async () => {
  const run = await world.newcomer();
  const mail = only(
    await claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' })),
    'claimed',
  );
  expect(await lastMails(world.ctx, 5)).toEqual([]);
  await letGo(world.ctx, mail.token, { subject: 'Hello', templateHash: 'x' });
  await settle(world.ctx, mail.token, { state: 'ACCEPTED', reply: '250' });
  const view = {
    prospect: run.prospect,
    email: mail.to,
    journey: 'small',
    mail: 'hello',
    state: 'ACCEPTED',
    subject: 'Hello',
    sentAt: world.now,
  };
  expect(await lastMails(world.ctx, 5)).toMatchObject([view]);
  expect(await mailsOf(world.ctx, run.prospect)).toMatchObject([view]);
});

test('whoever stands still is listed, and counted beside what waits', async () => {
  const run = await world.newcomer();
  only(
    await moved(
      world.ctx,
      run.asks('nurture.keen', { kind: 'moved', faulted: 'circle' }, { faulted: 'circle' }),
    ),
    'stays',
  );
  expect(await faulted(world.ctx)).toMatchObject([
    {
      prospect: run.prospect,
      entry: run.entry,
      journey: 'small',
      step: 'nurture.keen',
      code: 'circle',
    },
  ]);
  const keen = await world.newcomer();
  await world.did(keen.prospect, 'demo.requested');
  only(
    await offer(world.ctx, keen.asks('handoff.offer', { kind: 'offer' }, { seq: 99 })),
    'handoff',
  );
  expect(await counts(world.ctx)).toMatchObject({
    faulted: 1,
    wanting: 1,
    openHandoffs: 1,
    holds: 0,
    mailbox: 0,
    mailboxAge: 0,
    claimed: 0,
    unknown: 0,
    workers: 1,
  });
  expect((await counts(world.ctx)).outboxAge).toBeGreaterThan(0);
});

test('a story tells each thing once, with its journey and its reason', async () => {
  const run = await world.newcomer();
  expect(await explain(world.ctx, run.prospect)).toMatchObject([
    { kind: 'consented', entry: null, what: { topic: 'tips', basis: 'consent', source: 'form' } },
    {
      kind: 'entered',
      entry: run.entry,
      journey: 'small',
      stage: 'nurture',
      step: 'nurture.hello',
      what: { by: 'list' },
    },
  ]);
});

test('a key is known, and kept as a hash only', async () => {
  await addApiKey(world.ctx, 'pk_demo_secret', 'first');
  await addApiKey(world.ctx, 'pk_demo_secret', 'first');
  expect(await knowsApiKey(world.ctx, 'pk_demo_secret')).toBe(true);
  expect(await knowsApiKey(world.ctx, 'pk_demo_other')).toBe(false);
  const rows = await world.ctx.db.selectFrom('api_keys').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain('secret');
});
