import { nearest } from '../core/nearest.ts';
import type { House } from '../core/language/vocabulary.ts';
import { type Checked, wrong } from './checked.ts';

type Props = Readonly<Record<string, unknown>>;
type Check = (house: House, props: Props) => Checked;

const namesMail: Check = (_, props) =>
  typeof props['mail'] === 'string' && props['mail'] !== ''
    ? { ok: true, props }
    : wrong('properties.mail', 'Say which mail: its folder in templates/.');

const namesValue: Check = (_, props) =>
  props['value'] === undefined || typeof props['value'] === 'number'
    ? { ok: true, props }
    : wrong('properties.value', 'The value of a deal is a number.');

const namesReason: Check = (house, { reason, ...rest }) => {
  if (reason === undefined) return { ok: true, props: rest };
  const names = Object.keys(house.reasons);
  if (typeof reason !== 'string') return wrong('properties.reason', 'A reason is a text.');
  if (names.includes(reason)) return { ok: true, props: { ...rest, reason } };
  const near = nearest(reason, names);
  const meant = near === undefined ? `It knows ${names.join(', ')}.` : `Did you mean '${near}'?`;
  return wrong('properties.reason', `The house knows no reason '${reason}'. ${meant}`);
};

/** Events that every house has and others may tell: mails answered, deals closed. */
export const trackedEvents: ReadonlyMap<string, Check> = new Map([
  ['mail.clicked', namesMail],
  ['mail.replied', namesMail],
  ['deal.won', namesValue],
  ['deal.lost', namesReason],
]);

/** Events that Perennial alone tells. */
export const ownEvents: readonly string[] = [
  'handoff.accepted',
  'handoff.rejected',
  'journey.ended',
];
