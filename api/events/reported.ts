import { z } from 'zod';
import type { Checked } from '../deps.ts';

/** Events that mean the same in every house, and may be reported to us. */
const REPORTED: Readonly<Record<string, z.ZodType>> = {
  'mail.clicked': z.looseObject({ mail: z.string().min(1) }),
  'mail.replied': z.looseObject({ mail: z.string().min(1) }),
  'deal.won': z.looseObject({ value: z.number().exactOptional() }),
  'deal.lost': z.looseObject({ reason: z.string().exactOptional() }),
};
export const reportedNames: readonly string[] = Object.keys(REPORTED);

/** Events that only Perennial itself may say, because it judges them. */
export const ownNames: ReadonlySet<string> = new Set([
  'handoff.accepted',
  'handoff.rejected',
  'journey.ended',
  'identify',
]);

/** The check of a reported event; undefined where `name` is none. Pure. */
export function checkReported(name: string, props: Record<string, unknown>): Checked | undefined {
  const parsed = REPORTED[name]?.safeParse(props);
  if (parsed === undefined) return undefined;
  if (parsed.success) return { ok: true, props };
  const [issue] = parsed.error.issues;
  return {
    ok: false,
    path: `/${issue?.path.join('/') ?? ''}`,
    what: issue?.message ?? 'is not valid',
  };
}
