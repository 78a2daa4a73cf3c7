import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiWorld } from '../api/api-world.ts';
import { overflow, PHONE, startBrowser, visit } from './browser.ts';

let api: ApiWorld;
let browser: Browser;
let base: string;
beforeAll(async () => {
  [api, browser] = await Promise.all([ApiWorld.open(), startBrowser()]);
  base = await api.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

test('somebody with a telephone takes away a topic, and is told that it holds', async () => {
  const url = base + api.link('p', await api.world.person());
  const { page, faults } = await visit(browser, url, { viewport: PHONE });
  const box = page.getByLabel('tips');
  expect(await box.isChecked()).toBe(true);
  const size = await box.boundingBox();
  expect(size?.width).toBeLessThan(30);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await box.uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  expect(await page.getByRole('status').innerText()).toBe(
    'We will write to you about none of these any more.',
  );
  expect(await page.getByLabel('tips').isChecked()).toBe(false);
  expect(faults).toEqual([]);
});

test('whoever reads German gets a German page, and its form stays so in an English browser', async () => {
  const prospect = await api.world.person({ traits: { language: 'de-AT' } });
  await api.world.fold();
  const { page, faults } = await visit(browser, base + api.link('p', prospect), {
    locale: 'en-US',
  });
  await page.getByRole('button', { name: 'Von allem abmelden' }).click();
  expect(await page.getByRole('status').innerText()).toBe('Wir schreiben Ihnen nicht mehr.');
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  expect(new URL(page.url()).search).toBe('?language=de');
  expect(faults).toEqual([]);
});
