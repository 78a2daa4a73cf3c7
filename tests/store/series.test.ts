import { afterAll, beforeAll, expect, test } from 'vitest';
import { claim, type Claimed } from '../../store/claim.ts';
import { letGo, settle } from '../../store/fence.ts';
import { SeriesMissing } from '../../store/mailing.ts';
import { moreNotes, notes } from './knowing-journeys.ts';
import { only, type Run, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(notes, moreNotes);
});
afterAll(() => world.close());

const three = ['notes/01-a', 'notes/02-b', 'notes/03-c'];
const asks = (run: Run, n = 0, members = three) =>
  claim(
    world.ctx,
    run.asks('nurture.notes', { kind: 'touch' }, n === 0 ? {} : { said: { n, at: world.now } }),
    { series: new Map([['notes', members]]) },
  );
const claimed = async (run: Run, n = 0, members = three): Promise<Claimed> =>
  only(await asks(run, n, members), 'claimed');
async function leaves({ token }: Claimed): Promise<void> {
  expect(await letGo(world.ctx, token, { subject: 'Hello', templateHash: 'x' })).toBe(true);
  await settle(world.ctx, token, { state: 'ACCEPTED', reply: '250 ok' });
  world.later(7);
}
/** The names of the mails that went out, as many as asked for. */
async function mailed(run: Run, count: number): Promise<string[]> {
  const mails: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const mail = await claimed(run, n);
    await leaves(mail);
    mails.push(mail.mail);
  }
  return mails;
}

test('each is drawn in its turn, and has a row and a name of its own', async () => {
  const run = await world.newcomer('notes');
  expect(await mailed(run, 3)).toEqual(three);
  const rows = await world.ledger(run.prospect);
  expect(rows.map(({ n, mail, step, visit }) => [n, mail, step, visit])).toEqual(
    three.map((mail, n) => [n, mail, 'nurture.notes', 1]),
  );
  expect(new Set(rows.map(({ message_id }) => message_id)).size).toBe(3);
});

test('asked again it answers which mail it was, and draws no other', async () => {
  const run = await world.newcomer('notes');
  const at = world.now;
  await leaves(await claimed(run));
  expect(await asks(run)).toEqual({ kind: 'sent', at, mail: 'notes/01-a' });
  expect(await world.ledger(run.prospect)).toHaveLength(1);
});

test('an attempt that died is taken over with the mail that was drawn, though another comes first now', async () => {
  const run = await world.newcomer('notes');
  const first = await claimed(run, 0, ['notes/02-b']);
  const second = await claimed(run);
  expect(second).toMatchObject({ mail: 'notes/02-b', messageId: first.messageId, attempt: 2 });
});

test('one that is gone from the folder since, or was seen meanwhile, gives way to the next', async () => {
  const run = await world.newcomer('notes');
  await claimed(run, 0, ['notes/00-gone']);
  expect((await claimed(run)).mail).toBe('notes/01-a');
});

test('nobody sees a mail of a series twice, whatever journey it comes in', async () => {
  const run = await world.newcomer('notes');
  await mailed(run, 2);
  const prospect = run.prospect;
  await world.ctx.db
    .updateTable('entries')
    .set({ status: 'closed' })
    .where('id', '=', run.entry)
    .execute();
  const other = await world.run(await world.entered(prospect, 'more-notes'));
  expect((await claimed(other)).mail).toBe('notes/03-c');
});

test('who has seen them all is told so once; a new mail reaches them', async () => {
  const run = await world.newcomer('notes');
  await mailed(run, 3);
  expect(await asks(run, 3)).toEqual({ kind: 'exhausted', at: world.now });
  world.later(7);
  only(await asks(run, 3), 'exhausted');
  const told = (await world.story(run.prospect)).filter((line) => line.startsWith('exhausted'));
  expect(told).toEqual(['exhausted nurture.notes']);
  expect((await claimed(run, 3, [...three, 'notes/04-d'])).mail).toBe('notes/04-d');
  expect(await world.ledger(run.prospect)).toHaveLength(4);
});

test('one that did not leave may be drawn again', async () => {
  const run = await world.newcomer('notes');
  const { token } = await claimed(run);
  await settle(world.ctx, token, { state: 'REJECTED', reply: '550 no' });
  expect(await asks(run)).toMatchObject({ kind: 'refused' });
  expect((await claimed(run, 1)).mail).toBe('notes/01-a');
});

test('the gap is kept between two of them', async () => {
  const run = await world.newcomer('notes');
  const { token } = await claimed(run);
  await letGo(world.ctx, token, { subject: 'Hello', templateHash: 'x' });
  expect(await asks(run, 1)).toMatchObject({ kind: 'deferred' });
});

test('whoever claims without the folder is refused, and draws nothing', async () => {
  const run = await world.newcomer('notes');
  const question = run.asks('nurture.notes', { kind: 'touch' });
  await expect(claim(world.ctx, question, { series: new Map() })).rejects.toThrow(SeriesMissing);
  await expect(claim(world.ctx, question)).rejects.toThrow('the series ‘notes’');
  expect(await world.ledger(run.prospect)).toEqual([]);
});
