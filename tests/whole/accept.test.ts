import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/check-world.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { WholeStack } from '../support/whole-stack.ts';

/** A day in a fifth of a second. */
const PACE = 1 / 432_000;
type Handoff = Readonly<{ id: string; state: string; prospect: string }>;

describe('an offer answered over the API', () => {
  let database: FreshDatabase;
  let whole: WholeStack;
  beforeAll(async () => {
    database = await freshDatabase();
    whole = await WholeStack.open({ databaseUrl: database.url, pace: PACE });
    await whole.startProduct();
  });
  afterAll(async () => {
    await whole.close();
    await database.close();
  });

  it(
    'stops the drips of whoever sales takes, and goes on nurturing whoever it sends back',
    { timeout: 90_000 },
    async () => {
      const taken = await offered('taken@people.example');
      const back = await offered('back@people.example');
      await answer(taken, 'accept', {});
      const had = mailsTo('taken@people.example');
      await answer(back, 'reject', { reason: 'not-ready' });
      // the welcome, and a field note after two weeks; after a month without a word from sales they come back, too
      const nurtured = (): void => expect(mailsTo('back@people.example')).toBeGreaterThanOrEqual(2);
      await eventually(nurtured, 60_000);
      expect(mailsTo('taken@people.example')).toBe(had);
      await whole.hold();
      expect(await findings(whole.world)).toEqual([]);
    },
  );

  const mailsTo = (email: string): number =>
    whole.inbox.mails.filter(({ to }) => to === email).length;

  async function offered(email: string): Promise<Handoff> {
    const consents = [{ topic: 'courses', basis: 'consent', source: 'a form' }];
    const { id } = (await whole.post('/v1/prospects', { email, consents })) as { id: string };
    await whole.post(`/v1/prospects/${id}/enrol`, { journey: 'course' });
    await eventually(() => expect(mailsTo(email)).toBe(1));
    await whole.post('/v1/track', { messageId: email, email, event: 'demo.requested' });
    return eventually(async () => {
      const { handoffs } = (await whole.ask('/v1/handoffs?state=offered')) as {
        handoffs: readonly Handoff[];
      };
      const found = handoffs.find(({ prospect }) => prospect === id);
      if (found === undefined) throw new Error('not offered yet');
      return found;
    });
  }

  const answer = (handoff: Handoff, verb: string, about: object): Promise<unknown> =>
    whole.post(`/v1/handoffs/${handoff.id}/${verb}`, { rep: 'rosa', ...about });
});
