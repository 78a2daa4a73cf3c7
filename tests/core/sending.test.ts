import { describe, expect, test } from 'vitest';
import { judgeRates } from '../../core/breaker.ts';
import { backOff } from '../../core/circuit.ts';
import {
  parsePerMinute,
  strangeSender,
  UNLIMITED,
  USUAL_PER_MINUTE,
} from '../../core/per-minute.ts';
import { groupOfServer, recipientGroup } from '../../core/recipient-group.ts';
import { allowance, mayAdvance } from '../../core/warm-up.ts';

describe('mails a minute', () => {
  test('are said by who and how many', () => {
    const said = 'all=600, Gmail=100, northwind.example=20, sender:ana=30';
    expect(parsePerMinute(said)).toEqual({
      all: 600,
      to: { gmail: 100, 'northwind.example': 20 },
      senders: { ana: 30 },
    });
    expect(parsePerMinute('none')).toEqual(UNLIMITED);
    expect(parsePerMinute(USUAL_PER_MINUTE).to).toMatchObject({ gmail: 100, yahoo: 30 });
  });

  test.each(['gmail', 'gmail=0', 'gmail=-1', 'gmial=5', 'all=1,all=2', 'sender:=3', 'all=fast'])(
    '‘%s’ is refused, with the variable, a way out, and no value',
    (said) => {
      expect(() => parsePerMinute(said)).toThrow(/^PERENNIAL_PER_MINUTE .*as in all=600/);
      expect(() => parsePerMinute(`all=7, ${said}`)).toThrow(/^(?!.*gmial)(?!.*fast)/);
    },
  );
});

test.each([
  ['ana@gmail.com', 'gmail'],
  ['ana@GoogleMail.com', 'gmail'],
  ['ana@hotmail.fr', 'outlook'],
  ['ana@live.co.uk', 'outlook'],
  ['ana@yahoo.co.jp', 'yahoo'],
  ['ana@yahoo.com.br', 'yahoo'],
  ['ana@me.com', 'icloud'],
  ['ana@web.de', 'gmx'],
  ['ana@Northwind.Example', 'northwind.example'],
  ['ana@live.events', 'live.events'],
])('the mailbox of %s is one of %s', (address, group) => {
  expect(recipientGroup(address)).toBe(group);
});

test.each([
  ['aspmx.l.google.com.', 'gmail'],
  ['northwind-example.mail.protection.outlook.com', 'outlook'],
  ['mta5.am0.yahoodns.net', 'yahoo'],
  ['mx.notgoogle.com', undefined],
])('a domain whose mail goes to %s is of %s', (exchange, group) => {
  expect(groupOfServer(exchange)).toBe(group);
});

describe('warming up', () => {
  const day = { mails: 1_000, bounced: 0, complained: 0, deferred: 0 };
  test('goes by the plan, and beyond it doubles', () => {
    expect([0, 1, 14, 15, 16].map((step) => allowance(true, step))).toEqual([
      1_000, 2_500, 250_000, 500_000, 1_000_000,
    ]);
    expect([0, 1, 2].map((step) => allowance([50, 80], step))).toEqual([50, 80, 160]);
  });
  test('a day that was used and well taken is followed by a larger one', () => {
    expect(mayAdvance(day, 1_000)).toBe(true);
    expect(mayAdvance({ ...day, mails: 500, bounced: 9 }, 1_000)).toBe(true);
  });
  test.each([
    [{ mails: 499 }, 'only 499 of 1,000 mails left'],
    [{ bounced: 20 }, '20 of 1,000 bounced (2.00 %)'],
    [{ complained: 1 }, '1 of 1,000 complained (0.10 %)'],
    [{ deferred: 50 }, '50 of 1,000 deferred (5.00 %)'],
  ])('%o keeps it where it is', (more, why) => {
    expect(mayAdvance({ ...day, ...more }, 1_000)).toBe(why);
  });
});

describe('complaints and bounces', () => {
  test.each([
    [{ mails: 1_900, bounced: 0, complained: 7 }, 'hold', 'complaints: 7 of 1,900 mails = 0.37 %'],
    [{ mails: 3_000, bounced: 0, complained: 3 }, 'warn', 'complaints: 3 of 3,000 mails = 0.10 %'],
    [{ mails: 500, bounced: 10, complained: 0 }, 'hold', 'bounces: 10 of 500 mails = 2.00 %'],
    [{ mails: 1_000, bounced: 10, complained: 1 }, 'warn', 'bounces: 10 of 1,000 mails = 1.00 %'],
  ])('%o: %s', (rates, level, reason) => {
    expect(judgeRates(rates)).toEqual({ level, reason });
  });
  test('of few mails, or a few of them, prove nothing', () => {
    expect(judgeRates({ mails: 99, bounced: 20, complained: 9 })).toEqual({ level: 'fine' });
    expect(judgeRates({ mails: 600, bounced: 4, complained: 2 })).toEqual({ level: 'fine' });
  });
});

test('tries after a fault come later and later, as fast as the world goes', () => {
  const waits = [0, 1, 2, 5, 50].map((probes) => backOff(probes, 1) / 60_000);
  expect(waits).toEqual([0.5, 1, 2, 15, 15]);
  expect(backOff(9, 1 / 43_200)).toBe(1_000);
});

test('a sender whom the house has not is named by nobody', () => {
  const house = { senders: { ana: {}, team: {} } };
  expect(strangeSender(parsePerMinute('sender:ana=3'), house)).toBeUndefined();
  expect(strangeSender(parsePerMinute('sender:anna=3'), house)).toBe(
    'PERENNIAL_PER_MINUTE names a sender that the house has not. It has: ana, team.',
  );
});
