import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parsePerMinute } from '../../core/per-minute.ts';
import { openCircuit } from '../../store/circuits.ts';
import { createQuotas } from '../../store/quotas.ts';
import { overflow, startBrowser, visit } from './browser.ts';
import { type Populated, populated } from './populated.ts';

let there: Populated;
let browser: Browser;
beforeAll(async () => {
  [there, browser] = await Promise.all([populated(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await there.api.close();
});

async function look(path: string, see: (page: Page) => Promise<void>): Promise<void> {
  const { page, faults } = await visit(browser, there.url + path);
  await see(page);
  expect(faults).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.context().close();
}
const textOf = (page: Page): Promise<string> => page.locator('main').innerText();

test('a hold is placed by form, shown on the overview, and released there', () =>
  look('/holds', async (page) => {
    await page.getByLabel('What').selectOption('journey');
    await page.getByLabel('Which one').fill('small');
    await page.getByLabel('Why').fill('a wrong price');
    await page.getByLabel('Your name').fill('Ana');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('The journey small').waitFor();
    await page.goto(`${there.url}/`);
    expect(await textOf(page)).toMatch(/The journey small.*Release.*Ana, just now: a wrong price/s);
    expect(await textOf(page)).not.toContain('No mail is leaving');
    await page.getByRole('button', { name: 'Release' }).click();
    await page.waitForURL(`${there.url}/`);
    expect(await textOf(page)).not.toContain('a wrong price');
  }));

test('sales takes somebody on their page, and gives them back', async () => {
  const prospect = await there.api.world.person({ email: 'kim@harbour.example' });
  await look(`/prospects/${prospect}`, async (page) => {
    await page.locator('select[name=rep]').selectOption('rosa');
    await page.getByRole('button', { name: 'Take them' }).click();
    await page.getByText('Rosa has them:').waitFor();
    await page.locator('select[name=rep]').selectOption('rosa');
    await page.getByRole('button', { name: 'Give back' }).click();
    await page.getByRole('button', { name: 'Take them' }).waitFor();
    expect(await textOf(page)).toMatch(/Rosa gave them back\./);
  });
});

test('a sender stops one mail, then all in their name', async () => {
  const run = await there.api.world.newcomer();
  const email = (await there.api.get(`/v1/prospects/${run.prospect}`)).json<{ email: string }>()
    .email;
  await look('/senders/team', async (page) => {
    const row = page.getByRole('listitem').filter({ hasText: email });
    await row.getByRole('button', { name: 'Stop' }).click();
    await row.getByText('held by The team').waitFor();
    await page.getByLabel('Why').fill('on holiday');
    await page.getByRole('button', { name: 'Stop all mail in my name' }).click();
    await page.getByText('No mail leaves in your name.').waitFor();
    expect(await textOf(page)).toMatch(/In the name of The team.*on holiday/s);
    await page.getByRole('button', { name: 'Release' }).click();
    await page.getByRole('button', { name: 'Stop all mail in my name' }).waitFor();
  });
});

test('how mail leaves: what waits for a mail server, how much may, how it is taken', async () => {
  const { ctx } = there.api.world;
  const busy = { scope: 'domain', of: 'outlook', code: 'slow' } as const;
  await openCircuit(ctx.db, busy, { now: ctx.now(), pace: 1 });
  const quotas = createQuotas(ctx, parsePerMinute('all=600, gmail=100'));
  await quotas.ask({ key: 'x', sender: 'team', group: 'gmail' });
  await look('/', async (page) => {
    expect(await textOf(page)).toMatch(/Mail to outlook.*wants less of us for now/s);
    await page.getByRole('link', { name: 'How mail leaves' }).click();
    await page.getByText('Some mail waits for a mail server.').waitFor();
    expect(await textOf(page)).toMatch(/To gmail\s+\d+ of 100 a minute/);
    expect(await textOf(page)).toMatch(/The journey small\s+\d+ mails/);
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText('the next mail tries').waitFor();
  });
  await ctx.db.deleteFrom('circuits').execute();
});
