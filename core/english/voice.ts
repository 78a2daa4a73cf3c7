import type { Rule } from '../fact.ts';
import type { Frozen, Time } from '../frozen.ts';
import type { HouseData } from '../house.ts';
import { sayInEnglish } from './rule.ts';
import { plainWords } from './says.ts';
import { timeInEnglish } from './time.ts';

/** What a journey is told with: itself, and what the house calls things. */
export type Voice = Readonly<{
  journey: Frozen;
  house: Pick<HouseData, 'teams' | 'topics' | 'senders' | 'reasons' | 'says'>;
}>;

/** 'they asked for a demo'. Pure. */
export const condition = (rule: Rule, { journey, house }: Voice): string =>
  sayInEnglish(rule, journey, house.says);

/** '3 days later', or '1 hour before the webinar begins': when something is due. Pure. */
export const dueWords = (time: Time, { journey, house }: Voice): string =>
  typeof time === 'string'
    ? `${time} later`
    : timeInEnglish(time, journey, house.says).replace(/^until /, '');

/** 'in 3 days', or 'by 1 hour before the webinar begins': until when something may still come. Pure. */
export const limitWords = (time: Time, { journey, house }: Voice): string =>
  typeof time === 'string'
    ? `in ${time}`
    : timeInEnglish(time, journey, house.says).replace(/^until /, 'by ');

/** 'New business', as the house calls the team; 'the owner' of 'owner'. Pure. */
export const teamWords = (team: string, { house }: Voice): string =>
  team === 'owner' ? 'whoever accepted them' : (house.teams[team]?.name ?? plainWords(team));

/** 'Ana Ferreira', as the house calls the sender. Pure. */
export const senderWords = (sender: string, { house }: Voice): string =>
  house.senders[sender]?.name ?? sender;

/** The first letter as at the start of a sentence. Pure. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
