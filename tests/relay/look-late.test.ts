import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookLate } from '../../relay/look-late.ts';
import { claim } from '../../store/claim.ts';
import { letGo, settle } from '../../store/fence.ts';
import { only, World } from '../store/world.ts';
import { gatherLog } from '../support/gather-log.ts';
import { small } from '../support/small-journey.ts';
import { SomeRecord } from '../support/some-record.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small);
});
afterAll(() => world.close());

/** Somebody whose mail may have left. */
async function unsure() {
  const run = await world.newcomer();
  const asked = run.asks('nurture.hello', { kind: 'touch' });
  const { token, messageId } = only(await claim(world.ctx, asked), 'claimed');
  await letGo(world.ctx, token, { subject: 'Hello', templateHash: 'abc' });
  await settle(world.ctx, token, { state: 'UNKNOWN', reply: '' });
  const row = async () => (await world.ledger(run.prospect))[0];
  return { prospect: run.prospect, messageId, row };
}

test('mails that nobody knows of are looked for until it is not worth while, and those found were sent', async () => {
  const old = await unsure();
  world.later(4);
  const people = await Promise.all(Array.from({ length: 101 }, () => unsure()));
  const record = new SomeRecord('absent');
  const looking = { ctx: world.ctx, evidence: record, log: gatherLog() };
  expect(await lookLate(looking)).toBe(0);
  expect(record.sought.toSorted()).toEqual(people.map(({ messageId }) => messageId).toSorted());
  expect(await people[0]?.row()).toMatchObject({ state: 'UNKNOWN' });

  record.says = 'accepted';
  expect(await lookLate(looking)).toBe(101);
  expect(await people[0]?.row()).toMatchObject({ state: 'ACCEPTED' });
  expect((await world.story(people[0]?.prospect ?? '')).at(-1)).toBe('sent nurture.hello');
  expect(await old.row()).toMatchObject({ state: 'UNKNOWN' });
  expect(await lookLate(looking)).toBe(0);
});
