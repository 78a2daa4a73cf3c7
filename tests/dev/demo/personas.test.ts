import { expect, test } from 'vitest';
import { Personas, suitsCast } from '../../../dev/demo/personas.ts';
import { house } from '../../../journeys/house.ts';
import { house as starter } from '../../../starter/journeys/house.ts';
import type { Persona } from '../../../project/personas.ts';

const NOW = Date.parse('2027-01-11T10:30:00Z');
/** A day in a second. */
const PACE = 1 / 86_400;

type Posted = Readonly<{ path: string; body: Readonly<Record<string, unknown>> }>;

/** A world that takes everything, but what `refuses` it to. */
function given(persona: Partial<Persona>, refuses: (posted: Posted) => boolean = () => false) {
  const posted: Posted[] = [];
  const api = {
    post: async (path: string, body: unknown): Promise<never> => {
      const one = { path, body: body as Posted['body'] };
      if (refuses(one)) throw new Error('503');
      posted.push(one);
      return undefined as never;
    },
  };
  const ana = { name: 'Ana', email: 'ana@people.example', traits: { role: 'owner' }, does: [] };
  const personas = new Map([['ana', { ...ana, ...persona }]]);
  return { posted, personas: new Personas(api, { personas, topics: ['notes'], pace: PACE }) };
}

test('the cast lives in the sample; a new project is played by its own personas', () => {
  expect(suitsCast(house)).toBe(true);
  expect(suitsCast(starter)).toBe(false);
});

test('a persona joins with what they are, agrees to all, and does what they do when it is time', async () => {
  const does = [
    { event: 'guide.requested' },
    { after: '10 days', event: 'trial.started', with: { endsAt: { in: '2 days' } } },
    { after: '11 days', becomes: { role: 'planner' } },
  ];
  const { posted, personas } = given({ does });
  await personas.tick(NOW);
  expect(posted.map(({ path }) => path)).toEqual(['/v1/prospects', '/v1/track']);
  expect(posted[0]?.body).toMatchObject({
    traits: { role: 'owner' },
    consents: [{ topic: 'notes' }],
  });
  await personas.tick(NOW + 9999);
  expect(posted).toHaveLength(2);
  await personas.tick(NOW + 10_000);
  expect(posted[2]?.body).toMatchObject({
    event: 'trial.started',
    properties: { endsAt: '2027-01-11T10:30:12.000Z' },
  });
  await personas.tick(NOW + 11_000);
  expect(posted[3]).toMatchObject({ path: '/v1/identify', body: { traits: { role: 'planner' } } });
});

test('what is done again and again has a name each time, and an end', async () => {
  const { posted, personas } = given({
    does: [{ event: 'pricing.viewed', every: '1 day', times: 3 }],
  });
  for (let second = 0; second < 9; second += 1) await personas.tick(NOW + second * 1000);
  expect(posted.slice(1).map(({ body }) => body['messageId'])).toEqual([
    'persona-ana-0-0',
    'persona-ana-0-1',
    'persona-ana-0-2',
  ]);
});

test('what a busy world did not take is told again, under the same name', async () => {
  let busy = true;
  const { posted, personas } = given(
    { does: [{ event: 'guide.requested' }] },
    ({ path }) => busy && path === '/v1/track',
  );
  await expect(personas.tick(NOW)).rejects.toThrow('503');
  busy = false;
  await personas.tick(NOW + 250);
  expect(posted.map(({ body }) => body['messageId'])).toEqual([
    'persona-ana-joins',
    'persona-ana-0-0',
  ]);
});
