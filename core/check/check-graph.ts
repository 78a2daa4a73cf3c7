import type { Frozen } from '../frozen.ts';
import { circles } from './circle.ts';
import type { Finding } from './finding.ts';
import { leadsNowhere } from './leads-nowhere.ts';
import { unreachable } from './unreachable.ts';

/** The rules that a journey's steps keep together, whoever wrote them. Pure, total. */
export const checkGraph = (journey: Frozen): readonly Finding[] =>
  [leadsNowhere, unreachable, circles].flatMap((rule) => rule(journey));
