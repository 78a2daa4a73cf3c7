import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrolAll, NotEnrollable } from '../../store/enrol-all.ts';
import { enter } from '../../store/enter.ts';
import { moved } from '../../store/moved.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import {
  currentJourneys,
  forgetDeadWorkers,
  forgetWorker,
  neededVersions,
  promote,
  publish,
  reportWorker,
} from '../../store/versions.ts';
import { small } from '../support/small-journey.ts';
import { flash, trial } from './journeys.ts';
import { DAY, only, versionOf, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small, flash, trial);
});
afterAll(() => world.close());

test('whoever enters speaks, and a run is started with what is known of them', async () => {
  const prospect = await world.person({ traits: { role: 'buyer' } });
  await world.fold();
  const entry = await world.entered(prospect);
  const [ring] = await world.rings();
  expect(ring).toMatchObject({ kind: 'start', prospect, entry });
  const { beginning } = only(ring ?? { kind: 'none' }, 'start');
  expect(beginning).toMatchObject({ prospect, entry, epoch: 1, version: versionOf(small).hash });
  expect(beginning.state).toMatchObject({
    at: 'nurture.hello',
    n: 0,
    visit: 1,
    seq: 1,
    since: world.now,
  });
  expect(beginning.state.facts).toHaveProperty(['role in "buyer"']);
  expect(await world.story(prospect)).toEqual(['consented', 'entered nurture.hello']);
});

test('a second time in the same journey is the same entry', async () => {
  const prospect = await world.person();
  const entry = await world.entered(prospect);
  expect(await enter(world.ctx, { prospect, journey: 'small', by: 'list' })).toEqual({
    kind: 'already',
    entry,
  });
});

test('somebody who is in another journey waits for their turn', async () => {
  const prospect = await world.person();
  const entry = await world.entered(prospect, 'flash');
  await world.rings();
  const second = only(
    await enter(world.ctx, { prospect, journey: 'small', by: 'list' }),
    'entered',
  );
  expect(second.waiting).toBe(true);
  expect(await world.rings()).toEqual([]);
  expect((await world.entry(entry)).status).toBe('speaking');
  expect((await world.entry(second.entry)).status).toBe('wanting');
});

test('a stronger journey has the one that speaks told to make way', async () => {
  const prospect = await world.person();
  const entry = await world.entered(prospect);
  await world.rings();
  await enter(world.ctx, { prospect, journey: 'flash', by: 'sales' });
  expect(await world.rings()).toMatchObject([{ kind: 'tell', telling: { entry, yield: true } }]);
});

test('nobody enters what is not there, by a way it does not have, unknown, or without consent', async () => {
  const prospect = await world.person();
  const why = async (entering: Parameters<typeof enter>[1]) =>
    only(await enter(world.ctx, entering), 'refused');
  expect((await why({ prospect, journey: 'nothing', by: 'list' })).why).toBe('unknown-journey');
  expect((await why({ prospect, journey: 'small', by: 'sales' })).why).toBe('no-entrance');
  const nobody = '00000000-0000-4000-8000-000000000000';
  expect((await why({ prospect: nobody, journey: 'small', by: 'list' })).why).toBe(
    'unknown-prospect',
  );
  const silent = await world.person({ consents: [] });
  expect(await why({ prospect: silent, journey: 'small', by: 'list' })).toMatchObject({
    why: 'not-mailable',
    say: 'There is no consent for ‘tips’.',
  });
  await unsubscribe(world.ctx, { prospect, source: 'test' });
  expect((await why({ prospect, journey: 'small', by: 'list' })).say).toContain(
    'suppressed: unsubscribed',
  );
});

test('again: once only; after a time; or as soon as the last is over', async () => {
  const prospect = await world.person();
  const end = async (entry: string) => {
    const run = await world.run(entry);
    only(
      await moved(world.ctx, run.asks('nurture.over', { kind: 'moved', ended: 'done' })),
      'gone',
    );
  };
  await end(await world.entered(prospect));
  await end(await world.entered(prospect));
  await end(await world.entered(prospect, 'flash'));
  const again = await enter(world.ctx, { prospect, journey: 'flash', by: 'list' });
  expect(only(again, 'refused').why).toBe('too-soon');
  await world.did(prospect, 'trial.started', { plan: 'team' });
  const entries = () =>
    world.ctx.db
      .selectFrom('entries')
      .selectAll()
      .where('prospect', '=', prospect)
      .where('journey', '=', 'trial')
      .orderBy('created_at')
      .execute();
  await end((await entries())[0]?.id ?? '');
  world.later(29);
  await world.did(prospect, 'trial.started', { plan: 'team' });
  expect(await entries()).toHaveLength(1);
  world.later(1);
  await world.did(prospect, 'trial.started', { plan: 'team' });
  expect(await entries()).toHaveLength(2);
});

test('a version is entered once every living worker has it, and needed as long as somebody is in it', async () => {
  const draft = { ...flash, journey: 'draft' };
  const [first, second] = [versionOf(draft), versionOf({ ...draft, priority: 9 })];
  const current = async () =>
    (await currentJourneys(world.ctx)).find(({ journey }) => journey === 'draft')?.hash;
  const worker = '11111111-1111-4111-8111-111111111111';
  await world.ctx.db.deleteFrom('workers').execute();
  await publish(world.ctx, [first]);
  expect(await promote(world.ctx)).toEqual([]); // nobody could run it
  await reportWorker(world.ctx, worker, [first.hash]);
  await reportWorker(world.ctx, '22222222-2222-4222-8222-222222222222', []);
  expect(await promote(world.ctx)).toEqual([]);
  expect(await current()).toBeUndefined();
  await reportWorker(world.ctx, '22222222-2222-4222-8222-222222222222', [first.hash]);
  expect(await promote(world.ctx)).toEqual(['draft']);
  await world.newcomer('draft');
  await publish(world.ctx, [second]);
  const needed = async () => (await neededVersions(world.ctx)).map(({ hash }) => hash);
  expect(await needed()).toEqual(expect.arrayContaining([first.hash, second.hash]));
  expect(await current()).toBe(first.hash);
  await world.publish({ ...draft, priority: 9 });
  await reportWorker(world.ctx, worker, [first.hash, second.hash]);
  await reportWorker(world.ctx, '22222222-2222-4222-8222-222222222222', [first.hash, second.hash]);
  expect(await promote(world.ctx)).toEqual(['draft']);
  expect(await needed()).toContain(first.hash);
});

test('a worker of which nothing was heard for a day is forgotten, and no other', async () => {
  const [dead, alive] = [
    '33333333-3333-4333-8333-333333333333',
    '44444444-4444-4444-8444-444444444444',
  ];
  for (const id of [dead, alive]) await reportWorker(world.ctx, id, []);
  await world.ctx.db
    .updateTable('workers')
    .set({ seen_at: new Date(Date.now() - 1.01 * DAY) })
    .where('id', '=', dead)
    .execute();
  expect(await forgetDeadWorkers(world.ctx)).toBe(1);
  const left = await world.ctx.db.selectFrom('workers').select('id').execute();
  expect(left).toContainEqual({ id: alive });
  await forgetWorker(world.ctx, alive);
});

test('everyone who may be written to is enrolled, once; ten thousand in seconds', async () => {
  const crowd = await World.open(small);
  const values = { count: 10_000 };
  const { sql } = await import('kysely');
  await sql`insert into prospects (id, email, email_key, address_hash, created_at)
    select gen_random_uuid(), 'p' || i || '@crowd.example', 'p' || i || '@crowd.example', 'h' || i, 0 from generate_series(1, ${values.count}::int) i`.execute(
    crowd.ctx.db,
  );
  await sql`insert into consents select id, 'tips', 'consent', 'list', 0, null, null from prospects where email <> 'p7@crowd.example'`.execute(
    crowd.ctx.db,
  );
  await sql`insert into suppressions select 'h' || i, 'bounced', 'test', 0 from generate_series(1, 3) i`.execute(
    crowd.ctx.db,
  );
  const began = performance.now();
  expect(await enrolAll(crowd.ctx, 'small')).toEqual({
    enrolled: 9_996,
    already: 0,
    suppressed: 3,
    withoutConsent: 1,
    refused: 0,
  });
  expect(performance.now() - began).toBeLessThan(60_000);
  expect(await enrolAll(crowd.ctx, 'small')).toEqual({
    enrolled: 0,
    already: 9_996,
    suppressed: 3,
    withoutConsent: 1,
    refused: 0,
  });
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from outbox where kind = 'start'`.execute(crowd.ctx.db);
  expect(rows[0]?.n).toBe(9_996);
  await expect(enrolAll(crowd.ctx, 'nothing')).rejects.toThrow(NotEnrollable);
  await crowd.close();
}, 150_000);
