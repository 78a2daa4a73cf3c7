import { speak } from 'perennial-journeys/language';
import type { Mails, Series } from '../templates/mails.gen.ts';
import type { house } from './house.ts';

export { all, any, not, startsWith, waive } from 'perennial-journeys/language';
export const {
  journey,
  on,
  bySales,
  byList,
  did,
  the,
  trait,
  score,
  educate,
  convert,
  wait,
  before,
  after,
  waitFor,
  when,
  otherwise,
  branch,
  split,
  to,
  end,
  offerTo,
  into,
  assist,
  rested,
  task,
  worth,
  grow,
  build,
} = speak<typeof house, Mails, Series>();

export const intent = score('intent');
