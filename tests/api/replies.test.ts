import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeBack } from '../../store/take-back.ts';
import { type Mailed, mailed } from '../store/mailed.ts';
import { ApiWorld, problemOf } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
});
afterAll(() => api.close());

type Reply = { id: string; state: string };
type Listed = { replies: Reply[]; next: string | null };

async function answered(): Promise<{ one: Mailed; id: string }> {
  const one = await mailed(api.world);
  await takeBack(api.world.ctx, {
    source: 'smtp',
    ref: randomUUID(),
    kind: 'reply',
    why: 'a test',
    names: [one.name],
    raw: Buffer.from('…'),
    excerpt: 'Not before March.',
  });
  const { replies } = (await api.get(`/v1/replies?prospect=${one.prospect}`)).json<Listed>();
  return { one, id: replies[0]?.id ?? '' };
}
const decide = (id: string, body: Readonly<Record<string, unknown>>) =>
  api.post(`/v1/replies/${id}/decide`, body);

describe('an answer', () => {
  test('says who, to what, what they wrote, and whose it is to decide', async () => {
    const { one, id } = await answered();
    expect((await api.get(`/v1/replies/${id}`)).json()).toMatchObject({
      id,
      state: 'open',
      prospect: one.prospect,
      account: 'northwind.example',
      journey: 'small',
      step: 'nurture.hello',
      mail: 'hello',
      subject: 'A first win',
      owner: { kind: 'sender', id: 'team', name: 'The team' },
      excerpt: 'Not before March.',
      holds: true,
      at: '2026-06-01T09:00:00.000Z',
      decidedAt: null,
    });
  });

  test('is decided once: who comes second is told what was decided', async () => {
    const { id } = await answered();
    const body = { decision: 'go-on', by: 'Ana', note: 'in March' };
    expect((await decide(id, body)).json()).toMatchObject({
      state: 'go-on',
      decidedBy: 'Ana',
      note: 'in March',
      holds: false,
    });
    expect(problemOf(await decide(id, { decision: 'unsubscribe', by: 'Sam' }))).toMatchObject({
      status: 409,
      code: 'reply-decided',
      detail: 'Too late: Ana let the mails go on just now.',
      reply: { id, state: 'go-on' },
    });
  });

  test('is listed while it is open, and after', async () => {
    const { one, id } = await answered();
    const listed = async (filter: string) =>
      (await api.get(`/v1/replies?prospect=${one.prospect}&${filter}`))
        .json<Listed>()
        .replies.map((reply) => reply.id);
    expect([await listed('state=open'), await listed('state=decided')]).toEqual([[id], []]);
    await decide(id, { decision: 'leave', reason: 'competitor', by: 'Ana' });
    expect([await listed('state=open'), await listed('state=decided')]).toEqual([[], [id]]);
    expect(await listed('sender=ana')).toEqual([]);
  });

  test('holds mail by a hold that everybody sees, with its reason', async () => {
    const { one } = await answered();
    const { holds } = (await api.get('/v1/holds')).json<{ holds: { of: string }[] }>();
    expect(holds.find(({ of }) => of === one.prospect)).toMatchObject({
      scope: 'prospect',
      by: 'an answer',
      reason: 'they answered “hello”, and nobody has decided what follows',
    });
  });
});

describe('a decision that is none is refused with what to say', () => {
  test.each([
    [{ by: 'Ana' }, 422, /go-on, take, leave or unsubscribe/],
    [{ decision: 'go-on' }, 422, /by/],
    [{ decision: 'leave', by: 'Ana', reason: 'mood' }, 422, /reason/],
    [{ decision: 'take', by: 'Ana' }, 422, /nobody of this house’s teams. Known: rosa, sam, mina/],
  ])('%j', async (body, status, said) => {
    const { id } = await answered();
    const problem = problemOf(await decide(id, body));
    expect([problem.status, problem.detail]).toEqual([status, expect.stringMatching(said)]);
    expect((await api.get(`/v1/replies/${id}`)).json<Reply>().state).toBe('open');
  });

  test('of an answer that there is not', async () => {
    const nobody = { decision: 'go-on', by: 'Ana' };
    expect(problemOf(await decide(randomUUID(), nobody)).code).toBe('unknown-reply');
    expect(problemOf(await api.get(`/v1/replies/${randomUUID()}`)).code).toBe('unknown-reply');
  });

  test('where somebody has them already', async () => {
    const { one, id } = await answered();
    await api.post(`/v1/prospects/${one.prospect}/take`, { rep: 'sam' });
    expect(problemOf(await decide(id, { decision: 'take', by: 'rosa' }))).toMatchObject({
      code: 'reply-decided',
      detail: 'Too late: Sam took them just now.',
    });
  });
});
