import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Frozen } from '../../core/frozen.ts';
import { erase } from '../../store/erase.ts';
import { claim } from '../../store/claim.ts';
import { letGo, settle } from '../../store/fence.ts';
import { fetchLink, forgetVisitors, keepLook, type Visitor } from '../../store/fetches.ts';
import { judgeSome } from '../../store/judge-fetches.ts';
import { small } from '../support/small-journey.ts';
import { type Mailed, mailed } from './mailed.ts';
import { only, World } from './world.ts';

/** It goes on where somebody follows a link of its mail. */
const clicking: Frozen = {
  ...small,
  journey: 'clicking',
  whenever: [{ when: 'did mail.clicked where mail = "hello"', at: 'handoff.offer' }],
  facts: {
    ...small.facts,
    'did mail.clicked where mail = "hello"': {
      kind: 'did',
      event: 'mail.clicked',
      where: { mail: 'hello' },
    },
  },
};

let world: World;
beforeAll(async () => {
  world = await World.open(small, clicking);
});
afterAll(() => world.close());

const LINKS = { a: 'https://site.example/a', b: 'https://site.example/b', c: 'https://c.example/' };
const chrome: Visitor = {
  method: 'GET',
  agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36',
  network: '203.0.113.0/24',
  prefetch: false,
};
const seconds = (count: number): number => world.later(count / 86_400);
const follow = ({ name }: Mailed, link: string, as: Partial<Visitor> = {}) =>
  fetchLink(world.ctx, { mail: name, link }, { ...chrome, ...as });
/** Until all that has settled is judged. */
async function judged(): Promise<void> {
  seconds(15);
  while ((await judgeSome(world.ctx)) > 0);
}
const clicks = ({ prospect }: Mailed) =>
  world.ctx.db
    .selectFrom('events')
    .select(['name', 'props', 'at'])
    .where('prospect', '=', prospect)
    .execute();
const fetches = ({ prospect }: Mailed) =>
  world.ctx.db
    .selectFrom('fetches')
    .selectAll()
    .where('prospect', '=', prospect)
    .orderBy('id')
    .execute();

describe('a link of a mail', () => {
  test('leads to where its mail says, for years', async () => {
    const one = await mailed(world, LINKS);
    world.later(900);
    expect(await follow(one, 'b')).toBe('https://site.example/b');
  });

  test('of another mail, or of none, leads nowhere, and nothing is kept', async () => {
    const one = await mailed(world, { a: LINKS.a });
    const other = await mailed(world, { b: LINKS.b });
    expect(await follow(one, 'b')).toBeUndefined();
    expect(await follow({ ...other, name: 'f'.repeat(40) }, 'b')).toBeUndefined();
    expect(await fetches(one)).toEqual([]);
  });

  test('leads where it did when the mail was sent once more, composed anew', async () => {
    const run = await world.newcomer();
    const asked = run.asks('nurture.hello', { kind: 'touch' });
    const sent = { subject: 'Hello', templateHash: 'abc' };
    const first = only(await claim(world.ctx, asked), 'claimed');
    await letGo(world.ctx, first.token, { ...sent, links: { a: LINKS.a } });
    await settle(world.ctx, first.token, { state: 'DEFERRED', reply: '451' });
    const again = only(await claim(world.ctx, asked), 'claimed');
    await letGo(world.ctx, again.token, { ...sent, links: { b: LINKS.b } });
    const mail = { run, prospect: run.prospect, name: again.messageId.slice(1, 41), messageId: '' };
    expect([await follow(mail, 'a'), await follow(mail, 'b')]).toEqual([LINKS.a, LINKS.b]);
  });

  test('is nothing before the mail is let go', async () => {
    const run = await world.newcomer();
    const asked = run.asks('nurture.hello', { kind: 'touch' });
    const { messageId } = only(await claim(world.ctx, asked), 'claimed');
    const name = messageId.slice(1, 41);
    expect(await follow({ run, prospect: run.prospect, name, messageId }, 'a')).toBeUndefined();
  });

  test('of somebody who was erased leads nowhere, and who fetched it is forgotten', async () => {
    const one = await mailed(world, LINKS);
    await follow(one, 'a');
    await erase(world.ctx, { prospect: one.prospect, source: 'test' });
    expect(await follow(one, 'a')).toBeUndefined();
    expect(await fetches(one)).toMatchObject([{ agent: null, network: null }]);
    await judged();
    expect((await clicks(one)).map(({ props }) => props)).toEqual([]);
  });

  test('is fetched as often as anybody likes; so much is kept', async () => {
    const one = await mailed(world, LINKS);
    await follow(one, 'a');
    await sql`insert into fetches (prospect, mail, link, at, method, prefetch, judged_at)
      select prospect, mail, link, at, method, prefetch, at from fetches, generate_series(1, 198)
      where prospect = ${one.prospect}`.execute(world.ctx.db);
    for (let i = 0; i < 3; i += 1) expect(await follow(one, 'a')).toBe(LINKS.a);
    expect(await fetches(one)).toHaveLength(200);
  });
});

describe('a person who follows a link', () => {
  test('is an event that names the mail, after 15 seconds and no sooner', async () => {
    const one = await mailed(world, LINKS);
    const at = seconds(60);
    await follow(one, 'a');
    seconds(14);
    while ((await judgeSome(world.ctx)) > 0);
    expect(await clicks(one)).toEqual([]);
    await judged();
    expect(await clicks(one)).toEqual([{ name: 'mail.clicked', props: { mail: 'hello' }, at }]);
    expect(await world.story(one.prospect)).toContain('clicked nurture.hello');
  });

  test('is heard by the journey that asks for it', async () => {
    const run = await world.newcomer('clicking');
    const asked = run.asks('nurture.hello', { kind: 'touch' });
    const { token, messageId } = only(await claim(world.ctx, asked), 'claimed');
    await letGo(world.ctx, token, { subject: '', templateHash: '', links: LINKS });
    const at = seconds(60);
    const one = { run, prospect: run.prospect, name: messageId.slice(1, 41), messageId };
    await follow(one, 'a');
    await judged();
    await world.fold();
    expect((await world.entry(run.entry)).facts).toMatchObject({
      'did mail.clicked where mail = "hello"': { since: at },
    });
  });

  test('again on the same day is no other event; on another link, or the day after, it is', async () => {
    const one = await mailed(world, LINKS);
    seconds(60);
    await follow(one, 'a');
    seconds(3600);
    await follow(one, 'a');
    await judged();
    expect(await clicks(one)).toHaveLength(1);
    await follow(one, 'b');
    world.later(1);
    await follow(one, 'a');
    await judged();
    expect(await clicks(one)).toHaveLength(3);
  });
});

describe('a machine that follows a link', () => {
  test('is no event; that it did is kept with the rules that told it', async () => {
    const one = await mailed(world, LINKS);
    seconds(2);
    await follow(one, 'a', { method: 'HEAD' });
    await judged();
    expect(await clicks(one)).toEqual([]);
    expect(await fetches(one)).toMatchObject([{ human: false, reasons: ['head', 'at-once'] }]);
    expect(await world.story(one.prospect)).not.toContain('clicked nurture.hello');
  });

  test('is told by what came with it: other links, the way out, other people', async () => {
    const [many, leaving] = [await mailed(world, LINKS), await mailed(world, LINKS)];
    const company = await Promise.all(Array.from({ length: 6 }, () => mailed(world, LINKS)));
    seconds(60);
    for (const link of ['a', 'b', 'c']) await follow(many, link, { network: null });
    await follow(leaving, 'a', { network: null });
    await keepLook(world.ctx, { prospect: leaving.prospect, link: 'u' }, chrome);
    const gateway = { network: '198.51.100.0/24' };
    for (const one of company) await follow(one, 'a', gateway);
    await judged();
    for (const one of [many, leaving, ...company]) expect(await clicks(one)).toEqual([]);
    expect((await fetches(company[0] ?? many))[0]?.reasons).toEqual(['burst']);
    expect((await fetches(leaving)).map(({ reasons }) => reasons)).toEqual([
      ['unsubscribe-too'],
      [],
    ]);
  });

  test('is no reason to doubt a person who comes later', async () => {
    const one = await mailed(world, LINKS);
    seconds(60);
    await follow(one, 'a', { agent: 'Mozilla/5.0', network: '198.51.100.0/24' });
    seconds(30);
    await follow(one, 'a');
    await judged();
    expect(await clicks(one)).toHaveLength(1);
  });
});

test.each([
  ['five of one office at once', 5, '192.0.2.0/24'],
  ['many of whom no network is known', 8, null],
])('%s are people', async (_, count, network) => {
  const office = await Promise.all(Array.from({ length: count }, () => mailed(world, LINKS)));
  seconds(60);
  for (const one of office) await follow(one, 'a', { network });
  await judged();
  for (const one of office) expect(await clicks(one)).toHaveLength(1);
});

test('of several who judge at once each fetch is judged by one, and is one event', async () => {
  const people = await Promise.all(Array.from({ length: 10 }, () => mailed(world, LINKS)));
  for (const one of people) {
    seconds(60);
    await follow(one, 'a');
    await follow(one, 'a');
  }
  seconds(15);
  const judging = async (): Promise<void> => {
    while ((await judgeSome(world.ctx)) > 0);
  };
  await Promise.all([judging(), judging(), judging()]);
  for (const one of people) {
    expect(await clicks(one)).toHaveLength(1);
    const lines = await world.story(one.prospect);
    expect(lines.filter((line) => line.startsWith('clicked'))).toHaveLength(1);
  }
});

test('a judge who dies in the middle leaves all to the next', async () => {
  const one = await mailed(world, LINKS);
  seconds(60);
  await follow(one, 'a');
  seconds(15);
  let asked = 0;
  const now = (): number => {
    asked += 1;
    if (asked > 2) throw new Error('died'); // after the verdict was written
    return world.now;
  };
  await expect(judgeSome({ ...world.ctx, now })).rejects.toThrow('died');
  expect(await fetches(one)).toMatchObject([{ judged_at: null, human: null }]);
  await judged();
  expect(await clicks(one)).toHaveLength(1);
});

test('a look at the pages to leave or to choose changes nothing but that it is kept', async () => {
  const one = await mailed(world, LINKS);
  const before = await world.story(one.prospect);
  await keepLook(world.ctx, { prospect: one.prospect, link: 'p' }, chrome);
  await judged();
  expect(await fetches(one)).toMatchObject([{ mail: null, link: 'p', told: false }]);
  expect([await clicks(one), await world.story(one.prospect)]).toEqual([[], before]);
});

test('who fetched is forgotten in time; that it was fetched, and by what, is not', async () => {
  const one = await mailed(world, LINKS);
  seconds(60);
  await follow(one, 'a');
  await judged();
  world.later(31);
  while ((await forgetVisitors(world.ctx, world.now)) > 0);
  expect(await fetches(one)).toMatchObject([
    { agent: null, network: null, human: true, link: 'a', told: true },
  ]);
});
