import type { Did } from './did.ts';
import type { TraitLeaf } from './trait.ts';

/** What is known of a prospect, asked as one question. */
export type Condition =
  | Readonly<{ all: readonly Condition[] }>
  | Readonly<{ any: readonly Condition[] }>
  | Readonly<{ not: Condition }>
  | Leaf;

export type Leaf =
  | Did
  | TraitLeaf
  | Readonly<{ rested: true }>
  | Readonly<{ score: string; atLeast: number }>;

/** Each of them holds. */
export const all = (...of: readonly Condition[]): Condition => ({ all: of });
/** At least one of them holds. */
export const any = (...of: readonly Condition[]): Condition => ({ any: of });
export const not = (condition: Condition): Condition => ({ not: condition });
