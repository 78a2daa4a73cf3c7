import { describe, expect, test } from 'vitest';
import { checkAll } from '../../cli/findings.ts';
import { playPersona } from '../../cli/simulation/played.ts';
import { loadSimulation } from '../../cli/simulation/setup.ts';
import { lengthOf } from '../../core/length.ts';
import { personaNames, readPersona } from '../../project/personas.ts';
import type { Happening } from '../../simulator/happening.ts';

// The three example folders, as a customer would have them: they pass the rule book, and each persona's year keeps what we promise.

const TODAY = '2026-11-25';
const DAY = 86_400_000;
const examples = [
  { dir: 'examples/freemium', journey: 'freemium', journeys: ['freemium'] },
  { dir: 'examples/webinar-series', journey: 'series', journeys: ['series', 'session'] },
  { dir: 'examples/after-the-sale', journey: 'customer', journeys: ['customer'] },
] as const;

type Is<K extends Happening['kind']> = Extract<Happening, { kind: K }>;
const those = <K extends Happening['kind']>(all: readonly Happening[], kind: K) =>
  all.filter((one): one is Is<K> => one.kind === kind);

for (const { dir, journey, journeys } of examples)
  describe(`the folder ${dir}`, async () => {
    const { project, setup } = await loadSimulation(dir);
    const names = await personaNames(dir);
    const years = await Promise.all(
      names.map(async (name) => {
        const { persona } = await readPersona(dir, name);
        if (persona === undefined) throw new Error(`${name} cannot be read`);
        return { name, played: playPersona(setup, { persona, journey, days: 365 }) };
      }),
    );

    test('it freezes, and the rule book has nothing to say', async () => {
      expect(project.journeys.map(({ id }) => id)).toEqual(journeys);
      const { findings } = await checkAll(dir, { types: false, today: TODAY });
      expect(findings).toEqual([]);
    });

    test('two people live in it, and get mails', () => {
      expect(names).toHaveLength(2);
      for (const { played } of years)
        expect(those(played.happenings, 'sent').length).toBeGreaterThan(6);
    });

    test.each(years)('$name hears from them, and never twice within the gap', ({ played }) => {
      const { happenings, summary } = played;
      const { topics, limits } = project.data;
      const entered = new Set(those(happenings, 'entered').map(({ at }) => at));
      const mails = those(happenings, 'sent').filter(
        ({ topic, at }) => topics[topic]?.service !== true && !entered.has(at),
      );
      for (const [i, mail] of mails.slice(1).entries())
        expect(mail.at - (mails[i]?.at ?? 0)).toBeGreaterThanOrEqual(lengthOf(limits.gap, 1));
      const { from, until } = summary.longestSilence ?? { from: 0, until: 0 };
      expect((until - from) / DAY).toBeLessThanOrEqual(45);
    });

    test.each(years)('$name is sold nothing while resting', ({ played: { happenings } }) => {
      const rests = those(happenings, 'handoff').flatMap(({ at, became, reason = '' }) => {
        const { rest } = project.data.reasons[reason] ?? {};
        return rest !== undefined && (became === 'rejected' || became === 'lost')
          ? [{ from: at, until: at + lengthOf(rest, 1) }]
          : [];
      });
      const sold = happenings.filter(
        (one) => one.kind === 'offered' || (one.kind === 'sent' && one.mindset === 'convert'),
      );
      for (const { from, until } of rests)
        expect(sold.filter(({ at }) => at > from && at < until)).toEqual([]);
    });

    test.each(years)('$name never gets a mail of a series again', ({ played: { happenings } }) => {
      const members = those(happenings, 'sent').flatMap((one) => (one.series ? [one.mail] : []));
      expect(new Set(members).size).toBe(members.length);
    });
  });

describe('a talk', async () => {
  const dir = 'examples/webinar-series';
  const { setup } = await loadSimulation(dir);
  const yearOf = async (name: string): Promise<readonly Happening[]> => {
    const { persona } = await readPersona(dir, name);
    if (persona === undefined) throw new Error(`${name} cannot be read`);
    return playPersona(setup, { persona, journey: 'series', days: 365 }).happenings;
  };

  /** How long before the date of the seat, as it stands by then, each reminder came: hours. */
  const remindersOf = (happenings: readonly Happening[]): readonly string[] => {
    let starts = 0;
    return happenings.flatMap((one) => {
      if (one.kind === 'did' && one.event === 'session.registered')
        starts = Date.parse(String(one.props['startsAt']));
      const isOne = one.kind === 'sent' && ['tomorrow', 'in-an-hour'].includes(one.mail);
      return isOne ? [`${one.mail}: ${(starts - one.at) / 3_600_000} h`] : [];
    });
  };

  test('is reminded of a day and an hour before its date, though the date moved; one called off is not', async () => {
    const gwen = await yearOf('gwen');
    expect(remindersOf(gwen)).toEqual([
      'tomorrow: 24 h',
      'in-an-hour: 1 h',
      'tomorrow: 24 h',
      'in-an-hour: 1 h',
    ]);
    expect(those(gwen, 'sent').map(({ mail }) => mail)).toContain('called-off');
  });

  test('is not said to be tomorrow to whoever takes a seat on the eve', async () => {
    expect(remindersOf(await yearOf('luis'))[0]).toBe('in-an-hour: 1 h');
  });
});

test('a contract is told about ninety days before it ends, once, and people are kept whatever they buy', async () => {
  const dir = 'examples/after-the-sale';
  const { setup } = await loadSimulation(dir);
  const { persona } = await readPersona(dir, 'ngaire');
  if (persona === undefined) throw new Error('ngaire cannot be read');
  const { happenings } = playPersona(setup, { persona, journey: 'customer', days: 400 });
  const notices = those(happenings, 'sent').filter(({ mail }) => mail === 'your-contract-ends');
  expect(notices).toHaveLength(1);
  const days = (Date.parse('2028-02-01T00:00:00Z') - (notices[0]?.at ?? 0)) / DAY;
  expect(days).toBeLessThanOrEqual(90);
  expect(days).toBeGreaterThan(85);
  expect(those(happenings, 'handoff').map(({ became }) => became)).toContain('won');
  expect(those(happenings, 'ended')).toEqual([]);
});
