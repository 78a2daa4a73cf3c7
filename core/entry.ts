import type { Instant } from './fact.ts';
import type { Frozen } from './frozen.ts';
import { type Deed, keyText } from './knowledge.ts';
import { lengthOf } from './length.ts';

/** An earlier or open passage of the same prospect through the same journey. */
export type Passage = Readonly<{ id: string; key: string; open: boolean; createdAt: Instant }>;

/** Whether somebody may enter, and under which key: the key makes an entry unique for its prospect and journey. */
export type May =
  | Readonly<{ kind: 'yes'; key: string }>
  | Readonly<{ kind: 'already'; entry: string }>
  | Readonly<{ kind: 'no'; say: string }>;

type Wish = Readonly<{
  now: Instant;
  pace: number;
  /** What they did that lets them in; absent: a list, or sales. */
  deed?: Pick<Deed, 'name' | 'props'>;
}>;

/** Whether somebody with these passages may enter this journey (again). Pure, total. */
export function mayEnter(
  { again }: Pick<Frozen, 'again'>,
  before: readonly Passage[],
  wish: Wish,
): May {
  if (typeof again === 'object' && 'per' in again) return mayEnterFor(again.per, before, wish);
  const open = before.find((passage) => passage.open);
  if (open) return { kind: 'already', entry: open.id };
  if (again === 'never' && before.length > 0)
    return { kind: 'no', say: 'This journey takes everyone once, and they have been in it.' };
  if (again === 'never') return { kind: 'yes', key: 'once' };
  const last = Math.max(...before.map(({ createdAt }) => createdAt));
  if (again !== undefined && wish.now < last + lengthOf(again.after, wish.pace))
    return { kind: 'no', say: `They were in this journey less than ${again.after} ago.` };
  return { kind: 'yes', key: String(before.length + 1) };
}

/** Once for each value of a property: for each webinar, for each contract. */
function mayEnterFor(
  per: Readonly<{ of: string; property: string }>,
  before: readonly Passage[],
  { deed }: Wish,
): May {
  const value = deed?.name === per.of ? deed.props[per.property] : undefined;
  if (value === undefined || value === null)
    return {
      kind: 'no',
      say: `This journey takes people once for each ${per.property} of ${per.of}, and nothing says for which.`,
    };
  const key = keyText(value);
  const same = before.find((passage) => passage.key === key);
  if (same === undefined) return { kind: 'yes', key };
  return same.open
    ? { kind: 'already', entry: same.id }
    : { kind: 'no', say: `They have been in this journey for this ${per.property}.` };
}
