import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/check-world.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { leads } from '../support/leads.ts';
import { WholeStack } from '../support/whole-stack.ts';

const LEADS = 40;
/** A day in half a second: four days lie between the first mail and the second. */
const PACE = 1 / 172_800;

describe('Temporal’s database deleted under a full PostgreSQL', () => {
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
    'lets everyone go on where they stood, and mails nobody twice',
    { timeout: 120_000 },
    async () => {
      await whole.importLeads(leads(LEADS), 'course');
      await eventually(() => expect(mailsOf(1)).toBe(LEADS));
      await whole.wipeTemporal();
      await whole.startTemporal();
      // news for one of them finds nobody there: else it would be noticed within a minute
      await whole.post('/v1/track', {
        messageId: 'news',
        email: whole.inbox.mails[0]?.to,
        event: 'demo.requested',
      });
      await eventually(() => expect(mailsOf(2)).toBeGreaterThanOrEqual(LEADS - 1), 90_000);
      const people = await whole.ctx.db.selectFrom('prospects').select('epoch').execute();
      expect(people.every(({ epoch }) => epoch > 1)).toBe(true); // each in a new run
      await whole.hold();
      expect(await findings(whole.world)).toEqual([]);
    },
  );

  /** How many have had so many mails at least. */
  const mailsOf = (count: number): number =>
    [...Map.groupBy(whole.inbox.mails, ({ to }) => to).values()].filter(
      (mails) => mails.length >= count,
    ).length;
});
