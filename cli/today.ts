import { InvalidArgumentError, Option } from 'commander';
import { isoInstant } from '../core/iso-instant.ts';

/** `--today YYYY-MM-DD`: the day for which something is judged. Without it, the day it is (UTC). */
export const todayOption = (): Option =>
  new Option('--today <day>', 'judge as of this day, YYYY-MM-DD')
    .argParser(dayOf)
    .default(new Date().toISOString().slice(0, 10), 'the day it is');

function dayOf(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text) && isoInstant(text) !== undefined) return text;
  throw new InvalidArgumentError(`There is no such day: say one like 2027-03-31.`);
}
