import type { Doctrine } from './codes.ts';

/** A rule of the rule book that a journey does not keep for a while, knowingly. It is no part of its frozen form. */
export type Waiver = Readonly<{
  code: Doctrine;
  reason: string;
  /** 'YYYY-MM-DD': the last day on which it counts. */
  until: string;
}>;
