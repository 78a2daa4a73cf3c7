import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Frozen } from '../../core/frozen.ts';
import { claim } from '../../store/claim.ts';
import { erase } from '../../store/erase.ts';
import { letGo, settle } from '../../store/fence.ts';
import { forgetRaw } from '../../store/returned.ts';
import { takeBack } from '../../store/take-back.ts';
import { small } from '../support/small-journey.ts';
import { cameBack } from './came-back.ts';
import { DAY, only, type Run, World } from './world.ts';

/** It stops where somebody answers. */
const listening: Frozen = {
  ...small,
  journey: 'listening',
  whenever: [{ when: 'did mail.replied', at: 'handoff.offer' }],
  facts: { ...small.facts, 'did mail.replied': { kind: 'did', event: 'mail.replied' } },
};

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

type Mailed = Readonly<{ run: Run; name: string; token: string }>;

/** Somebody whose mail let its last bytes go; `state`: what became of it. */
async function mailed(state: 'ACCEPTED' | 'UNKNOWN' | 'DOT' = 'ACCEPTED'): Promise<Mailed> {
  const run = await world.newcomer();
  const asked = run.asks('nurture.hello', { kind: 'touch' });
  const { token, messageId } = only(await claim(world.ctx, asked), 'claimed');
  await letGo(world.ctx, token, { subject: 'Hello', templateHash: 'abc' });
  if (state !== 'DOT') await settle(world.ctx, token, { state, reply: '250 ok' });
  return { run, token, name: messageId.slice(1, 41) };
}
const suppressed = async ({ run }: Mailed) => {
  const all = await world.ctx.db
    .selectFrom('suppressions')
    .innerJoin('prospects', 'prospects.address_hash', 'suppressions.address_hash')
    .select(['reason', 'suppressions.source'])
    .where('prospects.id', '=', run.prospect)
    .execute();
  return all[0];
};
const events = ({ run }: Mailed) =>
  world.ctx.db
    .selectFrom('events')
    .select(['name', 'props'])
    .where('prospect', '=', run.prospect)
    .execute();
const last = async ({ run }: Mailed): Promise<string | undefined> =>
  (await world.story(run.prospect)).at(-1);

describe('what suppresses', () => {
  test('is a hard bounce: the next touch is not sent', async () => {
    const one = await mailed();
    expect(await takeBack(world.ctx, cameBack('hard', one.name, { status: '5.1.1' }))).toBe(
      'taken',
    );
    expect(await suppressed(one)).toEqual({ reason: 'bounced', source: 'smtp 5.1.1' });
    expect(await world.story(one.run.prospect)).toContain('bounced nurture.hello no such address');
    const next = await claim(world.ctx, one.run.asks('nurture.story', { kind: 'touch' }));
    expect(next.kind).toBe('skipped');
    expect((await world.ledger(one.run.prospect))[0]?.state).toBe('ACCEPTED'); // it did leave
  });

  test('is a complaint, and it ends the consent', async () => {
    const one = await mailed();
    await takeBack(world.ctx, cameBack('complaint', one.name));
    expect(await suppressed(one)).toEqual({ reason: 'complained', source: 'smtp a test' });
    const consents = await world.ctx.db
      .selectFrom('consents')
      .select('withdrawn_at')
      .where('prospect', '=', one.run.prospect)
      .execute();
    expect(consents.map(({ withdrawn_at }) => withdrawn_at)).toEqual([world.now]);
  });

  test.each([
    'soft',
    'block',
    'policy',
    'delayed',
    'delivered',
    'out-of-office',
    'automatic',
    'reply',
    'unclear',
  ])('is not %s', async (kind) => {
    const one = await mailed();
    expect(await takeBack(world.ctx, cameBack(kind, one.name))).toBe('taken');
    expect(await suppressed(one)).toBeUndefined();
  });

  test('is our own fault never, but the story tells of it', async () => {
    const one = await mailed();
    await takeBack(world.ctx, cameBack('block', one.name));
    expect(await last(one)).toBe('bounced nurture.hello they block our servers');
    await takeBack(world.ctx, cameBack('policy', one.name));
    expect(await last(one)).toBe('bounced nurture.hello against their rules');
  });
});

describe('an answer of a person', () => {
  test('is an event that names the mail, once for all copies of it', async () => {
    const one = await mailed();
    const copy = { messageId: '<answer-1@northwind.example>' };
    await takeBack(world.ctx, cameBack('reply', one.name, copy));
    await takeBack(world.ctx, cameBack('reply', one.name, copy));
    expect(await events(one)).toEqual([{ name: 'mail.replied', props: { mail: 'hello' } }]);
    expect(await last(one)).toBe('replied nurture.hello');
    await takeBack(
      world.ctx,
      cameBack('reply', one.name, { messageId: '<answer-2@northwind.example>' }),
    );
    expect(await events(one)).toHaveLength(2);
  });

  test('is heard by the journey that asks for it', async () => {
    await world.publish(listening);
    const run = await world.newcomer('listening');
    const asked = run.asks('nurture.hello', { kind: 'touch' });
    const { messageId } = only(await claim(world.ctx, asked), 'claimed');
    await takeBack(world.ctx, cameBack('out-of-office', messageId.slice(1, 41)));
    await world.fold();
    expect((await world.entry(run.entry)).facts).not.toHaveProperty(['did mail.replied']);
    await takeBack(world.ctx, cameBack('reply', messageId.slice(1, 41)));
    await world.fold();
    expect((await world.entry(run.entry)).facts).toMatchObject({
      'did mail.replied': { since: world.now },
    });
  });

  test('is none where one of ours wrote it in the same conversation', async () => {
    const one = await mailed();
    for (const from of ['hello@perennial.example', 'rosa@perennial.example'])
      await takeBack(world.ctx, cameBack('reply', one.name, { from }));
    expect(await events(one)).toEqual([]);
  });

  test('is not what a machine answered', async () => {
    const one = await mailed();
    await takeBack(world.ctx, cameBack('out-of-office', one.name));
    expect(await events(one)).toEqual([]);
    expect(await last(one)).toBe('auto-replied nurture.hello out of office');
  });
});

describe('a mail of which nobody knew whether it left', () => {
  test.each(['UNKNOWN', 'DOT'] as const)(
    'and was %s did, once anything comes back of it',
    async (state) => {
      for (const kind of ['soft', 'delivered', 'delayed', 'reply']) {
        const one = await mailed(state);
        await takeBack(world.ctx, cameBack(kind, one.name));
        expect(await world.ledger(one.run.prospect)).toMatchObject([{ state: 'ACCEPTED' }]);
        expect(await world.story(one.run.prospect)).toContain('sent nurture.hello');
      }
    },
  );

  test('stays so by what cannot be understood', async () => {
    const one = await mailed('UNKNOWN');
    await takeBack(world.ctx, cameBack('unclear', one.name));
    expect((await world.ledger(one.run.prospect))[0]?.state).toBe('UNKNOWN');
  });
});

test('what names no mail of ours changes nothing, and is kept', async () => {
  const one = await mailed();
  const before = await world.story(one.run.prospect);
  const forged = cameBack('hard', 'f'.repeat(40));
  expect(await takeBack(world.ctx, forged)).toBe('stranger');
  expect(await takeBack(world.ctx, cameBack('complaint', '', { names: [] }))).toBe('stranger');
  expect(await suppressed(one)).toBeUndefined();
  expect(await world.story(one.run.prospect)).toEqual(before);
  const kept = world.ctx.db.selectFrom('returned').selectAll().where('ref', '=', forged.ref);
  expect(await kept.executeTakeFirst()).toMatchObject({ kind: 'hard', prospect: null });
});

test('the surest of several names counts', async () => {
  const [one, other] = [await mailed(), await mailed()];
  const names = ['f'.repeat(40), one.name, other.name];
  await takeBack(world.ctx, cameBack('hard', one.name, { names }));
  expect(await suppressed(one)).toBeDefined();
  expect(await suppressed(other)).toBeUndefined();
});

test('the same mail twice, also at once, is one', async () => {
  const one = await mailed();
  const bounce = cameBack('soft', one.name);
  const taken = await Promise.all([1, 2, 3].map(() => takeBack(world.ctx, bounce)));
  expect(taken.toSorted()).toEqual(['known', 'known', 'taken']);
  const lines = await world.story(one.run.prospect);
  expect(lines.filter((line) => line.startsWith('bounced'))).toHaveLength(1);
});

test('a token that was used for one event is good for no other', async () => {
  const [one, other] = [await mailed(), await mailed()];
  const token = randomUUID();
  await takeBack(world.ctx, cameBack('delivered', one.name, { source: 'mailgun', token }));
  const again = cameBack('hard', other.name, { source: 'mailgun', token });
  expect(await takeBack(world.ctx, again)).toBe('known');
  expect(await suppressed(other)).toBeUndefined();
});

test('what was written in it is forgotten in time; that it came is not', async () => {
  const one = await mailed();
  const big = cameBack('soft', one.name, { raw: Buffer.alloc(1_000_000, 'x') });
  await takeBack(world.ctx, big);
  const kept = async () =>
    (
      await world.ctx.db
        .selectFrom('returned')
        .selectAll()
        .where('ref', '=', big.ref)
        .executeTakeFirstOrThrow()
    ).raw;
  expect((await kept())?.length).toBe(256 * 1024);
  expect(await forgetRaw(world.ctx, world.now)).toBe(0);
  world.later(31);
  expect(await forgetRaw(world.ctx, world.now - 30 * DAY)).toBeGreaterThan(0);
  expect(await kept()).toBeNull();
  expect(await forgetRaw(world.ctx, world.now)).toBe(0);
});

test('of a stranger’s mail little is kept, and in time nothing', async () => {
  const one = await mailed();
  const ours = cameBack('reply', one.name);
  const strange = cameBack('reply', '', { names: [], raw: Buffer.alloc(1_000_000, 'x') });
  await takeBack(world.ctx, ours);
  await takeBack(world.ctx, strange);
  const kept = () =>
    world.ctx.db
      .selectFrom('returned')
      .select(['ref', sql<number | null>`length(raw)`.as('length')])
      .where('ref', 'in', [ours.ref, strange.ref])
      .orderBy('length')
      .execute();
  expect((await kept()).map(({ length }) => length)).toEqual([ours.raw.length, 16 * 1024]);
  world.later(31);
  expect(await forgetRaw(world.ctx, world.now - 30 * DAY)).toBeGreaterThan(0);
  expect(await kept()).toEqual([{ ref: ours.ref, length: null }]);
});

test('what comes back to somebody who was erased leaves no word of theirs', async () => {
  const one = await mailed('UNKNOWN');
  const { prospect } = one.run;
  await erase(world.ctx, { prospect, source: 'test' });
  const answer = cameBack('reply', one.name, { excerpt: 'It is Mara.' });
  for (const came of [answer, cameBack('soft', one.name), cameBack('complaint', one.name)])
    expect(await takeBack(world.ctx, came)).toBe('taken');
  expect(await count('replies', one)).toBe(0);
  expect(await count('holds', one)).toBe(0);
  expect((await world.story(prospect)).join()).not.toMatch(/bounced|complained|replied/);
  expect((await world.ledger(prospect))[0]?.state).toBe('ACCEPTED');
  const { rows } = await sql<{ length: number }>`select length(raw) as length, kind from returned
    where prospect = ${prospect} order by kind`.execute(world.ctx.db);
  expect(rows).toEqual([
    { kind: 'complaint', length: 0 },
    { kind: 'reply', length: 0 },
    { kind: 'soft', length: 0 },
  ]);
});

async function count(table: 'replies' | 'holds', { run }: Mailed): Promise<number> {
  const whose = table === 'holds' ? sql.ref('of') : sql.ref('prospect');
  const { rows } = await sql`select 1 from ${sql.table(table)}
    where ${whose}::text = ${run.prospect}`.execute(world.ctx.db);
  return rows.length;
}
