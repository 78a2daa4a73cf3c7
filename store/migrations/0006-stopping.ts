/** Holds on less than everything, prospects that sales took, and those who were erased. */
export const stopping = `
-- A hold stops its scope; of: which journey, journey/step, sender, account (its domain) or prospect. Of all there is only one: ''.
alter table holds drop constraint holds_scope_check;
alter table holds add constraint holds_scope_check
  check (scope in ('all', 'journey', 'step', 'sender', 'account', 'prospect'));
alter table holds add column "of" text not null default '';
alter table holds add constraint holds_of_check check ((scope = 'all') = ("of" = ''));
drop index one_hold;
create unique index one_hold on holds (scope, "of") where released_at is null;

-- In whose name a mail leaves: by it a hold on a sender finds what is claimed. Null in rows from before.
alter table ledger add column sender text;

-- Sales took somebody: none of their entries speaks until they are given back. Judged by this row: one is open, and of two who give back one wins.
create table takes (
  id uuid primary key,
  prospect uuid not null references prospects,
  rep text not null,
  reason text,
  taken_at bigint not null,
  given_back_at bigint,
  given_back_by text,
  given_back_reason text,
  note text,
  resumes_at bigint                 -- given back, but not before this date; null once they are
);
create unique index one_take on takes (prospect) where given_back_at is null;
create index takes_resting on takes (resumes_at) where resumes_at is not null;
create index takes_of_prospect on takes (prospect);

-- Nothing is known of them any more, and nothing is taken in. Their address stays suppressed, by its hash, which no row of theirs names.
alter table prospects add column erased_at bigint;
`;
