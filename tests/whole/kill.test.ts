import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/check-world.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { leads } from '../support/leads.ts';
import { WholeStack } from '../support/whole-stack.ts';

const LEADS = 300;
/** A kill leaves touches behind that Temporal notices after their heartbeat timeout of half a minute; a busy machine takes its time. */
const PATIENCE = 150_000;

describe('300 leads from a list, and kill -9 of the product in the middle of their first mails', () => {
  let database: FreshDatabase;
  let whole: WholeStack;
  const middle = Promise.withResolvers<void>();
  beforeAll(async () => {
    database = await freshDatabase();
    const onMail = (_: unknown, total: number): void => {
      if (total === LEADS / 2) middle.resolve();
    };
    whole = await WholeStack.open({ databaseUrl: database.url, inbox: { onMail } });
  });
  afterAll(async () => {
    await whole.close();
    await database.close();
  });

  it(
    'gets each of them exactly one first mail: the inbox says what became of those that the process had let go',
    { timeout: PATIENCE },
    async () => {
      await whole.startProduct();
      await whole.importLeads(leads(LEADS), 'course');
      await middle.promise;
      await whole.killProduct();
      expect(whole.inbox.mails.length).toBeLessThan(LEADS);
      await whole.startProduct();

      const settled = await eventually(async () => {
        const rows = await whole.ctx.db
          .selectFrom('ledger')
          .select(['prospect', 'state'])
          .execute();
        const done = rows.filter(({ state }) => state === 'ACCEPTED');
        expect(done).toHaveLength(LEADS);
        return done;
      }, PATIENCE);
      expect(new Set(settled.map(({ prospect }) => prospect)).size).toBe(LEADS);
      const recipients = whole.inbox.mails.map(({ to }) => to);
      expect(recipients).toHaveLength(LEADS);
      expect(new Set(recipients).size).toBe(LEADS);
      expect(await findings(whole.world)).toEqual([]);
    },
  );
});
