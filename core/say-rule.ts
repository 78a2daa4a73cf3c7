import type { Rule } from './fact.ts';

/** A condition as one reads it: sentences joined by 'and', 'or', 'not'. Pure. */
export function sayRule(rule: Rule): string {
  if (typeof rule === 'string') return rule;
  if ('not' in rule) return `not (${sayRule(rule.not)})`;
  const [parts, word] = 'all' in rule ? [rule.all, ' and '] : [rule.any, ' or '];
  const said = parts.map((part) => (typeof part === 'string' ? part : `(${sayRule(part)})`));
  return said.join(word) || (word === ' and ' ? 'always' : 'never');
}
