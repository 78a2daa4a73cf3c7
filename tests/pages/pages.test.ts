import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, overflow, PHONE, startBrowser, visit } from './browser.ts';
import { notes } from '../store/knowing-journeys.ts';
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

/** Looks at a page of ours, which must be without fault. */
async function look(path: string, see: (page: Page) => Promise<void>): Promise<void> {
  const { page, faults } = await visit(browser, there.url + path);
  await see(page);
  expect(faults).toEqual([]);
  await page.context().close();
}
const textOf = (page: Page): Promise<string> => page.locator('main').innerText();
const stage = (page: Page, name: string) =>
  page.locator('.stages > li', { has: page.getByText(name, { exact: true }) });

describe('home', () => {
  test('shows who is where, and how many went on', () =>
    look('/', async (page) => {
      expect(await stage(page, 'nurture').locator('.here').innerText()).toMatch(/^7/);
      expect(await stage(page, 'nurture').innerText()).toMatch(/→ handoff\s+22 %/);
      expect(await stage(page, 'selling').innerText()).toContain('nobody yet');
      expect(await textOf(page)).toContain('9 people on their way; one handoff with sales.');
    }));

  test('shows the last mails, open handoffs with their clock, and whoever stands still', () =>
    look('/', async (page) => {
      const said = await textOf(page);
      expect(said).toMatch(/A first win in ten minutes\s+3 hours ago\s+to kwame\.boateng@/);
      expect(said).toMatch(/Nora Lind\s+2 hours left\s+New business · Demo requested/);
      expect(said).toMatch(/stands still .*\s+stuck@ravine\.example at nurture\.hello: circle/);
    }));

  test('leads into the Temporal UI with a ready query', () =>
    look('/', async (page) => {
      const href = await stage(page, 'nurture').getByRole('link').getAttribute('href');
      const { pathname, searchParams } = new URL(href ?? '');
      expect(pathname).toBe('/namespaces/perennial-demo/workflows');
      expect(searchParams.get('query')).toBe(
        '`Journey`="small" AND `Stage`="nurture" AND `ExecutionStatus`="Running"',
      );
    }));

  test('asks again by itself', () =>
    look('/', async (page) => {
      const again = page.locator('meta[http-equiv=refresh]');
      expect(await again.getAttribute('content')).toBe('5');
    }));

  test('finds somebody by address', () =>
    look('/', async (page) => {
      await page.getByLabel('Find somebody by address').fill('Nora.Lind@brightwater.example');
      await page.getByRole('button', { name: 'Find' }).click();
      await page.waitForURL(`**/prospects/${there.nora.prospect}`);
      expect(await page.locator('h1').innerText()).toBe('Nora Lind');
    }));

  test('says first of all when no mail is leaving', async () => {
    const { id } = (
      await there.api.post('/v1/holds', { reason: 'a wrong price', by: 'Ana' })
    ).json<{ id: string }>();
    await look('/', async (page) => {
      expect(await textOf(page)).toMatch(
        /^No mail is leaving\. Ana stopped everything just now: a wrong price/,
      );
    });
    await there.api.post(`/v1/holds/${id}/release`);
    await look('/', async (page) => {
      expect(await textOf(page)).not.toContain('No mail is leaving');
    });
  });
});

describe('a prospect', () => {
  test('shows where they stand, what is known, and the story newest first', () =>
    look(`/prospects/${there.nora.prospect}`, async (page) => {
      const said = await textOf(page);
      for (const part of ['Stage\nhandoff', 'Demo requested since', 'Role is “buyer”', 'Tips\nyes'])
        expect(said).toContain(part);
      const story = await page.locator('.story li').allInnerTexts();
      expect(story.map((line) => line.split('\n')[0])).toEqual([
        'Was offered to new-business.',
        'Came to handoff (offer).',
        'Entered “small”, from a list.',
        'May be mailed about tips (consent, form).',
      ]);
    }));

  test('shows the mails and leads to their workflow', async () => {
    const found = await there.api.get('/v1/prospects?email=ines.duarte@harbour-works.example');
    const { id } = found.json<{ id: string }>();
    await look(`/prospects/${id}`, async (page) => {
      expect(await textOf(page)).toMatch(
        /A first win in ten minutes\s+\d hours ago\s+educate · hello/,
      );
      const link = page.getByRole('link', { name: 'Their workflow in Temporal' });
      expect(await link.getAttribute('href')).toBe(
        `http://127.0.0.1:7302/namespaces/perennial-demo/workflows/prospect%2F${id}`,
      );
    });
  });

  test('accounts for their scores, each in a table whose lines sum to it', async () => {
    const { world } = there.api;
    await world.publish(notes);
    const id = await world.person({ traits: { role: 'buyer' } });
    await world.entered(id, 'notes');
    await world.did(id, 'pricing.viewed');
    world.later(4.2);
    await world.did(id, 'pricing.viewed');
    await look(`/prospects/${id}`, async (page) => {
      const table = page.locator('table.score', { hasText: 'Intent' });
      const points = await table.locator('tbody td:nth-child(2)').allInnerTexts();
      const sum = points.reduce((so, text) => so + Number(text.replace('−', '-')), 0);
      expect(points).toHaveLength(4);
      expect(sum.toFixed(3)).toBe(
        Number(await table.locator('caption strong').innerText()).toFixed(3),
      );
      expect(await table.innerText()).toContain('Pricing viewed');
      expect(await overflow(page)).toBe(0);
    });
    world.later(-4.2);
  });

  test('whatever they call themselves is text', async () => {
    const firstName = '<img src=x onerror="document.title = 1"><b>Bo</b>';
    const id = await there.api.world.person({ traits: { firstName } });
    await there.api.world.fold();
    await look(`/prospects/${id}`, async (page) => {
      expect(await page.locator('h1').innerText()).toBe(firstName);
    });
  });
});

describe('a handoff', () => {
  const offered = () =>
    there.api.offered({ traits: { firstName: 'Olu', lastName: 'Ade', role: 'buyer' } });

  test('shows the packet, and is rejected with a reason', async () => {
    const { handoff } = await offered();
    await look(`/handoffs/${handoff.id}`, async (page) => {
      const said = await textOf(page);
      for (const part of ['Olu Ade', 'Demo requested (about: security)', 'How to begin', 'Ask.'])
        expect(said).toContain(part);
      const form = page.locator('form', { has: page.getByRole('button', { name: 'Reject' }) });
      await form.getByRole('button').click(); // nothing chosen yet: the browser holds it back
      expect((await there.api.handoff(handoff.id)).state).toBe('offered');
      await form.locator('select[name=reason]').selectOption('not-ready');
      await form.locator('textarea').fill('Wants to talk after the summer.');
      await form.locator('select[name=rep]').selectOption('sam');
      await form.getByRole('button').click();
      await page.getByText('It is settled').waitFor();
      expect(await textOf(page)).toContain('Sam rejected it just now (not ready).');
    });
    expect(await there.api.handoff(handoff.id)).toMatchObject({
      state: 'rejected',
      rep: 'sam',
      reason: 'not-ready',
      note: 'Wants to talk after the summer.',
    });
  });

  test('is accepted, and later won', async () => {
    const { handoff } = await offered();
    await look(`/handoffs/${handoff.id}`, async (page) => {
      const say = async (
        button: string,
        fill?: (form: ReturnType<Page['locator']>) => Promise<void>,
      ) => {
        const name = { name: button, exact: true };
        const form = page.locator('form', { has: page.getByRole('button', name) });
        await form.locator('select[name=rep]').selectOption('rosa');
        await fill?.(form);
        await form.getByRole('button', name).click();
      };
      await say('Accept');
      await page.getByRole('heading', { name: 'Won' }).waitFor();
      await say('Won', (form) => form.locator('input[name=value]').fill('1200.50'));
      await page.getByText('It is settled').waitFor();
    });
    expect(await there.api.handoff(handoff.id)).toMatchObject({ state: 'won', value: 1200.5 });
  });

  test('is put off to a day', async () => {
    const { handoff } = await offered();
    await look(`/handoffs/${handoff.id}`, async (page) => {
      const form = page.locator('form', { has: page.getByRole('button', { name: 'Ask me then' }) });
      await form.locator('input[name=until]').fill('2026-09-01');
      await form.locator('select[name=rep]').selectOption('rosa');
      await form.getByRole('button').click();
      await page.getByText('Rosa wants to be asked again in 3 months.').waitFor();
    });
    expect((await there.api.handoff(handoff.id)).until).toBe(Date.UTC(2026, 8, 1));
  });

  test('is answered from the mail, without an account', async () => {
    const { handoff } = await offered();
    await look(there.api.link('h', `${handoff.id}.rosa`), async (page) => {
      expect(await page.locator('select[name=rep]').count()).toBe(0);
      await page.getByRole('button', { name: 'Accept' }).click();
      await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    });
    expect(await there.api.handoff(handoff.id)).toMatchObject({ state: 'accepted', rep: 'rosa' });
  });
});

test('somebody unsubscribes with one button', async () => {
  const prospect = await there.api.world.person({ email: 'lou@northwind.example' });
  await look(there.api.link('u', prospect), async (page) => {
    await page.getByRole('button', { name: 'Unsubscribe' }).click();
    await page.getByRole('heading', { name: 'You are unsubscribed' }).waitFor();
  });
  const { suppressed } = (await there.api.get(`/v1/prospects/${prospect}`)).json<{
    suppressed: object;
  }>();
  expect(suppressed).toMatchObject({ reason: 'unsubscribed' });
});

test('the line for the Temporal UI sets our columns and leaves the others', () =>
  look('/temporal-columns', async (page) => {
    const [line = '', bookmark = ''] = await page.locator('pre').allInnerTexts();
    const stored = () =>
      page.evaluate<unknown>(
        `JSON.parse(localStorage.getItem('namespace-workflow-table-columns'))`,
      );
    const other = { other: [{ label: 'Status' }] };
    const labels = [
      'Workflow ID',
      'Stage',
      'Step',
      'Owner',
      'NextActionAt',
      'Start',
      'WaitingFor',
    ].map((label) => ({ label }));
    for (const script of [line, decodeURIComponent(bookmark.replace('javascript:', ''))]) {
      const before = JSON.stringify(JSON.stringify(other));
      await page.evaluate(`localStorage.setItem('namespace-workflow-table-columns', ${before})`);
      await Promise.all([page.waitForEvent('load'), page.evaluate(script)]);
      expect(await stored()).toEqual({ ...other, 'perennial-demo': labels });
    }
  }));

describe('every page', () => {
  const paths = () => ({
    home: '/',
    prospect: `/prospects/${there.nora.prospect}`,
    handoff: `/handoffs/${there.handoff}`,
    'handoff from a mail': there.api.link('h', `${there.handoff}.rosa`),
    unsubscribe: there.api.link('u', there.nora.prospect),
    columns: '/temporal-columns',
    login: '/login',
  });

  test.each([
    ['a phone', PHONE],
    ['a small phone', { width: 320, height: 568 }],
    ['a desk', DESK],
  ])('fits %s, and breaks no policy', async (_, viewport) => {
    for (const [name, path] of Object.entries(paths())) {
      const { page, faults } = await visit(browser, there.url + path, { viewport });
      expect([name, await overflow(page), faults]).toEqual([name, 0, []]);
      await page.context().close();
    }
  });

  test('is dark for whoever likes it dark', async () => {
    const paper = async (colorScheme: 'light' | 'dark') => {
      const { page } = await visit(browser, there.url, { viewport: PHONE, colorScheme });
      const color = await page.evaluate<string>(
        'getComputedStyle(document.documentElement).backgroundColor',
      );
      await page.context().close();
      return color;
    };
    expect([await paper('light'), await paper('dark')]).toEqual([
      'rgb(250, 249, 245)',
      'rgb(19, 23, 21)',
    ]);
  });

  test('has one heading of the first order, and a name for each field', async () => {
    for (const [name, path] of Object.entries(paths())) {
      const { page } = await visit(browser, there.url + path);
      const nameless = await page.evaluate<number>(
        `[...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter((field) => field.labels.length === 0).length`,
      );
      expect([name, await page.locator('h1').count(), nameless]).toEqual([name, 1, 0]);
      await page.context().close();
    }
  });
});
