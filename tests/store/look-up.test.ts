import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookUpSome } from '../../relay/look-up.ts';
import { openCircuit, openCircuits } from '../../store/circuits.ts';
import { claim } from '../../store/claim.ts';
import { only, World } from '../store/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

test('companies whose mail a provider takes share its quota and its circuits; what DNS does not know goes by its own name', async () => {
  const asked: string[] = [];
  const resolve = async (domain: string) => {
    asked.push(domain);
    if (domain === 'longfield.example') throw new Error('ENOTFOUND');
    return [
      { exchange: 'mx.backup.example', priority: 20 },
      { exchange: 'aspmx.l.google.com', priority: 1 },
    ];
  };
  const claimed = async (domain: string) => {
    const run = await world.run(await world.entered(await world.person({ email: `a@${domain}` })));
    return claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' }));
  };
  expect(only(await claimed('harbour.example'), 'claimed').group).toBe('harbour.example');
  await world.person({ email: 'b@longfield.example' });
  expect(await lookUpSome(world.ctx, resolve)).toBe(2);
  expect(await lookUpSome(world.ctx, resolve)).toBe(0);
  expect(asked).toEqual(['harbour.example', 'longfield.example']);
  const slow = { scope: 'domain', of: 'gmail', code: 'slow' } as const;
  await openCircuit(world.ctx.db, slow, { now: world.now, pace: 1 });
  const person = { email: 'c@harbour.example' };
  const run = await world.run(await world.entered(await world.person(person)));
  const answer = await claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' }));
  expect(only(answer, 'deferred').reason).toContain('wants less of us');
  await world.ctx.db.deleteFrom('circuits').execute();
  expect(await openCircuits(world.ctx)).toEqual([]);
  const again = await claim(world.ctx, run.asks('nurture.hello', { kind: 'touch' }));
  expect(only(again, 'claimed').group).toBe('gmail');
  expect(only(await claimed('longfield.example'), 'claimed').group).toBe('longfield.example');
  world.later(31);
  expect(await lookUpSome(world.ctx, resolve)).toBe(2);
});
