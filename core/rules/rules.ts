import type { Finding } from '../check/finding.ts';
import type { Book } from './book.ts';
import { j101 } from './j101.ts';
import { j102 } from './j102.ts';
import { j103 } from './j103.ts';
import { j104 } from './j104.ts';
import { j105 } from './j105.ts';
import { j106 } from './j106.ts';
import { j107 } from './j107.ts';
import { j108 } from './j108.ts';
import { j201 } from './j201.ts';
import { j202 } from './j202.ts';
import { j203 } from './j203.ts';
import { j204 } from './j204.ts';
import { j301 } from './j301.ts';
import { j302 } from './j302.ts';
import { j303 } from './j303.ts';
import { j304 } from './j304.ts';
import { j401 } from './j401.ts';
import { j402 } from './j402.ts';
import { j403 } from './j403.ts';
import { j404 } from './j404.ts';
import { j501 } from './j501.ts';
import { j502 } from './j502.ts';
import { j503 } from './j503.ts';
import { j601 } from './j601.ts';
import { j602 } from './j602.ts';
import { j701 } from './j701.ts';
import { j702 } from './j702.ts';
import { j703 } from './j703.ts';
import { j704 } from './j704.ts';
import { j705 } from './j705.ts';
import { j706 } from './j706.ts';
import type { BookRule } from './rule.ts';

/** The rule book, one line a rule. A new rule is one new file and one line here. */
export const rules: readonly BookRule[] = [
  j101,
  j102,
  j103,
  j104,
  j105,
  j106,
  j107,
  j108,
  j201,
  j202,
  j203,
  j204,
  j301,
  j302,
  j303,
  j304,
  j401,
  j402,
  j403,
  j404,
  j501,
  j502,
  j503,
  j601,
  j602,
  j701,
  j702,
  j703,
  j704,
  j705,
  j706,
];

/** Everything in the book that breaks a rule, before any waiver. Pure, total. */
export const checkBook = (book: Book): readonly Finding[] =>
  rules.flatMap(({ check }) => check(book));
