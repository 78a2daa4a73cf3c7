import { DAY } from '../../core/calendar/day.ts';
import { localTime } from '../../core/calendar/local-time.ts';
import type { Instant } from '../../core/fact.ts';
import type { Stretch, Summary } from '../../simulator/summary.ts';
import type { Played } from './played.ts';
import { sayDate, type Speech } from './speech.ts';

type Told = Pick<Played, 'journey' | 'summary' | 'speech'>;

/** A calendar's numbers, each with its name. */
export function saySummary(played: Told): readonly (readonly [string, string])[] {
  const { summary, speech } = played;
  return [
    ['mails', sayTouches(summary)],
    ['longest silence', saySilence(summary, speech)],
    ['busiest week', sayBusiest(summary, speech)],
    ['handoffs', sayHandoffs(summary)],
    ['held back', sayHeldBack(summary)],
    ['how it ended', sayEnd(played)],
  ];
}

export function sayTouches({ touches, educateShare }: Summary): string {
  const { educate, convert } = touches;
  if (educateShare === undefined) return 'none';
  const share = `${Math.round(educateShare * 100)} % educate`;
  return `${educate + convert}: ${educate} educate, ${convert} convert (${share})`;
}

export function saySilence({ longestSilence: silence }: Summary, speech: Speech): string {
  const days = silence === undefined ? 0 : daysOf(silence);
  if (silence === undefined || days === 0) return 'none';
  return `${days} days, from ${sayDay(silence.from, speech)} to ${sayDay(silence.until, speech)}`;
}

/** Whole days, as people count them. */
export const daysOf = ({ from, until }: Stretch): number => Math.round((until - from) / DAY);

export function sayBusiest({ busiest }: Summary, speech: Speech): string {
  if (busiest === undefined) return 'none';
  const mails = busiest.mails === 1 ? '1 mail' : `${busiest.mails} mails`;
  return `${mails} in the week from ${sayDay(busiest.from, speech)}`;
}

export const sayHandoffs = ({ handoffs: { offered, answers } }: Summary): string =>
  offered === 0 ? 'none: sales never heard of them' : `${offered}: ${answers.join(', ')}`;

export function sayHeldBack({ heldBack }: Summary): string {
  const reasons = Object.entries(heldBack).map(([reason, count]) => `${count} × ${reason}`);
  return reasons.length === 0 ? 'nothing' : reasons.join('; ');
}

/** How each journey went, and that the one that was asked for never began. */
export function sayEnd({ journey: asked, summary, speech }: Told): string {
  const { ends, standing } = summary;
  const over = ends.map(
    ({ journey, as, at }) => `${journey} ended as ${as} on ${sayDay(at, speech)}`,
  );
  const on = standing.map(({ journey, stage }) => `${journey} goes on, in ${stage}`);
  const began = [...ends, ...standing].some(({ journey }) => journey === asked);
  return [...over, ...on, ...(began ? [] : [`they never came into ${asked}`])].join('; ');
}

/** 'Mon 11 Jan 2027' */
const sayDay = (at: Instant, speech: Speech): string =>
  sayDate(at, speech).slice(0, -' 10:30'.length);

/** The local day, 'YYYY-MM-DD'. */
export const localDayOf = (at: Instant, { setup, zone }: Speech): string =>
  localTime(at, setup.sliceFor(zone, at)).day;
