import { speak } from '../../../../../core/language/index.ts';
import type { Mails, Series } from './mails.ts';
import type { house } from './house.ts';

export { all, any, not, startsWith } from '../../../../../core/language/index.ts';
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

export const fit = score('fit');
export const intent = score('intent');
