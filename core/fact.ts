/** Milliseconds since 1970, UTC. */
export type Instant = number;

/** When a sentence is true: from `since`, up to but not including `until` (absent: no end in sight). `last` is the newest deed behind it. */
export type Fact = Readonly<{ since: Instant; last?: Instant; until?: Instant }>;
/** The only shape in which a workflow knows anything: sentence → interval. */
export type Facts = Readonly<Record<string, Fact>>;

/** A condition over sentences. */
export type Rule =
  | string
  | Readonly<{ all: readonly Rule[] }>
  | Readonly<{ any: readonly Rule[] }>
  | Readonly<{ not: Rule }>;

/** Whether `rule` is true at `now`. Pure, total. */
export function holds(rule: Rule, facts: Facts, now: Instant): boolean {
  if (typeof rule === 'string') return isTrue(facts[rule], now);
  if ('all' in rule) return rule.all.every((part) => holds(part, facts, now));
  if ('any' in rule) return rule.any.some((part) => holds(part, facts, now));
  return !holds(rule.not, facts, now);
}

/** The next instant at which `holds` may answer otherwise by time alone; absent: never. Pure. */
export function nextTurn(rule: Rule, facts: Facts, now: Instant): Instant | undefined {
  const turns = leaves(rule)
    .flatMap((leaf) => boundsOf(facts[leaf]))
    .filter((at) => at > now);
  return turns.length > 0 ? Math.min(...turns) : undefined;
}

/** The sentences of a rule, in reading order. Pure. */
export function leaves(rule: Rule): readonly string[] {
  if (typeof rule === 'string') return [rule];
  if ('not' in rule) return leaves(rule.not);
  return ('all' in rule ? rule.all : rule.any).flatMap(leaves);
}

function isTrue(fact: Fact | undefined, now: Instant): boolean {
  if (fact === undefined || now < fact.since) return false;
  return fact.until === undefined || now < fact.until;
}

function boundsOf(fact: Fact | undefined): readonly Instant[] {
  if (fact === undefined) return [];
  return fact.until === undefined ? [fact.since] : [fact.since, fact.until];
}
