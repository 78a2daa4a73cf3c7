import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Found } from '../../core/mail-evidence.ts';
import { DATA_TIME, LET_GO_WITHIN } from '../../core/unsure.ts';
import { claim } from '../../store/claim.ts';
import { letGo, settle } from '../../store/fence.ts';
import { takeBack } from '../../store/take-back.ts';
import { unsubscribe } from '../../store/unsubscribe.ts';
import { loadProject, textMail } from '../mail/mail-project.ts';
import { type ScriptedServer, startScripted } from '../mail/smtp-script.ts';
import { notes } from '../store/knowing-journeys.ts';
import { only, type Run, World } from '../store/world.ts';
import { Desk } from '../support/desk.ts';
import { small } from '../support/small-journey.ts';
import { SomeRecord } from '../support/some-record.ts';

const hello = small.steps['nurture.hello'];
if (hello?.kind !== 'touch') throw new Error('the small journey has changed');
/** As small, and its mail is worth a second copy. */
const important = {
  ...small,
  journey: 'important',
  steps: { ...small.steps, 'nurture.hello': { ...hello, ifUnsure: 'resend' as const } },
};
const series = notes.steps['nurture.notes'];
if (series?.kind !== 'series') throw new Error('the notes have changed');
const letters = {
  ...notes,
  journey: 'letters',
  steps: { ...notes.steps, 'nurture.notes': { ...series, ifUnsure: 'resend' as const } },
};

let world: World;
beforeAll(async () => {
  world = await World.open(small, important, notes, letters);
});
afterAll(() => world.close());

const seconds = (count: number): number => world.later((count * 1000) / 86_400_000);
const asks = (run: Run, at = 'nurture.hello') => run.asks(at, { kind: 'touch' });
const states = async ({ prospect }: Run) =>
  (await world.ledger(prospect)).map(({ state }) => state);

const SETTLED = LET_GO_WITHIN + 5_000;

/** A server that hangs up after the dot, then one that is well; a record; a person whose first mail is asked for. */
async function scene(says: Found, journey = 'small') {
  const record = new SomeRecord(says);
  const server = await startScripted({ dot: 'hang up' }, {});
  const desk = await Desk.open(world, server.url, { evidence: record });
  return { record, server, desk, run: await world.newcomer(journey) };
}
/** An attempt that let its bytes go and died. */
async function dies(run: Run): Promise<string> {
  const { token } = only(await claim(world.ctx, asks(run)), 'claimed');
  await letGo(world.ctx, token, { subject: 'Hello', templateHash: 'abc' });
  return token;
}
const bytes = ({ messages }: ScriptedServer): readonly string[] => messages;

describe('a mail of which the mail server never said what became', () => {
  test('and which a record has, was sent: the journey hears it at once', async () => {
    const { record, server, desk, run } = await scene('accepted');
    const at = world.now;
    expect(await desk.ask(asks(run))).toEqual({ kind: 'sent', at });
    expect(await states(run)).toEqual(['ACCEPTED']);
    expect(record.sought).toEqual([(await world.ledger(run.prospect))[0]?.message_id]);
    expect(bytes(server)).toHaveLength(1);
    expect(await world.story(run.prospect)).toEqual([
      'consented',
      'entered nurture.hello',
      'unknown nurture.hello',
      'sent nurture.hello',
    ]);
  });

  test('and which no record has, waits until that is certain, and is sent again, byte by byte', async () => {
    const { server, desk, run } = await scene('absent');
    const at = world.now;
    const reason = 'it may have left: the record will tell';
    const waits = { kind: 'deferred', at, until: at + SETTLED, reason };
    expect(await desk.ask(asks(run))).toEqual(waits);
    seconds(19);
    expect(await desk.ask(asks(run))).toMatchObject({ until: at + SETTLED });
    expect(bytes(server)).toHaveLength(1);
    seconds(1);
    expect(await desk.ask(asks(run))).toEqual({ kind: 'sent', at: world.now });
    expect(bytes(server)[1]).toBe(bytes(server)[0]);
    expect(await world.ledger(run.prospect)).toMatchObject([
      { state: 'ACCEPTED', attempt: 2, unsure_at: null },
    ]);
    expect(await world.story(run.prospect)).toEqual([
      'consented',
      'entered nurture.hello',
      'unknown nurture.hello',
      `deferred nurture.hello ${reason}`,
      'sent nurture.hello',
    ]);
  });

  test('and which no record had when it was asked, is not sent again by an asker that stood still since then', async () => {
    const { record, server, desk, run } = await scene('absent');
    record.meanwhile = async () => void seconds(40);
    const at = world.now;
    expect(await desk.ask(asks(run))).toMatchObject({ kind: 'deferred', until: at + SETTLED });
    expect(bytes(server)).toHaveLength(1);
  });

  test('and which no record knows of, is left at that, and the journey walks on', async () => {
    const { record, server, desk, run } = await scene('unknown');
    const at = world.now;
    await desk.ask(asks(run));
    seconds(20);
    expect(await desk.ask(asks(run))).toMatchObject({ kind: 'deferred', until: world.now + 7_500 });
    seconds(60);
    expect(await desk.ask(asks(run))).toEqual({ kind: 'unknown', at });
    expect(await desk.ask(asks(run))).toEqual({ kind: 'unknown', at });
    expect(record.sought.length).toBe(4);
    expect(bytes(server)).toHaveLength(1);
    expect(await states(run)).toEqual(['UNKNOWN']);
  });

  test('is sent by nobody whom it does not suit any more: it never left, and is skipped', async () => {
    const { server, desk, run } = await scene('absent');
    await desk.ask(asks(run));
    await world.ctx.db
      .updateTable('consents')
      .set({ withdrawn_at: world.now })
      .where('prospect', '=', run.prospect)
      .execute();
    seconds(20);
    expect(await desk.ask(asks(run))).toMatchObject({
      kind: 'skipped',
      reason: 'consent withdrawn',
    });
    expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'SKIPPED', sent_at: null }]);
    expect(bytes(server)).toHaveLength(1);
  });

  test('of a series is the same mail when it is sent again', async () => {
    const note = textMail('A note.');
    const templates = await loadProject({
      mails: { 'notes/01-first': note, 'notes/02-second': note },
    });
    const server = await startScripted({ dot: 'hang up' }, {});
    const desk = await Desk.open(world, server.url, {
      evidence: new SomeRecord('absent'),
      templates,
    });
    const run = await world.newcomer('notes');
    expect(await desk.ask(asks(run, 'nurture.notes'))).toMatchObject({ kind: 'deferred' });
    seconds(20);
    expect(await desk.ask(asks(run, 'nurture.notes'))).toMatchObject({ mail: 'notes/01-first' });
    expect(bytes(server)[1]).toBe(bytes(server)[0]);
  });
});

describe('an attempt that let its last bytes go and died', () => {
  test('is looked for like any other', async () => {
    const { record, server, desk, run } = await scene('unknown');
    await dies(run);
    expect(await desk.ask(asks(run))).toMatchObject({ kind: 'deferred' });
    expect(await states(run)).toEqual(['UNKNOWN']);
    record.says = 'accepted';
    expect(await desk.ask(asks(run))).toMatchObject({ kind: 'sent' });
    expect(bytes(server)).toEqual([]);
  });

  test('and was only slow, settles its own row; once the mail was taken up again, nothing', async () => {
    const { desk, run } = await scene('absent');
    const token = await dies(run);
    await desk.ask(asks(run));
    await settle(world.ctx, token, { state: 'ACCEPTED', reply: '250 after all' });
    expect(await desk.ask(asks(run))).toMatchObject({ kind: 'sent' });

    const other = await world.newcomer();
    const old = await dies(other);
    only(await claim(world.ctx, asks(other)), 'unsure');
    const again = { token: old, because: 'absent' } as const;
    const { token: fresh } = only(await claim(world.ctx, asks(other), { again }), 'claimed');
    expect(await settle(world.ctx, old, { state: 'REJECTED', reply: '550' })).toBeUndefined();
    expect(await states(other)).toEqual(['CLAIMED']);
    only(await claim(world.ctx, asks(other), { again }), 'claimed'); // the decision is used up: this takes a dead claim over
    expect(await letGo(world.ctx, fresh, { subject: '', templateHash: '' })).toBe(false);
  });

  test('and was to be sent again, but its journey has news first, holds nothing any more', async () => {
    const run = await world.newcomer();
    const old = await dies(run);
    only(await claim(world.ctx, asks(run)), 'unsure');
    await world.did(run.prospect, 'pricing.viewed');
    const again = { token: old, because: 'absent' } as const;
    only(await claim(world.ctx, asks(run), { again }), 'stale');
    expect(await settle(world.ctx, old, { state: 'REJECTED', reply: '550' })).toBeUndefined();
    expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'CLAIMED', sent_at: null }]);
  });

  test('and is taken up by another while the record is asked, is left to that one', async () => {
    const { record, desk, run } = await scene('absent');
    const first = await dies(run);
    seconds(20);
    const question = asks(run);
    record.meanwhile = async () => {
      const again = { token: first, because: 'absent' } as const;
      const { token } = only(await claim(world.ctx, question, { again }), 'claimed');
      await letGo(world.ctx, token, { subject: 'Hello', templateHash: 'abc' });
    };
    expect(await desk.failure(question)).toMatchObject({ type: 'TAKEN_OVER', nonRetryable: false });
    expect(await states(run)).toEqual(['UNKNOWN']);
  });

  test('and of which another attempt is under way already, is not decided about by what was known of the first', async () => {
    const { run } = await scene('absent');
    const first = await dies(run);
    only(await claim(world.ctx, asks(run)), 'unsure');
    const again = { token: first, because: 'absent' } as const;
    const { token } = only(await claim(world.ctx, asks(run), { again }), 'claimed');
    await letGo(world.ctx, token, { subject: 'Hello', templateHash: 'abc' });
    const next = only(await claim(world.ctx, asks(run), { again }), 'unsure');
    expect(next.token).toBe(token);
  });
});

describe('a mail that is worth a second copy', () => {
  test('gets it when its server has had its time, the same bytes, once', async () => {
    const server = await startScripted({ dot: 'hang up' });
    const desk = await Desk.open(world, server.url);
    const run = await world.newcomer('important');
    const at = world.now;
    expect(await desk.ask(asks(run))).toMatchObject({
      kind: 'deferred',
      until: at + LET_GO_WITHIN + DATA_TIME,
      reason: 'it may have left, and is sent again if nobody hears of it',
    });
    seconds((LET_GO_WITHIN + DATA_TIME) / 1000);
    expect(await desk.ask(asks(run))).toEqual({ kind: 'unknown', at: world.now });
    expect(bytes(server)).toHaveLength(2);
    expect(bytes(server)[1]).toBe(bytes(server)[0]);
    seconds(3600);
    expect(await desk.ask(asks(run))).toMatchObject({ kind: 'unknown' });
    expect(bytes(server)).toHaveLength(2);
    expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'UNKNOWN', unsure_at: at }]);
  });

  test('and is of a series, is the same mail both times', async () => {
    const templates = await loadProject({
      mails: { 'notes/01-first': textMail('One.'), 'notes/02-second': textMail('Two.') },
    });
    const server = await startScripted({ dot: 'hang up' }, {});
    const desk = await Desk.open(world, server.url, { templates });
    const run = await world.newcomer('letters');
    await desk.ask(asks(run, 'nurture.notes'));
    seconds((LET_GO_WITHIN + DATA_TIME) / 1000);
    expect(await desk.ask(asks(run, 'nurture.notes'))).toMatchObject({ mail: 'notes/01-first' });
    expect(bytes(server)[1]).toBe(bytes(server)[0]);
  });

  test('counts as seen while it waits for the second, which no stop lets out', async () => {
    const { desk, run, record } = await scene('unknown', 'important');
    const at = world.now;
    await desk.ask(asks(run));
    seconds(100);
    record.says = 'unknown';
    await unsubscribe(world.ctx, { prospect: run.prospect, source: 'link' });
    expect((await desk.ask(asks(run))).kind).toBe('gone');
    expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'UNKNOWN', sent_at: at }]);
  });

  test('and does not suit any more, gets none: it stays unknown', async () => {
    const { server, desk, run } = await scene('unknown', 'important');
    const at = world.now;
    await desk.ask(asks(run));
    seconds(100);
    await world.ctx.db
      .updateTable('consents')
      .set({ withdrawn_at: world.now })
      .where('prospect', '=', run.prospect)
      .execute();
    expect(await desk.ask(asks(run))).toMatchObject({ kind: 'unknown' });
    expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'UNKNOWN', sent_at: at }]);
    expect(bytes(server)).toHaveLength(1);
  });

  test('is stopped by whatever comes back of the first', async () => {
    const { run } = await scene('unknown', 'important');
    const first = await dies(run);
    const { messageId } = only(await claim(world.ctx, asks(run)), 'unsure');
    const again = { token: first, because: 'resend' } as const;
    const { token } = only(await claim(world.ctx, asks(run), { again }), 'claimed');
    await takeBack(world.ctx, {
      source: 'smtp',
      ref: messageId,
      kind: 'delivered',
      why: 'a test',
      names: [messageId.slice(1, 41)],
      raw: Buffer.from(''),
    });
    expect(await letGo(world.ctx, token, { subject: '', templateHash: '' })).toBe(false);
    expect(await states(run)).toEqual(['ACCEPTED']);
    expect(only(await claim(world.ctx, asks(run)), 'sent')).toBeDefined();
  });

  test('is put off, or refused, without forgetting that the first may have left', async () => {
    for (const state of ['DEFERRED', 'REJECTED'] as const) {
      const run = await world.newcomer('important');
      const at = world.now;
      const first = await dies(run);
      only(await claim(world.ctx, asks(run)), 'unsure');
      const again = { token: first, because: 'resend' } as const;
      const { token, date } = only(await claim(world.ctx, asks(run), { again }), 'claimed');
      await settle(world.ctx, token, { state, reply: '4xx or 5xx' });
      expect(await world.ledger(run.prospect)).toMatchObject([{ state, sent_at: at }]);
      seconds(3600);
      const next = await claim(world.ctx, asks(run));
      expect(next).toMatchObject(
        state === 'DEFERRED' ? { kind: 'claimed', date } : { kind: 'refused' },
      );
    }
  });
});
