import { afterAll, beforeAll, expect, test } from 'vitest';
import { startScripted } from '../mail/smtp-script.ts';
import { care } from '../store/desk-journeys.ts';
import { accepted } from '../store/sales.ts';
import { only, type Run, World } from '../store/world.ts';
import { Desk } from '../support/desk.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(care);
});
afterAll(() => world.close());

const asking = (run: Run) => run.asks('nurture.call', { kind: 'task' });
const whole = (message: string | undefined): string => (message ?? '').replaceAll('=\r\n', '');

test('a task is mailed to each rep of its team, once, with where to say that it is done', async () => {
  const server = await startScripted();
  const desk = await Desk.open(world, server.url);
  const run = await world.newcomer('care');
  only(await desk.ask(asking(run)), 'task');
  expect(server.messages).toHaveLength(2);
  const mail = whole(server.messages.find((one) => one.includes('To: rosa@perennial.example')));
  expect(mail).toContain('Subject: Ring them. (by Mon 1 Jun, 13:00 UTC)');
  expect(mail).toContain(`https://journeys.example/prospects/${run.prospect}`);
  await desk.ask(asking(run));
  expect(server.messages).toHaveLength(2);
});

test('the owner’s task is mailed to the owner alone', async () => {
  const server = await startScripted();
  const desk = await Desk.open(world, server.url);
  const { run } = await accepted(world, 'care');
  only(await desk.ask(run.asks('selling.demo', { kind: 'task' }, { visit: 4 })), 'task');
  expect(server.messages).toHaveLength(1);
  expect(server.messages[0]).toContain('To: rosa@perennial.example');
});

test('the answer holds the task, and neither its words nor anybody’s address', async () => {
  const server = await startScripted();
  const desk = await Desk.open(world, server.url);
  const answer = JSON.stringify(await desk.ask(asking(await world.newcomer('care'))));
  expect(answer).not.toContain('@');
  expect(answer).not.toContain('Ring');
});

test('a team that cannot be mailed is tried a few times; the task stands all the same', async () => {
  const server = await startScripted({ greeting: '421 busy' });
  const desk = await Desk.open(world, server.url);
  const run = await world.newcomer('care');
  expect(await desk.failure(asking(run))).toMatchObject({ message: 'MAIL_SERVER_AWAY' });
  const answer = await desk.ask(asking(run), { attempt: 4 });
  expect(answer).toMatchObject({ kind: 'task', task: { state: 'open' } });
  expect(desk.log.lines).toMatchObject([{ say: 'the team could not be mailed' }]);
});
