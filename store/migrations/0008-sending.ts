/** How much may leave, what keeps it from leaving, and domains that warm up. */
export const sending = `
-- How much of a quota was leased to workers. Taken in blocks, each by one conditional update, so that the sum over all workers keeps to it;
-- who dies with a block has used it up. \`most\` is what the last worker that asked had been told.
create table quotas (
  scope text not null check (scope in ('all', 'to', 'sender', 'from')),
  "of" text not null default '',
  per text not null check (per in ('minute', 'day')),
  most int not null,
  span bigint not null,             -- which minute or day (UTC) \`taken\` counts
  taken int not null,               -- leased in it; of a day it is the judge, of a minute it is for people
  granted int not null,             -- by the last lease
  free_at double precision not null default 0,  -- minutes: no lease before this instant of the database's clock, ms; see core/quota.ts
  line_at double precision not null default 0,  -- minutes: when whoever comes last now may ask again, ms
  primary key (scope, "of", per)
);

-- What keeps mail from leaving although nobody held it: a fault of ours, or of a mail server. While one is open, mails in it wait, and one
-- that comes at or after probe_at tries; it is closed by the first that is accepted.
create table circuits (
  id uuid primary key,
  scope text not null check (scope in ('server', 'sender', 'domain', 'stream')),
  "of" text not null default '',    -- the sender, the group of recipients, or sender>group; of the server: ''
  code text not null,               -- core/circuit.ts says it in words; the mail server's own stay in the ledger
  opened_at bigint not null,
  probes int not null default 0,
  probe_at bigint not null,
  closed_at bigint
);
create unique index one_circuit on circuits (scope, "of") where closed_at is null;
create index circuits_closed on circuits (scope, "of", closed_at) where closed_at is not null;

-- How far a sending domain has come in its plan: today it may send what the plan says of this step. Moved once a day at most, by one
-- conditional update.
create table warm_ups (
  domain text primary key,
  step int not null,
  day int not null,                 -- since which day, counted from 1970 in UTC
  why text                          -- it is no further today
);

-- Which provider takes the mail of a company's domain, by its MX as it was then: they share that provider's patience with us.
create table mail_domains (
  domain text primary key,
  hosted_by text,                   -- the group; null: by none of those that we know, or it could not be looked up
  at bigint not null
);

-- What a mail server refused while we were talking to it is a row of \`returned\` as well: source 'reply', by the attempt's token.
create index returned_kind on returned (kind, at);
create index ledger_of_sender on ledger (sender, sent_at) where sent_at is not null;
create index holds_released on holds (scope, "of", released_at) where by = 'breaker';
`;
