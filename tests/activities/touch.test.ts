import { DefaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Question } from '../../core/state.ts';
import { clickId } from '../../mail/click-id.ts';
import { linkName } from '../../mail/link-name.ts';
import { createReturnPath } from '../../mail/return-path.ts';
import type { Transport } from '../../mail/transport.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import { loadProject, textMail } from '../mail/mail-project.ts';
import { startScripted } from '../mail/smtp-script.ts';
import { notes, office } from '../store/knowing-journeys.ts';
import { DAY, MINUTE, type Run, World } from '../store/world.ts';
import { Desk, links } from '../support/desk.ts';
import { small } from '../support/small-journey.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small);
});
afterAll(() => world.close());

const hello = (run: Run): Question => run.asks('nurture.hello', { kind: 'touch' });
const stateOf = async ({ prospect }: Run): Promise<string | undefined> =>
  (await world.ledger(prospect))[0]?.state;
/** All that Temporal would keep of a failure. */
const kept = (failure: unknown): string =>
  JSON.stringify(new DefaultFailureConverter().errorToFailure(failure, defaultPayloadConverter));

describe('a touch', () => {
  test('is sent once, with a way to unsubscribe, however often it is asked for', async () => {
    const server = await startScripted();
    const desk = await Desk.open(world, server.url);
    const run = await world.newcomer();
    expect(await desk.ask(hello(run))).toMatchObject({ kind: 'sent' });
    expect(await desk.ask(hello(run))).toMatchObject({ kind: 'sent' });
    expect(server.messages).toHaveLength(1);
    expect(server.messages[0]).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(server.messages[0]?.replaceAll('=\r\n', '')).toContain(links.url('u', run.prospect));
    expect(await world.ledger(run.prospect)).toMatchObject([
      { state: 'ACCEPTED', subject: 'A subject', reply: '250 2.0.0 kept' },
    ]);
  });

  test('has a return path of its own, where there is a domain for it', async () => {
    const returnPath = createReturnPath([{ id: 'k1', secret: 's'.repeat(32) }], 'bounce.example');
    const froms: string[] = [];
    const transport: Transport = {
      send: async ({ envelope }, letGo) => {
        froms.push(envelope.from);
        await letGo();
        return { kind: 'accepted', reply: '250' };
      },
      sendPlain: () => Promise.reject(new Error('nobody of ours')),
      close: () => Promise.resolve(),
    };
    const desk = await Desk.open(world, 'smtp://127.0.0.1:9', { transport, returnPath });
    const run = await world.newcomer();
    await desk.ask(hello(run));
    const [row] = await world.ledger(run.prospect);
    expect(froms.map(returnPath.read)).toEqual([row?.message_id?.slice(1, 41)]);
  });

  test('has links that lead by us to where its row says, the same in every attempt', async () => {
    const server = await startScripted({ dot: '451 later' });
    const mail = textMail('See https://site.example/tips?a=1&b=2 first.');
    const templates = await loadProject({ mails: { hello: mail } });
    const desk = await Desk.open(world, server.url, { templates });
    const run = await world.newcomer();
    const asked = run.asks('nurture.hello', { kind: 'touch' });
    for (const kind of ['deferred', 'deferred']) expect((await desk.ask(asked)).kind).toBe(kind);
    const [row] = await world.ledger(run.prospect);
    const target = 'https://site.example/tips?a=1&b=2';
    expect(row?.links).toEqual({ [linkName(target)]: target });
    const link = links.url('c', clickId(row?.message_id ?? '', linkName(target)));
    const bodies = server.messages.map((sent) =>
      sent.replaceAll('=\r\n', '').replaceAll('=3D', '='),
    );
    expect(bodies.map((sent) => sent.split(link).length)).toEqual([2, 2]); // in the HTML
    expect(bodies[1]).toBe(bodies[0]);
  });

  test('of a series says which mail it was, also when asked again', async () => {
    await world.publish(notes);
    const server = await startScripted();
    const note = textMail('A note.');
    const series = { 'notes/01-first': note, 'notes/02-second': note };
    const desk = await Desk.open(world, server.url, {
      templates: await loadProject({ mails: series }),
    });
    const run = await world.newcomer('notes');
    const question = run.asks('nurture.notes', { kind: 'touch' });
    const sent = { kind: 'sent', at: world.now, mail: 'notes/01-first' };
    expect(await desk.ask(question)).toEqual(sent);
    expect(await desk.ask(question)).toEqual(sent);
    expect(server.messages).toHaveLength(1);
  });

  test('of a series that is not among the mails here waits for a worker that has it, and then for repair', async () => {
    await world.publish(notes);
    const server = await startScripted();
    const desk = await Desk.open(world, server.url);
    const question = (await world.newcomer('notes')).asks('nurture.notes', { kind: 'touch' });
    expect(await desk.failure(question)).toMatchObject({
      type: 'SERIES_MISSING',
      nonRetryable: false,
    });
    expect(await desk.failure(question, { attempt: 4 })).toMatchObject({
      type: 'SERIES_MISSING',
      nonRetryable: true,
    });
    expect(await stateOf(await world.newcomer('notes'))).toBeUndefined();
  });

  test('whose mail is broken here waits, says why once, and leaves with a worker that has it mended', async () => {
    const server = await startScripted();
    const broken = new Set(['hello']);
    const desk = await Desk.open(world, server.url, { templates: new Map(), broken });
    const run = await world.newcomer();
    const by = 'a mail that cannot be sent as it stands';
    for (const _ of [1, 2]) expect(await desk.ask(hello(run))).toMatchObject({ kind: 'held', by });
    expect(await stateOf(run)).toBe('REVOKED');
    expect(await world.story(run.prospect)).toEqual([
      'consented',
      'entered nurture.hello',
      `held nurture.hello held by ${by}`,
    ]);
    expect(server.messages).toEqual([]);
    const mended = await Desk.open(world, server.url);
    expect(await mended.ask(hello(run))).toMatchObject({ kind: 'sent' });
  });

  test('of a series waits for the broken one in its turn: none is passed over', async () => {
    await world.publish(notes);
    const server = await startScripted();
    const templates = await loadProject({ mails: { 'notes/02-second': textMail('A note.') } });
    const broken = new Set(['notes/01-first']);
    const desk = await Desk.open(world, server.url, { templates, broken });
    const question = (await world.newcomer('notes')).asks('nurture.notes', { kind: 'touch' });
    expect(await desk.ask(question)).toMatchObject({ kind: 'held' });
    expect(server.messages).toEqual([]);
  });

  test('brings the calendar that the state lacks, with whatever is answered', async () => {
    await world.publish(office);
    const server = await startScripted();
    const desk = await Desk.open(world, server.url, {
      templates: await loadProject({ mails: { now: textMail('Now.') } }),
    });
    const run = await world.newcomer('office');
    const { calendar, lines: _, ...bare } = run.begin.state;
    const question = run.asks('nurture.now', { kind: 'touch' });
    const lacking = { ...bare, at: 'nurture.now', n: question.state.n };
    expect(await desk.ask({ ...question, state: lacking })).toEqual({
      kind: 'sent',
      at: world.now,
      calendar,
    });
  });

  test('that the mail server refuses for good is answered so, and its words stay in the ledger', async () => {
    const server = await startScripted({ rcpt: '550 5.1.1 <somebody@northwind.example> unknown' });
    const desk = await Desk.open(world, server.url);
    const run = await world.newcomer();
    const answer = await desk.ask(hello(run));
    expect(answer).toEqual({ kind: 'refused', at: world.now });
    expect(await stateOf(run)).toBe('REJECTED');
    expect((await world.ledger(run.prospect))[0]?.reply).toContain('northwind');
    expect(JSON.stringify(desk.log.lines)).not.toContain('northwind');
  });

  test('of which nobody knows whether it left is answered so, and never sent again', async () => {
    const server = await startScripted({ dot: 'hang up' });
    const desk = await Desk.open(world, server.url);
    const run = await world.newcomer();
    expect(await desk.ask(hello(run))).toMatchObject({ kind: 'unknown' });
    expect(await desk.ask(hello(run))).toMatchObject({ kind: 'unknown' });
    expect(server.messages).toHaveLength(1);
    expect(await stateOf(run)).toBe('UNKNOWN');
  });

  test('put off by the mail server comes back in five minutes, then later, and is sent in the end', async () => {
    const later = '451 4.7.1 <somebody@northwind.example> greylisted';
    const server = await startScripted({ dot: later });
    const desk = await Desk.open(world, server.url);
    const run = await world.newcomer();
    expect(await desk.ask(hello(run))).toEqual({
      kind: 'deferred',
      at: world.now,
      until: world.now + 5 * MINUTE,
      reason: 'the mail server said: later',
    });
    expect(await desk.ask(hello(run))).toMatchObject({ until: world.now + 10 * MINUTE });
    const friendly = await Desk.open(world, (await startScripted()).url);
    expect(await friendly.ask(hello(run))).toMatchObject({ kind: 'sent' });
  });

  test('put off again and again is given up after five days or nearly, and the journey goes on', async () => {
    const desk = await Desk.open(world, (await startScripted({ dot: '451 greylisted' })).url);
    const run = await world.newcomer();
    const began = world.now;
    let answer = await desk.ask(hello(run));
    while (answer.kind === 'deferred') {
      world.later((answer.until - world.now) / DAY);
      answer = await desk.ask(hello(run));
    }
    expect(answer.kind).toBe('refused');
    expect((world.now - began) / DAY).toBeCloseTo(4.94, 2);
    expect((await world.story(run.prospect)).at(-1)).toBe(
      'refused nurture.hello put off for five days',
    );
    expect((await world.ledger(run.prospect))[0]).toMatchObject({
      state: 'REJECTED',
      sent_at: null,
    });
  });

  test('is not given up for attempts that met no mail server', async () => {
    const run = await world.newcomer();
    const busy = await Desk.open(world, (await startScripted({ dot: '451 4.7.1 greylisted' })).url);
    await busy.ask(hello(run));
    await world.ctx.db
      .updateTable('ledger')
      .set({ attempt: 100 })
      .where('prospect', '=', run.prospect)
      .execute();
    expect(await busy.ask(hello(run))).toMatchObject({ kind: 'deferred' });
  });

  test.each([
    [1 / 60, 5_000],
    [1 / 43_200, 1_000],
  ])('put off comes back as fast as the world goes, at %f in %d ms', async (pace, wait) => {
    const server = await startScripted({ dot: '451 4.3.0 later' });
    const desk = await Desk.open(world, server.url, { ctx: { ...world.ctx, pace } });
    const answer = await desk.ask(hello(await world.newcomer()));
    expect(answer).toMatchObject({ kind: 'deferred', until: world.now + wait });
  });

  test('stopped meanwhile is not sent: the claim says why', async () => {
    const server = await startScripted();
    const desk = await Desk.open(world, server.url);
    const run = await world.newcomer();
    await unsubscribe(world.ctx, { prospect: run.prospect, source: 'link' });
    expect((await desk.ask(hello(run))).kind).not.toBe('sent');
    expect(server.messages).toHaveLength(0);
  });

  test('to somebody who is not on the list of safe mode waits, and is passed over by nobody', async () => {
    const server = await startScripted();
    const mode = { kind: 'listed', allowed: ['@ours.example'] } as const;
    const desk = await Desk.open(world, server.url, { mode });
    const run = await world.newcomer();
    expect(await desk.ask(hello(run))).toMatchObject({ kind: 'held', by: 'safe mode' });
    expect(server.messages).toHaveLength(0);
    const live = await Desk.open(world, server.url, { mode: { kind: 'live' } });
    expect(await live.ask(hello(run))).toMatchObject({ kind: 'sent' });
  });
});

describe('a mail server that cannot be talked to', () => {
  test('is tried again by Temporal for a minute, which hears a code and no word of the server’s', async () => {
    const server = await startScripted({ greeting: '421 somebody@northwind.example is not liked' });
    const desk = await Desk.open(world, server.url);
    const run = await world.newcomer();
    const failure = await desk.failure(hello(run));
    expect(failure).toMatchObject({ message: 'MAIL_SERVER_AWAY', nonRetryable: false });
    expect(kept(failure)).not.toContain('northwind');
    expect(kept(failure)).not.toContain('.ts:');
  });

  test('is then left alone for a while: the journey is told when to come back', async () => {
    const server = await startScripted({ greeting: 'hang up' });
    const desk = await Desk.open(world, server.url);
    const run = await world.newcomer();
    const answer = await desk.ask(hello(run), { attempt: 7 });
    expect(answer).toMatchObject({ kind: 'deferred', until: world.now + 5 * MINUTE });
  });
});

describe('what cannot be composed', () => {
  test('parks the prospect with a code, once no other worker can be meant', async () => {
    const server = await startScripted();
    const desk = await Desk.open(world, server.url, { templates: new Map() });
    const run = await world.newcomer();
    expect(await desk.failure(hello(run))).toMatchObject({ nonRetryable: false });
    expect(await desk.failure(hello(run), { attempt: 4 })).toMatchObject({
      message: 'MAIL_MISSING',
      type: 'MAIL_MISSING',
      nonRetryable: true,
    });
  });
});

describe('a store that fails', () => {
  test('is asked again for as long as it takes, and Temporal keeps none of its words', async () => {
    const server = await startScripted();
    const secret = Object.assign(new Error('duplicate key: (somebody@northwind.example)'), {
      code: '23505',
    });
    const now = (): number => {
      throw secret;
    };
    const desk = await Desk.open(world, server.url, { ctx: { ...world.ctx, now } });
    const failure = await desk.failure(hello(await world.newcomer()), { attempt: 100 });
    expect(failure).toMatchObject({ message: '23505', nonRetryable: false });
    expect(kept(failure)).not.toContain('northwind');
    expect(JSON.stringify(desk.log.lines)).not.toContain('northwind');
    expect(desk.log.lines).toMatchObject([{ say: 'an activity failed', facts: { code: '23505' } }]);
  });

  test('by a bug that stays parks the prospect', async () => {
    const server = await startScripted();
    const now = (): number => {
      throw new TypeError('of undefined');
    };
    const desk = await Desk.open(world, server.url, { ctx: { ...world.ctx, now } });
    const question = hello(await world.newcomer());
    expect(await desk.failure(question)).toMatchObject({ nonRetryable: false });
    expect(await desk.failure(question, { attempt: 10 })).toMatchObject({
      message: 'TypeError',
      nonRetryable: true,
    });
  });
});
