import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { WholeStack } from '../support/whole-stack.ts';

const PEOPLE = 40;
const emails = Array.from({ length: PEOPLE }, (_, i) => `zwetschge.${i}@pflaumen.example`);

describe('what Temporal keeps', () => {
  let database: FreshDatabase;
  let whole: WholeStack;
  beforeAll(async () => {
    database = await freshDatabase();
    const refuses = (to: string): boolean => emails.indexOf(to) % 10 === 9;
    whole = await WholeStack.open({ databaseUrl: database.url, inbox: { refuses } });
    await whole.startProduct();
  });
  afterAll(async () => {
    await whole.close();
    await database.close();
  });

  it(
    'holds no address and no name, though every tenth was refused by name',
    { timeout: 90_000 },
    async () => {
      const ids = await Promise.all(emails.map(join));
      await eventually(async () => {
        const rows = await whole.ctx.db.selectFrom('ledger').select('state').execute();
        expect(rows.filter(({ state }) => state === 'ACCEPTED')).toHaveLength(36);
        expect(rows.filter(({ state }) => state === 'REJECTED')).toHaveLength(4);
      }, 60_000);
      expect(whole.inbox.refused.size).toBe(4);
      await whole.killProduct();
      await whole.stopTemporal();
      const kept = await whole.temporalBytes();
      const found = (words: readonly string[]): readonly string[] =>
        words.filter((word) => kept.includes(word));
      expect(found(ids)).toEqual(ids); // or else nothing would be found anyway
      const secrets = ['zwetschge', 'pflaumen', 'Kunigunde', 'Mirabell'];
      expect(found(secrets)).toEqual([]);
      expect(found(secrets.map(inBase64))).toEqual([]);
    },
  );

  async function join(email: string): Promise<string> {
    const consents = [{ topic: 'courses', basis: 'consent', source: 'a form' }];
    const traits = { firstName: 'Kunigunde', lastName: 'Mirabell' };
    const { id } = (await whole.post('/v1/prospects', { email, traits, consents })) as {
      id: string;
    };
    await whole.post(`/v1/prospects/${id}/enrol`, { journey: 'course' });
    return id;
  }
});

/** As it would stand at the beginning of a text in base64. */
const inBase64 = (word: string): string => Buffer.from(word).toString('base64').slice(0, 8);
