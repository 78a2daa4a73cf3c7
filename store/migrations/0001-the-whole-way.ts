/**
 * Instants that core/ judges by are bigint milliseconds, told by the process; `timestamptz default now()` is for
 * bookkeeping that only SQL compares. Every row below says what it promises.
 */
export const theWholeWay = `
-- The company behind a business address. Free-mail domains never form one.
create table accounts (
  id uuid primary key,
  domain text not null unique,
  created_at timestamptz not null default now()
);

-- One person. Locked (select … for update) before anything about them is read in order to be changed.
create table prospects (
  id uuid primary key,
  email text,                       -- as given; null once erased
  email_key text unique,            -- lower case, ASCII domain: who a person is
  address_hash text,                -- HMAC of email_key: what suppressions are keyed by
  account uuid references accounts,
  zone text,                        -- IANA name
  merged_into uuid references prospects,
  seq bigint not null default 0,    -- how many of their news were folded; grows under the lock
  epoch int not null default 0,     -- which run of their workflow may write; grows with each start and handing over
  rest_until bigint,                -- no offer and no convert before this instant
  created_at bigint not null
);
create index prospects_account on prospects (account);
create index prospects_address_hash on prospects (address_hash);

-- The latest value of each trait. Only the fold writes here.
create table traits (
  prospect uuid not null references prospects,
  trait text not null,
  value jsonb not null,
  at bigint not null,
  primary key (prospect, trait)
);

-- What a person agreed to, and how we know. No row: not mailable.
create table consents (
  prospect uuid not null references prospects,
  topic text not null,
  basis text not null,              -- consent | soft-opt-in | contract | legitimate-interest
  source text not null,             -- where: a form, an import, …
  at bigint not null,
  expires_at bigint,
  withdrawn_at bigint,
  primary key (prospect, topic)
);

-- An address that must not be written to, whoever has it. By hash: it outlives an erasure.
create table suppressions (
  address_hash text primary key,
  reason text not null,
  source text not null,
  at bigint not null
);

-- What happened, once each. seq is null until the fold has taken it in.
create table events (
  id bigserial primary key,
  source text not null,
  message_id text not null,
  prospect uuid not null references prospects,
  kind text not null,               -- track | identify
  name text not null,               -- the event's name; 'identify' for traits
  props jsonb not null,
  at bigint not null,               -- when it happened, never later than received_at
  received_at bigint not null,
  seq bigint,
  unique (source, message_id)
);
create index events_of_prospect on events (prospect, name, at) where seq is not null;

-- An event the fold has not seen yet. Taken by prospect, in the order of id.
create table mailbox (
  id bigserial primary key,
  prospect uuid not null references prospects,
  event bigint not null references events
);
create index mailbox_of_prospect on mailbox (prospect, id);

-- Every version of every journey that was ever used. Never changed, never deleted.
create table journey_versions (
  hash text primary key,            -- sha256 of frozen
  journey text not null,
  frozen text not null,             -- canonical JSON
  created_at timestamptz not null default now()
);

-- Which version new entries get. wanted becomes current when every live worker can run it.
create table journeys (
  journey text primary key,
  wanted text not null references journey_versions,
  current text references journey_versions
);

-- A worker process that has reported within the last half minute, and the versions in its bundle.
create table workers (
  id uuid primary key,
  versions text[] not null,
  seen_at timestamptz not null default now()
);

-- One passage of one prospect through one journey. At most one of a prospect speaks; the judge of who is this table.
create table entries (
  id uuid primary key,
  prospect uuid not null references prospects,
  journey text not null,
  entry_key text not null,
  version text not null references journey_versions,
  pace double precision not null,
  priority int not null,
  status text not null check (status in ('wanting', 'speaking', 'parked', 'closed')),
  by text not null check (by in ('event', 'list', 'sales')),
  at_step text not null,            -- where it came in
  entered_at bigint not null,       -- did(x) counts from here
  evidence_from bigint not null,    -- … and for conditions from here: a closed handoff has spent what came before
  facts jsonb not null default '{}',
  facts_seq bigint not null default 0,
  ended_as text,
  ended_at bigint,
  created_at bigint not null,
  unique (prospect, journey, entry_key)
);
create unique index one_speaks on entries (prospect) where status = 'speaking';
create index entries_open on entries (prospect) where status <> 'closed';
create index entries_by_version on entries (version) where status <> 'closed';

-- Where an entry stands, for whoever looks and for the day Temporal is lost. Only ever moves forward (n).
create table positions (
  entry uuid primary key references entries,
  n int not null,
  step text not null,
  stage text not null,
  state jsonb not null,
  faulted text,
  held_by uuid,                     -- the hold it was told to wait for: whose release rings it
  written_at timestamptz not null default now()
);
create index positions_held on positions (held_by) where held_by is not null;
create index positions_faulted on positions (entry) where faulted is not null;

-- The one log that answers why: entered, moved, sent, skipped, deferred, held, offered, answered, ended, consent, …
create table story (
  id bigserial primary key,
  prospect uuid not null references prospects,
  entry uuid references entries,
  at bigint not null,
  kind text not null,
  stage text,
  step text,
  what jsonb not null default '{}'
);
create index story_of_prospect on story (prospect, id);
create index story_kind on story (kind, at);
create index story_of_stages on story (entry, id) where kind in ('entered', 'moved', 'ended', 'left', 'unsubscribed');

-- One row per intended touch: it is what makes a second mail impossible. Never keyed by version.
create table ledger (
  prospect uuid not null references prospects,
  entry uuid not null references entries,
  step text not null,
  visit int not null,
  n int not null default 0,         -- which mail of a series
  channel text not null default 'email',
  state text not null check (state in
    ('CLAIMED', 'REVOKED', 'DOT', 'ACCEPTED', 'REJECTED', 'DEFERRED', 'UNKNOWN', 'SKIPPED')),
  mail text not null,
  mindset text not null,
  topic text not null,
  fill_hash text not null,          -- seen: the same mail with the same fill
  attempt int not null default 0,
  token uuid,                       -- of the attempt that holds the claim
  message_id text,                  -- made of this row's key: the same for every attempt
  date bigint,                      -- the mail's Date, and …
  boundary text,                    -- … what parts it: pinned, so that an attempt taken over sends the same bytes
  template_hash text,
  subject text,
  at bigint not null,               -- of the last change
  sent_at bigint,                   -- when its dot was let go
  reason text,                      -- why it was skipped
  reply text,                       -- the mail server's own words: they stay here
  primary key (prospect, entry, step, visit, n, channel)
);
create index ledger_claimed on ledger (prospect) where state = 'CLAIMED';
create index ledger_sent on ledger (prospect, sent_at) where sent_at is not null;
create index ledger_last on ledger (sent_at) where sent_at is not null;
create index ledger_unknown on ledger (at) where state = 'UNKNOWN';
create unique index ledger_token on ledger (token);

-- A person offered to a team. Judged by this row: each answer is one conditional update of state.
create table handoffs (
  id uuid primary key,
  prospect uuid not null references prospects,
  account uuid references accounts,
  entry uuid not null references entries,
  step text not null,
  visit int not null,
  team text not null,
  state text not null check (state in
    ('offered', 'not-yet', 'accepted', 'rejected', 'expired', 'won', 'lost', 'returned', 'withdrawn')),
  rev int not null default 1,
  until bigint,
  reason text,
  rep text,
  value double precision,
  note text,
  packet jsonb not null,
  offered_at bigint not null,
  answered_at bigint,
  closed_at bigint,
  notified_at bigint,               -- when the team's reps were mailed
  unique (entry, step, visit)
);
create unique index one_open_handoff on handoffs (prospect) where state in ('offered', 'not-yet', 'accepted');
create index handoffs_open on handoffs (team, offered_at) where state in ('offered', 'not-yet', 'accepted');

-- Stops touches in its scope from its commit on, until released.
create table holds (
  id uuid primary key,
  scope text not null check (scope in ('all')),
  reason text not null,
  by text not null,
  placed_at bigint not null,
  released_at bigint,
  released_by text
);
create unique index one_hold on holds (scope) where released_at is null;

-- What a workflow must be told. A queue per prospect: every insert happens under the prospect's lock, so ids are in order.
create table outbox (
  id bigserial primary key,
  prospect uuid not null references prospects,
  entry uuid not null references entries,
  kind text not null check (kind in ('start', 'tell')),
  body jsonb,                       -- the telling; null for a start
  queued_at timestamptz not null default now(),
  not_before timestamptz not null default now(),
  tries int not null default 0
);
create index outbox_of_prospect on outbox (prospect, id);

-- What an import last said of someone: the same file twice changes nothing.
create table imported (
  prospect uuid not null references prospects,
  map text not null,
  hash text not null,
  primary key (prospect, map)
);

-- Keys to the API, as hashes.
create table api_keys (
  hash text primary key,
  name text not null,
  created_at timestamptz not null default now()
);

-- Single facts about this database: the namespace its workflows live in, the world it belongs to.
create table world (
  key text primary key,
  value text not null
);

-- Whoever waits for news is woken at the commit that brings it. The rows are the truth; a lost notice costs a second.
create function perennial_notify() returns trigger language plpgsql as $$
begin
  perform pg_notify(tg_argv[0], '');
  return null;
end
$$;
create trigger mailbox_news after insert on mailbox
  for each statement execute function perennial_notify('perennial_mailbox');
create trigger outbox_news after insert on outbox
  for each statement execute function perennial_notify('perennial_outbox');
`;
