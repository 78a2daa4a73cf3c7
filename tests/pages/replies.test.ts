import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkName } from '../../mail/link-name.ts';
import { answerHandoff } from '../../store/answer-handoff.ts';
import { fetchLink } from '../../store/fetches.ts';
import { judgeSome } from '../../store/judge-fetches.ts';
import { offer } from '../../store/offer.ts';
import { takeBack } from '../../store/take-back.ts';
import { ApiWorld } from '../api/api-world.ts';
import { care } from '../store/desk-journeys.ts';
import { type Mailed, mailed } from '../store/mailed.ts';
import { only } from '../store/world.ts';
import { small } from '../support/small-journey.ts';
import { DESK, overflow, PHONE, startBrowser, visit } from './browser.ts';

let api: ApiWorld;
let url: string;
let browser: Browser;
beforeAll(async () => {
  [api, browser] = await Promise.all([ApiWorld.open(), startBrowser()]);
  url = await api.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

async function look(
  path: string,
  see: (page: Page) => Promise<void>,
  viewport = DESK,
): Promise<void> {
  const { page, faults } = await visit(browser, url + path, { viewport });
  await see(page);
  expect([faults, await overflow(page)]).toEqual([[], 0]);
  await page.context().close();
}
const textOf = (page: Page): Promise<string> => page.locator('main').innerText();

const SAID = `Thanks, but we signed with somebody else until March.

Could you ring me on the first of April? ${'https://a-very-long-address.example/'.repeat(4)}`;

async function answered(email: string): Promise<Mailed> {
  const one = await mailed(api.world, {}, { email });
  await takeBack(api.world.ctx, {
    source: 'smtp',
    ref: randomUUID(),
    kind: 'reply',
    why: 'a test',
    names: [one.name],
    raw: Buffer.from('…'),
    excerpt: SAID,
  });
  return one;
}

test('an answer stands on the overview and on their page, where a person decides what follows', async () => {
  const { prospect } = await answered('ines.duarte@harbour-works.example');
  await look('/', async (page) => {
    const row = page.getByRole('listitem').filter({ hasText: 'Thanks, but we signed' });
    expect(await row.innerText()).toMatch(/just now\s+The team · “A first win” · Thanks/);
    await row.getByRole('link').click();
    await page.waitForURL(`**/prospects/${prospect}#replies`);
    expect(await textOf(page)).toMatch(/They answered “A first win”.*Could you ring me/s);
    expect(await textOf(page)).toContain('No mail leaves until somebody does.');
    await page.getByLabel('What follows').selectOption('go-on');
    const answer = page.locator('.decide');
    await answer.getByLabel('Note').fill('rings in April');
    await answer.locator('select[name=by]').selectOption('The team');
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByText('The team decided on their answer: their mails go on.').waitFor();
    expect(await textOf(page)).not.toContain('They wait for an answer');
  });
});

test('a rep takes them there', async () => {
  const { prospect } = await answered('per.lindqvist@norrsken.example');
  await look(
    `/prospects/${prospect}`,
    async (page) => {
      await page.getByLabel('What follows').selectOption('take');
      await page.locator('.decide select[name=by]').selectOption('rosa');
      await page.getByRole('button', { name: 'Decide' }).click();
      await page.getByText('Rosa has them:').waitFor();
      expect(await textOf(page)).not.toContain('They wait for an answer');
    },
    PHONE,
  );
});

test('a mail says how often a person followed it, and how often machines did', async () => {
  const target = 'https://site.example/';
  const email = 'aisha.rahman@quayside.example';
  const one = await mailed(api.world, { [linkName(target)]: target }, { email });
  const visitor = {
    method: 'GET',
    agent: 'Mozilla/5.0 Chrome/131',
    network: null,
    prefetch: false,
  };
  api.world.later(0.01);
  const link = { mail: one.name, link: linkName(target) };
  await fetchLink(api.world.ctx, link, visitor);
  api.world.later(0.01);
  await fetchLink(api.world.ctx, link, { ...visitor, method: 'HEAD' });
  api.world.later(0.01);
  while ((await judgeSome(api.world.ctx)) > 0);
  await look(`/prospects/${one.prospect}`, async (page) => {
    expect(await textOf(page)).toContain('followed once, fetched by machines once');
    expect(await textOf(page)).toContain('Followed a link in “hello”.');
  });
});

test('where a loss leads on by its reason, the page asks for one of those', async () => {
  const { world } = api;
  await world.release(small, care);
  const entry = await world.entered(await world.person(), 'care');
  const run = await world.run(entry);
  await world.did(run.prospect, 'demo.requested');
  const asked = (await world.run(entry)).asks('handoff.offer', { kind: 'offer' }, { visit: 3 });
  const { handoff } = only(await offer(world.ctx, asked), 'handoff');
  await answerHandoff(world.ctx, handoff.id, { verb: 'accept', rep: 'rosa' });
  await look(`/handoffs/${handoff.id}`, async (page) => {
    const form = page.locator('form', { has: page.getByRole('heading', { name: 'Lost' }) });
    expect(await form.locator('select[name=reason] option').allInnerTexts()).toEqual([
      'Choose one',
      'Bad fit',
      expect.stringContaining('Not ready'),
    ]);
    await form.locator('select[name=reason]').selectOption('bad-fit');
    await form.locator('select[name=rep]').selectOption('rosa');
    await form.getByRole('button', { name: 'Lost' }).click();
    await page.getByText('It is settled').waitFor();
  });
});
