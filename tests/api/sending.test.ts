import { afterAll, beforeAll, expect, test } from 'vitest';
import { parsePerMinute } from '../../core/per-minute.ts';
import { openCircuit } from '../../store/circuits.ts';
import { createQuotas } from '../../store/quotas.ts';
import { ApiWorld } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
});
afterAll(() => api.close());

test('how mail leaves is told: quotas with what is used, circuits with why and when one tries, a try at once', async () => {
  const { ctx } = api.world;
  expect((await api.get('/v1/sending')).json()).toEqual({
    quotas: [],
    warmUps: [],
    circuits: [],
    rates: [],
  });
  const quotas = createQuotas(ctx, parsePerMinute('gmail=100'));
  const leaving = { key: 'x', sender: 'team', group: 'gmail' };
  await quotas.ask(leaving);
  expect(quotas.take(leaving)).toBe('taken');
  const policy = { scope: 'stream', of: 'team>gmail', code: 'policy' } as const;
  await openCircuit(ctx.db, policy, { now: ctx.now(), pace: 1 });
  const told = (await api.get('/v1/sending')).json<{ circuits: { id: string }[] }>();
  expect(told).toMatchObject({
    quotas: [{ scope: 'to', of: 'gmail', per: 'minute', most: 100 }],
    circuits: [
      {
        scope: 'stream',
        of: 'team>gmail',
        code: 'policy',
        reason: 'their mail server refuses mail of this sender',
        probes: 0,
      },
    ],
  });
  const url = `/v1/sending/circuits/${told.circuits[0]?.id}/try`;
  expect((await api.post(url, {})).json()).toEqual({ tries: true });
  expect((await api.get('/v1/sending')).json()).toMatchObject({
    circuits: [{ probeAt: new Date(ctx.now()).toISOString() }],
  });
  await ctx.db.deleteFrom('circuits').execute();
  expect((await api.post(url, {})).json()).toEqual({ tries: false });
});
