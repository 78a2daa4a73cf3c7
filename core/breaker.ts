import { count, percent } from './say-number.ts';

/** What became of the mails of a journey or a sender in its window. */
export type Rates = Readonly<{ mails: number; bounced: number; complained: number }>;
export type Level = 'fine' | 'warn' | 'hold';

/** Longer ago is over, and so is what was before a hold of the breaker's was released. */
export const BREAKER_WINDOW = '1 week';

/**
 * From which share on somebody is warned, and held; only with so many mails, and so many cases, that it is no accident. Complaints: Gmail wants
 * less than 0.1 % and mitigates nobody from 0.3 % on; hard bounces: a good list stays under 2 %, providers review at 5 % and pause at 10 %.
 */
export const BREAKER = {
  complained: { say: 'complaints', warn: 0.001, hold: 0.003, mails: 500, cases: 3 },
  bounced: { say: 'bounces', warn: 0.01, hold: 0.02, mails: 100, cases: 5 },
} as const;

/** How bad it is, and the numbers of what is worst: 'complaints: 7 of 1,900 mails = 0.37 %'. Pure. */
export function judgeRates(rates: Rates): Readonly<{ level: Level; reason?: string }> {
  const found = (['complained', 'bounced'] as const).map((of) => ({
    of,
    level: levelOf(rates, of),
  }));
  const worst =
    found.find(({ level }) => level === 'hold') ?? found.find(({ level }) => level === 'warn');
  if (worst === undefined) return { level: 'fine' };
  const cases = rates[worst.of];
  const numbers = `${count(cases)} of ${count(rates.mails)} mails = ${percent(cases / rates.mails)}`;
  return { level: worst.level, reason: `${BREAKER[worst.of].say}: ${numbers}` };
}

function levelOf(rates: Rates, of: keyof typeof BREAKER): Level {
  const { warn, hold, mails, cases } = BREAKER[of];
  if (rates.mails < mails || rates[of] < cases) return 'fine';
  const share = rates[of] / rates.mails;
  if (share >= hold) return 'hold';
  return share >= warn ? 'warn' : 'fine';
}
