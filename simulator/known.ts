import { factsOf } from '../core/facts-of.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Facts } from '../core/fact.ts';
import type { Known } from '../core/knowledge.ts';
import type { Entry, Records } from './records.ts';

/** What the fold knows of one entry. */
export function knownOf(records: Records, entry: Entry, calendar: Calendar | undefined): Known {
  const { again } = entry.frozen;
  return {
    deeds: records.deeds,
    traits: records.traits,
    from: entry.evidenceFrom,
    enteredAt: entry.enteredAt,
    pace: entry.state.pace,
    ...(calendar && { calendar }),
    ...(records.spentAt !== undefined && { spentAt: records.spentAt }),
    ...(records.restUntil !== undefined && { restUntil: records.restUntil }),
    ...(typeof again === 'object' && 'per' in again && { key: { ...again.per, value: entry.key } }),
  };
}

/** Finds out anew what is known for every open entry; answers those whose facts changed. */
export function refold(records: Records, calendar: Calendar | undefined): readonly Entry[] {
  const open = records.entries.filter(({ status }) => status !== 'closed');
  return open.filter((entry) => {
    const facts = factsOf(entry.frozen, knownOf(records, entry, calendar));
    if (sameFacts(facts, entry.facts)) return false;
    entry.facts = facts;
    entry.seq = records.seq;
    return true;
  });
}

/** Compared without writing them out: it is done for every event of everybody. */
function sameFacts(a: Facts, b: Facts): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => {
      const [x, y] = [a[name], b[name]];
      return x?.since === y?.since && x?.last === y?.last && x?.until === y?.until;
    })
  );
}
