import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Question } from '../../core/state.ts';
import { openCircuits } from '../../store/circuits.ts';
import { claim } from '../../store/claim.ts';
import { type Script, startScripted } from '../mail/smtp-script.ts';
import { times } from '../store/racing.ts';
import { MINUTE, only, type Run, World } from '../store/world.ts';
import { Desk } from '../support/desk.ts';
import { small } from '../support/small-journey.ts';

const fromAna = {
  ...small,
  journey: 'from-ana',
  steps: {
    ...small.steps,
    'nurture.hello': { ...small.steps['nurture.hello'], from: 'ana' },
  },
} as typeof small;

let world: World;
beforeAll(async () => {
  world = await World.open(small, fromAna);
});
afterAll(() => world.close());
afterEach(async () => {
  await world.ctx.db.deleteFrom('circuits').execute();
});

const hello = (run: Run): Question => run.asks('nurture.hello', { kind: 'touch' });
let people = 0;
const at = async (domain: string, journey = 'small'): Promise<Run> => {
  people += 1;
  const prospect = await world.person({ email: `somebody-${people}@${domain}` });
  return world.run(await world.entered(prospect, journey));
};
/** A desk whose mail server behaves so on one connection after the other. */
async function deskAt(...scripts: readonly Script[]) {
  const server = await startScripted(...scripts);
  const desk = await Desk.open(world, server.url);
  return { server, desk, ask: (run: Run): Promise<Answer> => desk.ask(hello(run)) };
}
const open = async () =>
  (await openCircuits(world.ctx)).map(({ scope, of, code }) => ({ scope, of, code }));
const suppressed = async ({ prospect }: Run): Promise<boolean> => {
  const rows = await world.ctx.db
    .selectFrom('suppressions')
    .innerJoin('prospects', 'prospects.address_hash', 'suppressions.address_hash')
    .select('id')
    .where('id', '=', prospect)
    .execute();
  return rows.length > 0;
};

describe('a mail server that turns us away', () => {
  test('is left alone by everybody after the first time; one mail tries, and the first accepted lets all go', async () => {
    const { desk, server, ask } = await deskAt({ greeting: '554 5.7.1 not you' }, {});
    const [first, second, third] = [
      await at('a.example'),
      await at('b.example'),
      await at('c.example'),
    ];
    expect((await desk.failure(hello(first))).message).toBe('MAIL_SERVER_AWAY');
    expect(await open()).toEqual([{ scope: 'server', of: '', code: 'greeting' }]);
    expect(desk.log.lines).toMatchObject([
      { level: 'warn', facts: { scope: 'server', code: 'greeting' } },
    ]);
    const other = await Desk.open(world, server.url); // another worker, that met nothing
    const told = only(await other.ask(hello(second)), 'deferred');
    expect(told).toMatchObject({ reason: 'the mail server turns us away' });
    expect(told.until).toBeGreaterThan(world.now + MINUTE / 2);
    expect(told.until).toBeLessThan(world.now + 2 * MINUTE);
    world.later(1 / 24 / 60);
    const tries = await Promise.all(times(5, () => at('many.example')));
    const claims = await Promise.all(tries.map((run) => claim(world.ctx, hello(run))));
    expect(claims.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    expect(server.messages).toHaveLength(0);
    world.later(1 / 24 / 60);
    expect(await ask(third)).toMatchObject({ kind: 'sent' });
    expect(await open()).toEqual([]);
    expect(await ask(second)).toMatchObject({ kind: 'sent' });
    expect(await suppressed(first)).toBe(false);
  });

  test('that only drops connections is believed after five in a row', async () => {
    const drop: Script = { greeting: 'hang up' };
    const { desk, server, ask } = await deskAt(drop, drop, drop, drop, {}, drop);
    const run = await at('a.example');
    for (const _ of times(4, () => 0)) await desk.failure(hello(run));
    expect(await ask(await at('b.example'))).toMatchObject({ kind: 'sent' });
    server.hangUp();
    await desk.failure(hello(run));
    expect(await open()).toEqual([]);
    const away = await deskAt(drop);
    for (const _ of times(5, () => 0)) await away.desk.failure(hello(run));
    expect(await open()).toEqual([{ scope: 'server', of: '', code: 'away' }]);
    expect(await away.ask(run)).toMatchObject({
      kind: 'deferred',
      reason: 'the mail server cannot be reached',
    });
    expect((await world.ledger(run.prospect))[0]?.state).toBe('REVOKED');
  });
});

test('a sender whom they refuse waits, and no other', async () => {
  const { desk } = await deskAt({ mail: '550 5.7.515 no DMARC' });
  const { ask } = await deskAt({});
  const run = await at('a.example', 'from-ana');
  await desk.failure(hello(run));
  expect(await open()).toEqual([{ scope: 'sender', of: 'ana', code: 'sender' }]);
  expect(await ask(await at('a.example', 'from-ana'))).toMatchObject({ kind: 'deferred' });
  expect(await ask(await at('a.example'))).toMatchObject({ kind: 'sent' });
});

test('a provider that wants less of us gets nothing for a while, whoever sends; others get theirs', async () => {
  const busy = await deskAt({ rcpt: '421 4.7.0 too many, later' });
  const { ask } = await deskAt({});
  expect(await busy.ask(await at('hotmail.fr'))).toMatchObject({ kind: 'deferred' });
  expect(await open()).toEqual([{ scope: 'domain', of: 'outlook', code: 'slow' }]);
  expect(await ask(await at('live.de', 'from-ana'))).toMatchObject({
    reason: 'their mail server wants less of us for now',
  });
  expect(await ask(await at('gmail.com'))).toMatchObject({ kind: 'sent' });
});

describe('mail that is refused as against their rules', () => {
  test.each<Script>([
    { rcpt: '550 5.7.1 not authenticated: SPF' },
    { dot: '554 5.7.1 listed at Spamhaus' },
  ])(
    '%o pauses the stream of that sender to those mailboxes; it is not lost, and nobody is suppressed',
    async (script) => {
      const strict = await deskAt(script);
      const { ask } = await deskAt({});
      const run = await at('gmail.com');
      expect(await strict.ask(run)).toMatchObject({ kind: 'deferred' });
      expect(await open()).toEqual([{ scope: 'stream', of: 'team>gmail', code: 'policy' }]);
      expect(await ask(await at('googlemail.com'))).toMatchObject({
        kind: 'deferred',
        reason: 'their mail server refuses mail of this sender',
      });
      expect(await ask(await at('northwind.example'))).toMatchObject({ kind: 'sent' });
      expect(await ask(await at('gmail.com', 'from-ana'))).toMatchObject({ kind: 'sent' });
      expect(await suppressed(run)).toBe(false);
      world.later(1);
      expect(await ask(run)).toMatchObject({ kind: 'sent' });
      expect(await open()).toEqual([]);
    },
  );

  test('again and again, while others of the stream are taken, is refused by its reader’s box alone', async () => {
    const guarded = await deskAt({ rcpt: '550 5.7.1 this box is closed to you' });
    const { ask } = await deskAt({});
    const run = await at('gmail.com');
    for (const _ of times(2, () => 0)) {
      expect(await guarded.ask(run)).toMatchObject({ kind: 'deferred' });
      world.later(1);
      expect(await ask(await at('gmail.com'))).toMatchObject({ kind: 'sent' });
    }
    expect(await guarded.ask(run)).toMatchObject({ kind: 'refused' });
    expect(await open()).toEqual([]);
    expect(await suppressed(run)).toBe(false);
  });

  test('alone in its stream waits for as long as it takes', async () => {
    const { ask } = await deskAt({ rcpt: '550 5.7.26 DMARC' });
    const run = await at('gmail.com');
    for (const _ of times(6, () => 0)) {
      expect(await ask(run)).toMatchObject({ kind: 'deferred' });
      world.later(1);
    }
  });
});

describe('what a mail server says of a mailbox', () => {
  test('that there is none suppresses the address at once', async () => {
    const { ask } = await deskAt({ rcpt: '550 5.1.1 <somebody@northwind.example> unknown' });
    const run = await at('northwind.example');
    expect(await ask(run)).toMatchObject({ kind: 'refused' });
    expect(await suppressed(run)).toBe(true);
    expect(await world.story(run.prospect)).toContain('suppressed bounced');
    expect(
      JSON.stringify(await world.ctx.db.selectFrom('returned').selectAll().execute()),
    ).not.toContain('northwind');
  });

  test('that it is full, on four days over a week, suppresses it; that mail is for later, never', async () => {
    const full = await deskAt({ rcpt: '452 4.2.2 mailbox full' });
    const grey = await deskAt({ rcpt: '451 4.7.1 greylisted, try again later' });
    const [run, other, seldom] = [
      await at('a.example'),
      await at('b.example'),
      await at('c.example'),
    ];
    for (const day of [0, 1, 2, 3]) {
      expect(await full.ask(run)).toMatchObject({ kind: 'deferred' });
      expect(await grey.ask(other)).toMatchObject({ kind: 'deferred' });
      if (day % 2 === 0) await full.ask(seldom);
      world.later(1);
    }
    expect(await suppressed(run)).toBe(false);
    world.later(4);
    for (const [desk, whom] of [
      [full, run],
      [grey, other],
      [full, seldom],
    ] as const)
      await desk.ask(whom);
    expect(await suppressed(seldom)).toBe(false);
    expect(await suppressed(run)).toBe(true);
    expect(await suppressed(other)).toBe(false);
    expect(await full.ask(run)).toMatchObject({ kind: 'skipped', reason: 'suppressed: bounced' });
  });
});
