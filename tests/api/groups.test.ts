import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiWorld, problemOf } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
});
afterAll(() => api.close());

const traitsOf = async (id: string) => {
  await api.world.fold();
  return (await api.get(`/v1/prospects/${id}`)).json<{ traits: object }>().traits;
};

describe('group', () => {
  test.each([
    ['its domain', { account: 'acme.example' }],
    ['the address of anybody there', { account: 'Boss@ACME.example' }],
    ['Segment’s groupId', { groupId: 'acme.example', userId: 'someone@else.example' }],
    ['somebody of it', { email: 'ann@acme.example' }],
  ])('means a company by %s', async (_, said) => {
    const own = await api.world.person({ email: 'ann@acme.example' });
    const response = await api.post('/v1/group', { ...said, traits: { employees: 12 } });
    expect(response.json()).toMatchObject({ account: 'acme.example', status: 'stored' });
    expect(await traitsOf(own)).toEqual({ employees: 12 });
  });

  test('said twice with one messageId is one', async () => {
    const body = { account: 'twice.example', traits: { employees: 1 }, messageId: 'twice' };
    expect((await api.post('/v1/group', body)).json()).toMatchObject({ status: 'stored' });
    expect((await api.post('/v1/group', body)).json()).toMatchObject({ status: 'known' });
  });

  test.each([
    ['a free mailbox', { account: 'gmail.com' }],
    ['no domain', { account: '4711' }],
    ['somebody of a free mailbox', { email: 'x@gmail.com' }],
  ])('of %s is refused', async (_, said) => {
    const problem = problemOf(await api.post('/v1/group', { ...said, traits: {} }));
    expect(problem).toMatchObject({ status: 422, code: 'unknown-account' });
  });

  test('of traits that the house does not know is refused, with the path', async () => {
    const body = { account: 'acme.example', traits: { employes: 12 } };
    const problem = problemOf(await api.post('/v1/group', body));
    expect(problem).toMatchObject({ status: 422, faults: [{ path: '/traits/employes' }] });
  });
});

describe('identify', () => {
  test('tells what is said of their company to everyone there', async () => {
    const other = await api.world.person({ email: 'bob@shared.example' });
    const body = {
      email: 'ann@shared.example',
      traits: { role: 'user', company: { employees: 90 } },
    };
    const { prospect } = (await api.post('/v1/identify', body)).json<{ prospect: string }>();
    expect(await traitsOf(prospect)).toEqual({ role: 'user', employees: 90 });
    expect(await traitsOf(other)).toEqual({ employees: 90 });
  });

  test('of somebody of no company keeps it as their own', async () => {
    const body = { email: 'solo@gmail.com', traits: { company: { employees: 1 } } };
    const { prospect } = (await api.post('/v1/identify', body)).json<{ prospect: string }>();
    expect(await traitsOf(prospect)).toEqual({ employees: 1 });
  });
});

test('a click and a reply come in by track and name their mail', async () => {
  const track = (properties: object) =>
    api.post('/v1/track', { email: 'c@click.example', event: 'mail.clicked', properties });
  expect((await track({ mail: 'hello' })).json()).toMatchObject({ status: 'stored' });
  expect(problemOf(await track({})).faults).toMatchObject([{ path: '/properties/mail' }]);
});
