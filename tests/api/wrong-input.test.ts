import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiWorld, problemOf } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
});
afterAll(() => api.close());

const nobody = '00000000-0000-4000-8000-000000000000';

describe('what cannot be read', () => {
  test('malformed JSON is 400 and says so', async () => {
    const problem = problemOf(await api.post('/v1/prospects', '{"email":'));
    expect(problem).toMatchObject({ status: 400, code: 'malformed-json', title: 'Bad Request' });
  });

  test('an empty body that calls itself JSON is 400', async () => {
    expect(problemOf(await api.post('/v1/prospects', ''))).toMatchObject({
      code: 'malformed-json',
    });
  });

  test('keys that would poison objects are 400', async () => {
    const response = await api.post('/v1/prospects', '{"__proto__": {"x": 1}}');
    expect(problemOf(response).code).toBe('malformed-json');
  });

  test('5 MB are 413, and the way for many people at once is named', async () => {
    const response = await api.post('/v1/prospects', { email: 'x'.repeat(5e6) });
    expect(problemOf(response)).toMatchObject({ status: 413, code: 'body-too-large' });
    expect(problemOf(response).detail).toContain('/v1/imports');
  });

  test('another content type is 415', async () => {
    const response = await api.ask({
      method: 'POST',
      url: '/v1/track',
      headers: { authorization: `Bearer ${api.key}`, 'content-type': 'application/xml' },
      payload: '<x/>',
    });
    expect(problemOf(response)).toMatchObject({ status: 415, code: 'unsupported-media-type' });
  });

  test('an unknown path is 404, an undecodable one 400', async () => {
    expect(problemOf(await api.get('/v1/nothing'))).toMatchObject({ code: 'unknown-route' });
    expect(problemOf(await api.get('/v1/prospects/%zz'))).toMatchObject({ status: 400 });
  });

  test.each([
    ['NUL', '{"email":"ana@northwind.example","traits":{"firstName":"a\\u0000b"}}'],
    ['NUL in a key', '{"email":"ana@northwind.example","traits":{"a\\u0000":1}}'],
    ['half a character', '{"email":"ana@northwind.example","traits":{"firstName":"\\ud800"}}'],
    [
      'endless nesting',
      `{"email":"ana@northwind.example","traits":${'['.repeat(2e5)}${']'.repeat(2e5)}}`,
    ],
    ['a very long list', `{"email":"ana@northwind.example","traits":[${'1,'.repeat(4e5)}1]}`],
  ])('%s is refused with its place', async (_, body) => {
    const problem = problemOf(await api.post('/v1/prospects', body));
    expect(problem).toMatchObject({ status: 422, code: 'invalid' });
    expect(problem.faults?.[0]?.path).toMatch(/^\/traits/);
  });

  test('NUL in a query is refused', async () => {
    expect(problemOf(await api.get('/v1/prospects?email=%00')).status).toBe(422);
    expect(problemOf(await api.get('/v1/handoffs?team=%00')).status).toBe(422);
  });
});

describe('prospects', () => {
  test('an address without @ is 422 and says that there is none', async () => {
    const problem = problemOf(await api.post('/v1/prospects', { email: 'ana.northwind.example' }));
    expect(problem).toMatchObject({ status: 422, code: 'invalid' });
    expect(problem.faults).toEqual([
      { path: '/email', what: 'is no e-mail address: there is no @ in it.' },
    ]);
  });

  test('every fault is told at once, each with its path', async () => {
    const body = {
      email: 'ana@northwind.example',
      zone: 'Mars/Olympus',
      consents: [{ topic: 'tips', basis: 'hearsay' }],
      nickname: 'A',
    };
    const { faults } = problemOf(await api.post('/v1/prospects', body));
    expect(faults?.map(({ path }) => path).toSorted()).toEqual(['', '/consents/0/basis', '/zone']);
    expect(faults?.map(({ what }) => what).join()).toContain('nickname');
  });

  test('a trait that the house does not know is 422 and the nearest is named', async () => {
    const body = { email: 'ana@northwind.example', traits: { rol: 'buyer' } };
    const problem = problemOf(await api.post('/v1/prospects', body));
    expect(problem.faults?.[0]?.path).toBe('/traits/rol');
    expect(problem.detail).toContain('role');
  });

  test('a topic that the house does not know is 422 and the known are named', async () => {
    const consents = [{ topic: 'tipps', basis: 'consent' }];
    const body = { email: 'ana@northwind.example', consents };
    const problem = problemOf(await api.post('/v1/prospects', body));
    expect(problem).toMatchObject({ status: 422, code: 'unknown-topic' });
    expect(problem.detail).toContain('Did you mean “tips”');
  });

  test('an id that is none is 400, one that is nobody’s 404', async () => {
    expect(problemOf(await api.get('/v1/prospects/42'))).toMatchObject({
      status: 400,
      faults: [{ path: '/id', what: 'is no id: ids are UUIDs.' }],
    });
    expect(problemOf(await api.get(`/v1/prospects/${nobody}`))).toMatchObject({ status: 404 });
    expect(problemOf(await api.get('/v1/prospects?email=no@northwind.example')).status).toBe(404);
    expect(problemOf(await api.get('/v1/prospects')).status).toBe(400);
  });
});

describe('journeys', () => {
  test('an unknown journey is 422 and names those there are', async () => {
    const prospect = await api.world.person();
    const problem = problemOf(
      await api.post(`/v1/prospects/${prospect}/enrol`, { journey: 'smal' }),
    );
    expect(problem).toMatchObject({ status: 422, code: 'unknown-journey', known: ['small'] });
    expect(problem.detail).toContain('Did you mean “small”');
    const all = problemOf(await api.post('/v1/enrol', { journey: 'nope', all: true }));
    expect(all.code).toBe('unknown-journey');
  });

  test('nobody enters where no door is', async () => {
    const prospect = await api.world.person();
    const body = { journey: 'small', by: 'sales' };
    const problem = problemOf(await api.post(`/v1/prospects/${prospect}/enrol`, body));
    expect(problem).toMatchObject({ status: 422, code: 'no-entrance' });
  });

  test('whoever may not be written to is refused, and why', async () => {
    const prospect = await api.world.person({ consents: [] });
    const problem = problemOf(
      await api.post(`/v1/prospects/${prospect}/enrol`, { journey: 'small' }),
    );
    expect(problem).toMatchObject({ status: 422, code: 'not-mailable' });
    expect(problem.detail).toContain('no consent');
  });

  test('a reason to leave comes from a closed list', async () => {
    const prospect = await api.world.person();
    const problem = problemOf(
      await api.post(`/v1/prospects/${prospect}/leave`, { reason: 'bored' }),
    );
    expect(problem.faults?.[0]?.what).toContain('bad-fit');
  });

  test.each(['enrol', 'leave', 'repair'])('%s of nobody is 404', async (verb) => {
    const bodies = { enrol: { journey: 'small' }, leave: { reason: 'done' }, repair: undefined };
    const body = bodies[verb as keyof typeof bodies];
    expect(problemOf(await api.post(`/v1/prospects/${nobody}/${verb}`, body)).status).toBe(404);
  });
});

describe('events', () => {
  const email = 'ana@northwind.example';

  test('an unknown event is 422 and the nearest is named', async () => {
    const problem = problemOf(await api.post('/v1/track', { email, event: 'demo.request' }));
    expect(problem).toMatchObject({ status: 422, code: 'unknown-event' });
    expect(problem.detail).toContain('demo.requested');
    expect(problem['known']).toContain('pricing.viewed');
  });

  test('what Perennial itself tells cannot be reported', async () => {
    const problem = problemOf(await api.post('/v1/track', { email, event: 'handoff.accepted' }));
    expect(problem).toMatchObject({ status: 422, code: 'unknown-event' });
  });

  test('a property that the house does not take is 422 with its path', async () => {
    const properties = { topic: 'gardening' };
    const body = { email, event: 'guide.downloaded', properties };
    expect(problemOf(await api.post('/v1/track', body)).faults?.[0]?.path).toBe(
      '/properties/topic',
    );
  });

  test('an event of nobody is 422', async () => {
    const event = 'pricing.viewed';
    expect(problemOf(await api.post('/v1/track', { event })).code).toBe('unknown-identity');
    expect(problemOf(await api.post('/v1/track', { event, userId: 'u-7' })).faults).toEqual([
      { path: '/userId', what: 'is neither a prospect’s id nor an e-mail address.' },
    ]);
    expect(problemOf(await api.post('/v1/track', { event, prospect: nobody })).status).toBe(422);
  });

  test('a timestamp that is none is 422', async () => {
    const body = { email, event: 'pricing.viewed', timestamp: 'yesterday' };
    expect(problemOf(await api.post('/v1/track', body)).faults?.[0]?.path).toBe('/timestamp');
  });
});

test('in all of this nothing was ours: no 500, no error in the log', () => {
  expect(api.log.filter((line) => line.includes('"level":50'))).toEqual([]);
});
