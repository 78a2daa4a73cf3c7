/** What people are asked to do, what experiments drew, what is known of a company, and who waits for a date. */
export const theDesk = `
-- Something a person is asked to do. Judged by this row: done, late and withdrawn are conditional updates of state.
create table tasks (
  id uuid primary key,
  prospect uuid not null references prospects,
  account uuid references accounts,
  entry uuid not null references entries,
  step text not null,
  visit int not null,
  team text,                        -- whose reps may do it; null: any rep of the house
  rep text,                         -- this one's alone: whoever accepted the handoff
  ask text not null,
  state text not null check (state in ('open', 'done', 'late', 'withdrawn')),
  rev int not null default 1,
  until bigint not null,            -- late from then on
  made_at bigint not null,
  done_at bigint,
  done_by text,
  note text,
  notified_at bigint,               -- when whoever may do it was mailed
  unique (entry, step, visit)
);
create index tasks_open on tasks (made_at, id) where state = 'open';
create index tasks_of_prospect on tasks (prospect, made_at);

-- Whoever was drawn into an arm of an experiment. Never changed: whoever has a row is never drawn again.
create table exposures (
  unit uuid not null,               -- the prospect, or the account they were drawn with
  journey text not null,
  step text not null,
  arm text not null,
  entry uuid not null references entries, -- the one that came to it first
  at bigint not null,
  primary key (unit, journey, step)
);

-- What is known of everyone of a company at once. Only the fold writes here; what somebody says of themselves goes before it.
create table account_traits (
  account uuid not null references accounts,
  trait text not null,
  value jsonb not null,
  at bigint not null,
  primary key (account, trait)
);

-- Something said of a company, once each. First kept in account_traits, then every member is told, a page at a time.
create table account_events (
  id bigserial primary key,
  source text not null,
  message_id text not null,
  account uuid not null references accounts,
  traits jsonb not null,
  at bigint not null,               -- when it was so, never later than received_at
  received_at bigint not null,
  kept boolean not null default false,
  told_to uuid,                     -- the last member who was told
  told boolean not null default false,
  unique (source, message_id)
);
create index account_events_new on account_events (account, id) where not kept;
create index account_events_telling on account_events (id) where kept and not told;
create trigger account_news after insert on account_events
  for each statement execute function perennial_notify('perennial_mailbox');

-- A member's share in the news of their company: no event of their own.
alter table mailbox alter column event drop not null;
alter table mailbox add column account_event bigint references account_events;
alter table mailbox add constraint mailbox_news check ((event is null) <> (account_event is null));

-- It waits for a date: until then others may speak. Null: it wants to speak now.
alter table entries add column wants_at bigint;
create index entries_waiting on entries (wants_at) where wants_at is not null and status in ('wanting', 'parked');
`;
