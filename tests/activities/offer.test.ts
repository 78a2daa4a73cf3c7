import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Question } from '../../core/state.ts';
import { answerHandoff } from '../../store/answer-handoff.ts';
import { startScripted } from '../mail/smtp-script.ts';
import { DAY, only, type Run, World } from '../store/world.ts';
import { Desk, links } from '../support/desk.ts';
import { small } from '../support/small-journey.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small);
});
afterAll(() => world.close());

/** Somebody who asked for a demo. */
async function keen(): Promise<Run> {
  const prospect = await world.person();
  const entry = await world.entered(prospect);
  await world.did(prospect, 'demo.requested');
  return world.run(entry);
}
const offering = (run: Run): Question => run.asks('handoff.offer', { kind: 'offer' }, { visit: 3 });
const whole = (message: string | undefined): string => (message ?? '').replaceAll('=\r\n', '');

test('an offer mails each rep of the team a link of their own, once', async () => {
  const server = await startScripted();
  const desk = await Desk.open(world, server.url);
  const run = await keen();
  const { handoff } = only(await desk.ask(offering(run)), 'handoff');
  expect(handoff.state).toBe('offered');
  expect(server.messages).toHaveLength(2);
  const to = (rep: string): string =>
    whole(server.messages.find((message) => message.includes(`To: ${rep}@perennial.example`)));
  expect(to('rosa')).toContain(links.url('h', `${handoff.id}.rosa`));
  expect(to('sam')).toContain(links.url('h', `${handoff.id}.sam`));
  await desk.ask(offering(run));
  expect(server.messages).toHaveLength(2);
});

test('the answer holds the handoff and nobody’s address', async () => {
  const server = await startScripted();
  const desk = await Desk.open(world, server.url);
  const answer = await desk.ask(offering(await keen()));
  expect(JSON.stringify(answer)).not.toContain('@');
  expect(JSON.stringify(answer)).not.toContain('packet');
});

test('a team that cannot be mailed is tried a few times; the offer stands all the same', async () => {
  const server = await startScripted({ greeting: '421 rosa@perennial.example' });
  const desk = await Desk.open(world, server.url);
  const run = await keen();
  const failure = await desk.failure(offering(run));
  expect(failure).toMatchObject({ message: 'MAIL_SERVER_AWAY', nonRetryable: false });
  const answer = await desk.ask(offering(run), { attempt: 4 });
  expect(answer).toMatchObject({ kind: 'handoff', handoff: { state: 'offered' } });
  expect(desk.log.lines).toMatchObject([{ say: 'the team could not be mailed' }]);
});

test('whom nothing speaks for any more is not offered, and nobody is mailed', async () => {
  const server = await startScripted();
  const desk = await Desk.open(world, server.url);
  expect(await desk.ask(offering(await world.newcomer()))).toMatchObject({ kind: 'unqualified' });
  expect(server.messages).toHaveLength(0);
});

test('a not-yet whose date has come is an offer again, and the team hears of it again', async () => {
  const server = await startScripted();
  const desk = await Desk.open(world, server.url);
  const run = await keen();
  const { handoff } = only(await desk.ask(offering(run)), 'handoff');
  const until = world.now + DAY;
  await answerHandoff(world.ctx, handoff.id, { verb: 'not-yet', rep: 'rosa', until });
  world.later(2);
  const expire = run.asks('handoff.offer', { kind: 'expire', handoff: handoff.id }, { visit: 3 });
  expect(await desk.ask(expire)).toMatchObject({ handoff: { state: 'offered', rev: 3 } });
  expect(server.messages).toHaveLength(4);
});

test('an offer nobody answered expires when its clock has run out', async () => {
  const server = await startScripted();
  const desk = await Desk.open(world, server.url);
  const run = await keen();
  const { handoff } = only(await desk.ask(offering(run)), 'handoff');
  world.later(1);
  const expire = run.asks('handoff.offer', { kind: 'expire', handoff: handoff.id }, { visit: 3 });
  expect(await desk.ask(expire)).toMatchObject({ handoff: { state: 'expired' } });
});
