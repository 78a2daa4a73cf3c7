import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerHandoff } from '../../store/answer-handoff.ts';
import { claim } from '../../store/claim.ts';
import { decideReply } from '../../store/decide-reply.ts';
import { erase } from '../../store/erase.ts';
import { letGo } from '../../store/fence.ts';
import { listHolds, placeHold, releaseHold } from '../../store/holds.ts';
import { offer } from '../../store/offer.ts';
import { forgetExcerpts, getReply, listReplies, type ReplyView } from '../../store/replies.ts';
import type { Returned } from '../../store/returned.ts';
import { take } from '../../store/take.ts';
import { takeBack } from '../../store/take-back.ts';
import { type Mailed, mailed } from './mailed.ts';
import { moment, race } from './racing.ts';
import { only, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const back = ({ name }: Mailed, more: Partial<Returned> = {}): Returned => ({
  source: 'smtp',
  ref: randomUUID(),
  kind: 'reply',
  why: 'a test',
  names: [name],
  raw: Buffer.from('…'),
  from: 'mara@northwind.example',
  messageId: `<${randomUUID()}@northwind.example>`,
  excerpt: 'Could you ring me on Friday?',
  ...more,
});
const answers = async (one: Mailed, more: Partial<Returned> = {}): Promise<ReplyView> => {
  const before = new Set((await repliesOf(one)).map(({ id }) => id));
  await takeBack(world.ctx, back(one, more));
  const all = await repliesOf(one);
  const last = all.find(({ id }) => !before.has(id)) ?? all.at(-1);
  if (last === undefined) throw new Error('no answer');
  return last;
};
const repliesOf = async ({ prospect }: Mailed): Promise<readonly ReplyView[]> =>
  (await listReplies(world.ctx, { prospect })).replies;
const next = ({ run }: Mailed) => claim(world.ctx, run.asks('nurture.story', { kind: 'touch' }));
const holdOf = async ({ prospect }: Mailed) =>
  (await listHolds(world.ctx)).find(({ of, releasedAt }) => of === prospect && releasedAt === null);
/** After the gap between two mails, or they would wait for that. */
const mailedBefore = async (): Promise<Mailed> => {
  const one = await mailed(world);
  world.later(2);
  return one;
};

describe('a person’s answer', () => {
  test('stops their mail, and stands in the list of whoever signed', async () => {
    const one = await mailedBefore();
    const reply = await answers(one);
    expect(reply).toMatchObject({
      state: 'open',
      mail: 'hello',
      subject: 'A first win',
      owner: { kind: 'sender', id: 'team', name: 'The team' },
      excerpt: 'Could you ring me on Friday?',
      holds: true,
    });
    expect(only(await next(one), 'held').by).toBe('an answer');
    const open = await listReplies(world.ctx, { state: 'open', sender: 'team' });
    expect(open.replies.map(({ id }) => id)).toContain(reply.id);
  });

  test('stops a mail that is about to leave', async () => {
    const one = await mailedBefore();
    const { token } = only(await next(one), 'claimed');
    await answers(one);
    expect(await letGo(world.ctx, token, { subject: '', templateHash: '' })).toBe(false);
  });

  test('twice is one; another is another', async () => {
    const one = await mailedBefore();
    const copy = { messageId: '<answer@northwind.example>' };
    await answers(one, copy);
    await answers(one, copy);
    expect(await repliesOf(one)).toHaveLength(1);
    const told = (await world.story(one.prospect)).filter((line) => line.startsWith('replied'));
    expect(told).toHaveLength(1);
    await answers(one);
    expect(await repliesOf(one)).toHaveLength(2);
  });

  test('of a machine stops nothing', async () => {
    const one = await mailedBefore();
    for (const kind of ['out-of-office', 'automatic', 'soft', 'unclear'])
      await takeBack(world.ctx, back(one, { kind }));
    expect(await repliesOf(one)).toEqual([]);
    only(await next(one), 'claimed');
  });

  test('to a rep who has them is the rep’s, and holds nothing: no mail leaves by itself', async () => {
    const one = await mailedBefore();
    await take(world.ctx, { prospect: one.prospect, rep: 'sam' });
    const reply = await answers(one);
    expect(reply).toMatchObject({
      owner: { kind: 'rep', id: 'sam', name: 'Sam' },
      holds: false,
    });
    expect(await holdOf(one)).toBeUndefined();
    const [mine] = (await listReplies(world.ctx, { rep: 'sam' })).replies;
    expect(mine?.id).toBe(reply.id);
  });

  test('leaves a hold that stands already to whoever placed it', async () => {
    const one = await mailedBefore();
    const hold = { scope: 'prospect', of: one.prospect, reason: 'a call', by: 'Ana' } as const;
    await placeHold(world.ctx, hold);
    const reply = await answers(one);
    await decideReply(world.ctx, reply.id, { decision: 'go-on', by: 'Ana' });
    expect(only(await next(one), 'held').by).toBe('Ana');
  });

  test('under such a hold is decided by whoever lifts it', async () => {
    const one = await mailedBefore();
    const hold = { scope: 'prospect', of: one.prospect, reason: 'a call', by: 'Ana' } as const;
    const { id } = await placeHold(world.ctx, hold);
    const reply = await answers(one);
    expect(reply.holds).toBe(true);
    await releaseHold(world.ctx, id, 'Ana');
    expect(await getReply(world.ctx, reply.id)).toMatchObject({ state: 'released' });
  });
});

describe('whoever decides', () => {
  test('lets the mails go on: they are rung, and the next one leaves', async () => {
    const one = await mailedBefore();
    const { id } = await answers(one);
    only(await next(one), 'held');
    await world.rings();
    const decided = await decideReply(world.ctx, id, {
      decision: 'go-on',
      by: 'Ana',
      note: 'rang her',
    });
    expect(decided).toMatchObject({
      kind: 'done',
      reply: { state: 'go-on', decidedBy: 'Ana', note: 'rang her', decidedAt: world.now },
    });
    expect(await world.rings()).toMatchObject([{ kind: 'tell', entry: one.run.entry }]);
    only(await next(one), 'claimed');
    expect(await world.story(one.prospect)).toContain('reply-decided nurture.hello go-on');
  });

  test('lets nothing go on while another answer is unread', async () => {
    const one = await mailedBefore();
    const [first, second] = [await answers(one), await answers(one)];
    await decideReply(world.ctx, first.id, { decision: 'go-on', by: 'Ana' });
    expect((await next(one)).kind).toBe('held');
    await decideReply(world.ctx, second.id, { decision: 'go-on', by: 'Ana' });
    expect((await next(one)).kind).toBe('claimed');
  });

  test('takes them', async () => {
    const one = await mailedBefore();
    const { id } = await answers(one);
    expect(await decideReply(world.ctx, id, { decision: 'take', by: 'rosa' })).toMatchObject({
      kind: 'done',
      reply: { state: 'taken', decidedBy: 'rosa' },
    });
    expect((await next(one)).kind).toBe('yield');
    expect(await holdOf(one)).toBeUndefined();
  });

  test('is told why somebody cannot be taken, and nothing is decided', async () => {
    const one = await mailedBefore();
    const { id } = await answers(one);
    expect(await decideReply(world.ctx, id, { decision: 'take', by: 'nobody' })).toMatchObject({
      kind: 'not-taken',
      why: { kind: 'refused', code: 'unknown-rep' },
    });
    expect(await getReply(world.ctx, id)).toMatchObject({ state: 'open', holds: true });
    only(await next(one), 'held');
  });

  test('takes them out of their journeys', async () => {
    const one = await mailedBefore();
    const { id } = await answers(one);
    const leave = { decision: 'leave', reason: 'competitor', by: 'Ana' } as const;
    expect(await decideReply(world.ctx, id, leave)).toMatchObject({ reply: { state: 'left' } });
    expect(await world.entry(one.run.entry)).toMatchObject({
      status: 'closed',
      ended_as: 'competitor',
    });
    expect(await holdOf(one)).toBeUndefined();
  });

  test('unsubscribes them', async () => {
    const one = await mailedBefore();
    const { id } = await answers(one);
    await decideReply(world.ctx, id, { decision: 'unsubscribe', by: 'Ana' });
    expect(await world.story(one.prospect)).toContain('unsubscribed');
    expect(await getReply(world.ctx, id)).toMatchObject({ state: 'unsubscribed' });
  });

  test('is one of several at once; the others are told what was decided', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => mailed(world)));
    const kinds: string[][] = [];
    await race(people, async (one) => {
      const { id } = await answers(one);
      const both = (['go-on', 'unsubscribe'] as const).map(async (decision) => {
        await moment(3);
        return decideReply(world.ctx, id, { decision, by: decision });
      });
      kinds.push((await Promise.all(both)).map(({ kind }) => kind).toSorted());
    });
    expect(kinds).toEqual(people.map(() => ['conflict', 'done']));
  });

  test('of an answer that is none is told so', async () => {
    const nobody = { decision: 'go-on', by: 'Ana' } as const;
    expect(await decideReply(world.ctx, randomUUID(), nobody)).toEqual({ kind: 'unknown' });
  });
});

describe('an answer is decided as well', () => {
  test('by a rep who accepts them', async () => {
    const one = await mailedBefore();
    const { id } = await answers(one);
    await world.did(one.prospect, 'demo.requested');
    const run = await world.run(one.run.entry);
    const asked = run.asks('handoff.offer', { kind: 'offer' }, { visit: 3 });
    const { handoff } = only(await offer(world.ctx, asked), 'handoff');
    await answerHandoff(world.ctx, handoff.id, { verb: 'accept', rep: 'rosa' });
    expect(await getReply(world.ctx, id)).toMatchObject({ state: 'taken', decidedBy: 'rosa' });
    expect(await holdOf(one)).toBeUndefined();
  });

  test('by a rep who takes them on their page', async () => {
    const one = await mailedBefore();
    const { id } = await answers(one);
    await take(world.ctx, { prospect: one.prospect, rep: 'sam' });
    expect(await getReply(world.ctx, id)).toMatchObject({ state: 'taken', decidedBy: 'sam' });
    expect(await holdOf(one)).toBeUndefined();
  });

  test('by whoever lifts the hold that it placed', async () => {
    const one = await mailedBefore();
    const { id } = await answers(one);
    const hold = await holdOf(one);
    await releaseHold(world.ctx, hold?.id ?? '', 'ops');
    expect(await getReply(world.ctx, id)).toMatchObject({ state: 'released', decidedBy: 'ops' });
    only(await next(one), 'claimed');
  });
});

test('what they wrote is forgotten in time, once it is decided, and at once when they are erased', async () => {
  const [open, decided, erased] = [
    await mailedBefore(),
    await mailedBefore(),
    await mailedBefore(),
  ];
  for (const one of [open, decided, erased]) await answers(one);
  const [first] = await repliesOf(decided);
  await decideReply(world.ctx, first?.id ?? '', { decision: 'go-on', by: 'Ana' });
  await erase(world.ctx, { prospect: erased.prospect, source: 'test' });
  world.later(31);
  while ((await forgetExcerpts(world.ctx, world.now)) > 0);
  const said = async (one: Mailed) => (await repliesOf(one)).map(({ excerpt }) => excerpt);
  expect(await said(open)).toEqual(['Could you ring me on Friday?']);
  expect([await said(decided), await said(erased)]).toEqual([[null], [null]]);
  expect(await repliesOf(erased)).toMatchObject([{ state: 'left', holds: false }]);
});

test('the list goes on from the last that was seen, and knows open from decided', async () => {
  const one = await mailed(world);
  const ids: string[] = [];
  for (let i = 0; i < 3; i += 1) {
    ids.push((await answers(one)).id);
    world.later(0.001);
  }
  await decideReply(world.ctx, ids[0] ?? '', { decision: 'go-on', by: 'Ana' });
  const of = { prospect: one.prospect };
  const first = await listReplies(world.ctx, { ...of, limit: 2 });
  expect([first.replies.map(({ id }) => id), first.next]).toEqual([ids.slice(0, 2), ids[1]]);
  const rest = await listReplies(world.ctx, { ...of, limit: 2, after: ids[1] ?? '' });
  expect([rest.replies.map(({ id }) => id), rest.next]).toEqual([ids.slice(2), undefined]);
  const decided = await listReplies(world.ctx, { ...of, state: 'decided' });
  expect(decided.replies.map(({ id }) => id)).toEqual(ids.slice(0, 1));
});
