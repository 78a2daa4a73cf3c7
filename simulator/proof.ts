import { type Facts, holds, type Instant, type Rule } from '../core/fact.ts';

/** What of a condition that holds makes it hold: of several ways, those that are true. Pure, total. */
export function proofOf(rule: Rule, facts: Facts, now: Instant): Rule {
  if (typeof rule === 'string' || 'not' in rule) return rule;
  if ('all' in rule) return { all: rule.all.map((part) => proofOf(part, facts, now)) };
  const any = rule.any
    .filter((part) => holds(part, facts, now))
    .map((part) => proofOf(part, facts, now));
  const [only] = any;
  return any.length === 1 && only !== undefined ? only : { any };
}
