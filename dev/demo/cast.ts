import { z } from 'zod';
import { draw, pick } from './draw.ts';
import { people } from './people.ts';

const Row = z.object({
  firstName: z.string(),
  lastName: z.string(),
  role: z.enum(['user', 'buyer', 'champion']),
  city: z.string(),
  country: z.string(),
  company: z.string(),
  domain: z.string(),
  employees: z.coerce.number(),
});
type Row = z.infer<typeof Row>;
const columns = Object.keys(Row.shape);
const [someone, ...others] = people.trim().split('\n').map(rowOf);
if (!someone) throw new Error('the demo world has nobody to play');
const first = [someone, ...others] as const;

function rowOf(line: string): Row {
  const cells = line.split('|').map((cell) => cell.trim());
  return Row.parse(Object.fromEntries(columns.map((column, i) => [column, cells[i]])));
}

/** What somebody tends to do with mails. */
export const habits = ['asks', 'weighs', 'glances', 'teams-up', 'reads', 'leaves'] as const;
export type Habit = (typeof habits)[number];

/** Somebody of the demo world; the same one for the same number, each time. */
export type Person = Readonly<{
  n: number;
  email: string;
  traits: Omit<Row, 'domain'>;
  /** What brings them. */
  comesBy: 'trial' | 'webinar';
  habit: Habit;
}>;

/** The nth of the cast, from 0. The first forty are written down; whoever joins later is made of them. Pure. */
export function person(n: number): Person {
  const { domain, ...traits } = first[n] ?? mixed(n);
  const { firstName, lastName } = traits;
  const number = n < first.length ? '' : `.${n}`; // two may have the same name
  return {
    n,
    email: `${plain(firstName)}.${plain(lastName)}${number}@${domain}`,
    traits,
    comesBy: n % 3 === 2 ? 'webinar' : 'trial',
    habit: habitOf(n),
  };
}

/** Whose address it is; undefined where it is nobody's of the cast. Pure. */
export function whoHas(email: string): Person | undefined {
  const [, number] = /\.(\d+)@/.exec(email) ?? [];
  const n = number === undefined ? written.indexOf(email) : Number(number);
  const found = n < 0 ? undefined : person(n);
  return found?.email === email ? found : undefined;
}

function mixed(n: number): Row {
  const { firstName } = pick(first, n, 'first');
  const { lastName, role } = pick(first, n, 'last');
  return { ...pick(first, n, 'home'), firstName, lastName, role };
}

/** The first ones are dealt in turn, so that each world shows each habit within its first minute. */
function habitOf(n: number): Habit {
  if (n < first.length) return dealt[n % dealt.length] ?? 'reads';
  const chance = draw(n, 'habit');
  if (chance < 0.15) return 'asks';
  if (chance < 0.4) return 'weighs';
  if (chance < 0.5) return 'glances';
  if (chance < 0.7) return 'teams-up';
  return chance < 0.92 ? 'reads' : 'leaves';
}
const dealt: readonly Habit[] = [
  'weighs',
  'asks',
  'teams-up',
  'reads',
  'glances',
  'asks',
  'weighs',
  'reads',
  'leaves',
  'teams-up',
];

/** As people write their own name in an address. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '');

const written = first.map((_, n) => person(n).email);
