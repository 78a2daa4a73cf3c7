import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiWorld, problemOf } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
});
afterAll(() => api.close());

describe('a hold on a scope', () => {
  test('is placed, listed with what it is of, and released', async () => {
    const said = { scope: 'step', of: 'small/nurture.hello', reason: 'a typo', by: 'ana' };
    const { id } = (await api.post('/v1/holds', said)).json<{ id: string }>();
    expect((await api.get('/v1/holds')).json()).toMatchObject({ holds: [{ id, ...said }] });
    const release = () =>
      api.ask({
        method: 'DELETE',
        url: `/v1/holds/${id}`,
        headers: { authorization: `Bearer ${api.key}` },
      });
    expect((await release()).json()).toEqual({ released: true });
    expect((await release()).json()).toEqual({ released: false });
  });

  test('on a name that nothing has is refused, with what there is', async () => {
    const answer = await api.post('/v1/holds', { scope: 'sender', of: 'anna', reason: 'x' });
    expect(problemOf(answer)).toMatchObject({
      status: 422,
      code: 'unknown-scope',
      detail: 'There is no sender “anna”. Known: team, ana.',
      faults: [{ path: '/of' }],
    });
  });
});

describe('take and give back', () => {
  test('shows who has them, and tells whoever comes too late', async () => {
    const id = await api.world.person();
    const take = (rep: string) => api.post(`/v1/prospects/${id}/take`, { rep });
    expect((await take('rosa')).json()).toMatchObject({ rep: 'rosa', givenBackAt: null });
    expect((await api.get(`/v1/prospects/${id}`)).json()).toMatchObject({ taken: { rep: 'rosa' } });
    expect(problemOf(await take('sam'))).toMatchObject({
      status: 409,
      code: 'already-taken',
      detail: 'Too late: Rosa took them just now.',
      rep: 'rosa',
    });
    const back = () => api.post(`/v1/prospects/${id}/give-back`, { rep: 'sam', note: 'no' });
    expect((await back()).json()).toMatchObject({ resumesAt: null });
    expect(problemOf(await back())).toMatchObject({
      status: 409,
      code: 'not-taken',
      detail: 'Too late: Sam gave them back just now.',
    });
    expect((await api.get(`/v1/prospects/${id}`)).json()).toMatchObject({ taken: null });
    const { story } = (await api.get(`/v1/prospects/${id}/explain`)).json<{
      story: { says: string }[];
    }>();
    expect(story.map(({ says }) => says)).toEqual(
      expect.arrayContaining(['rosa took them: no journey speaks.', 'sam gave them back.']),
    );
  });

  test('refuses strangers, unknown people, and those whom a handoff is about', async () => {
    const { run } = await api.offered();
    expect(
      problemOf(await api.post(`/v1/prospects/${run.prospect}/take`, { rep: 'rosa' })),
    ).toMatchObject({
      status: 409,
      code: 'handoff-open',
      detail: 'They are offered to New business: accept the handoff instead.',
    });
    const id = await api.world.person();
    expect(problemOf(await api.post(`/v1/prospects/${id}/take`, { rep: 'x' }))).toMatchObject({
      status: 422,
      code: 'unknown-rep',
    });
    const nobody = '/v1/prospects/00000000-0000-4000-8000-000000000000/take';
    expect(problemOf(await api.post(nobody, { rep: 'rosa' })).code).toBe('unknown-prospect');
  });
});

test('whoever is erased is nobody: neither found by address, nor taken, nor told of', async () => {
  const email = 'soon.gone@harbour.example';
  const id = await api.world.person({ email });
  const erase = () => api.post(`/v1/prospects/${id}/erase`);
  expect((await erase()).json()).toEqual({ erased: true });
  expect((await erase()).json()).toEqual({ erased: false });
  expect((await api.get(`/v1/prospects?email=${email}`)).statusCode).toBe(404);
  expect((await api.get(`/v1/prospects/${id}`)).json()).toMatchObject({
    email: null,
    traits: {},
    consents: [],
    erasedAt: '2026-06-01T09:00:00.000Z',
  });
  expect((await api.post(`/v1/prospects/${id}/take`, { rep: 'rosa' })).statusCode).toBe(404);
  const track = await api.post('/v1/track', { prospect: id, event: 'pricing.viewed' });
  expect(problemOf(track).code).toBe('unknown-identity');
});

test('a sender sees what leaves in their name; of nobody there is nothing', async () => {
  const run = await api.world.newcomer();
  expect((await api.get('/v1/senders/team/week')).json()).toMatchObject({
    sender: { id: 'team', name: 'The team' },
    mails: [{ prospect: run.prospect, step: 'nurture.hello', mail: 'hello', heldBy: null }],
    more: false,
  });
  expect(problemOf(await api.get('/v1/senders/anna/week'))).toMatchObject({
    status: 404,
    code: 'unknown-sender',
  });
});
