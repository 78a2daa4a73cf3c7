import type { Condition } from 'perennial-journeys/language';
import { all, any, did, intent, not, trait } from './language.ts';

export const used = (feature: 'sensors' | 'board' | 'alarms' | 'api'): Condition =>
  did('feature.used', { feature });
export const adopted = all(used('sensors'), used('board'), used('alarms'));

export const red = trait('health').is('red');
export const wellAgain = trait('health').oneOf('green', 'amber');

const inTrouble = any(red, did('ticket.opened', { severity: 'high' }).within('14 days'));

/** They want more, and nothing is burning: whoever has a problem is helped before anything is sold. */
export const couldGrow = all(
  not(inTrouble),
  any(did('expansion.asked'), did('seats.full').within('30 days'), intent.atLeast(30)),
);
