/** What the fold needs for scores and for what happened before somebody came in, and a claim for series. */
export const knowing = `
-- When a handoff that closed last spent what convinced us: intent counts from here. What somebody is, and what they learned, is never spent.
alter table prospects add column spent_at bigint;
update prospects p set spent_at = closed.at from (
  select prospect, max(closed_at) as at from handoffs where state in ('rejected', 'expired', 'lost', 'returned') group by prospect
) closed where closed.prospect = p.id;

-- A mail of a series is drawn once for each person, whatever journey it was in.
create index ledger_seen on ledger (prospect, mail) where sent_at is not null;
`;
