import { afterAll, beforeAll, expect, test } from 'vitest';
import { explain } from '../../store/explain.ts';
import { readConfig } from '../../worker/config.ts';
import { startScripted } from '../mail/smtp-script.ts';
import { World } from '../store/world.ts';
import { Desk } from '../support/desk.ts';

/** A production worker's, but for the one that is easily forgotten. */
const environment = {
  TEMPORAL_ADDRESS: 'temporal.example:7233',
  DATABASE_URL: 'postgres://db.example/perennial',
  SMTP_URL: 'smtp://relay.example:587',
  PERENNIAL_URL: 'https://journeys.example',
  PERENNIAL_LINK_KEYS: `k1:${'s'.repeat(32)}`,
  PERENNIAL_PEPPER: 'p'.repeat(32),
};

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

test('a worker that was told everything but PERENNIAL_MAIL sends nothing to anybody: neither prospects nor reps', async () => {
  const server = await startScripted();
  const desk = await Desk.open(world, server.url, { mode: readConfig(environment).mode });
  const run = await world.newcomer();
  const hello = run.asks('nurture.hello', { kind: 'touch' });
  expect(await desk.ask(hello)).toMatchObject({ kind: 'held', by: 'safe mode' });
  expect(await desk.ask(run.asks('nurture.hello', { kind: 'touch' }))).toMatchObject({
    kind: 'held',
  });
  expect(await world.ledger(run.prospect)).toMatchObject([{ state: 'REVOKED', sent_at: null }]);
  expect((await world.story(run.prospect)).slice(2)).toEqual([
    'held nurture.hello held by safe mode',
  ]);
  const [held] = (await explain(world.ctx, run.prospect)).filter(({ kind }) => kind === 'held');
  expect(held?.what['why']).toMatch(/PERENNIAL_MAIL/);
  await world.did(run.prospect, 'demo.requested');
  const again = await world.run(run.entry);
  const offering = again.asks('handoff.offer', { kind: 'offer' }, { visit: 3 });
  expect(await desk.ask(offering)).toMatchObject({ kind: 'handoff' });
  expect(server.messages).toEqual([]);
});

test.each(['', ' ', 'yes', 'true', 'LIVE', 'Live', 'live!', '*'])(
  'PERENNIAL_MAIL=“%s” is not live: it starts nothing, or mails nobody',
  (text) => {
    expect([REFUSED, NOBODY]).toContainEqual(modeOf(text));
  },
);

const NOBODY = { kind: 'listed', allowed: [] };
const REFUSED = 'PERENNIAL_MAIL is refused';

function modeOf(text: string): object | string {
  try {
    return readConfig({ ...environment, PERENNIAL_MAIL: text }).mode;
  } catch (error) {
    return String(error).includes('PERENNIAL_MAIL') ? REFUSED : String(error);
  }
}
