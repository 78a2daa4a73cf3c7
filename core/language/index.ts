// `perennial-journeys/language`: all that a customer's journeys/ import.
export { all, any, not, type Condition } from './condition.ts';
export { startsWith } from './did.ts';
export { speak } from './speak.ts';
export { waive } from './waive.ts';
export type { Scores } from './words/aiming.ts';
export type { Duration } from './time.ts';
export type { House, Schema } from './vocabulary.ts';
