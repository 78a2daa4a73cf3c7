/** Where the links of mails lead, who fetched them and what that was, and what people answered. */
export const clicksAndReplies = `
-- Where the counted links of a mail lead, by their names: {"0a1b…": "https://…"}. Written as the mail is let go; no link leads anywhere else.
alter table ledger add column links jsonb;

-- A link of ours was fetched, by whomever. It changes nothing but this row; the verdict comes later, once, and a fetch by a machine weighs nothing.
create table fetches (
  id bigserial primary key,
  prospect uuid not null references prospects,
  mail text,                        -- the name in its Message-ID; null for a link that each mail of theirs has
  link text not null,               -- the link's name in the ledger; u: unsubscribe, p: preferences
  at bigint not null,
  method text not null,
  agent text,                       -- what it says it is; forgotten in time, as …
  network text,                     -- … the beginning of its address is: /24 or /48; null: not known
  prefetch boolean not null,        -- it says that nobody has asked for it yet
  judged_at bigint,                 -- null: not yet
  human boolean,
  reasons text[] not null default '{}', -- which rules speak for a machine
  told boolean not null default false   -- it is an event: the first of its mail and link within a day
);
create index fetches_new on fetches (at) where judged_at is null;
create index fetches_of_prospect on fetches (prospect, at);
create index fetches_of_network on fetches (network, at) where network is not null;
create index fetches_raw on fetches (at) where agent is not null or network is not null;

-- A person answered a mail, and a person decides what follows. Judged by this row: of two who decide one wins.
create table replies (
  id uuid primary key,
  prospect uuid not null references prospects,
  entry uuid not null references entries,
  step text not null,
  mail text not null,
  message text not null,            -- what their answer is called, hashed: copies of it are one
  rep text,                         -- whose it is: the rep who has them; else …
  sender text not null,             -- … that of whoever signed the mail
  excerpt text,                     -- what they wrote, without what they quote; forgotten in time
  hold uuid references holds,       -- what stops their mail, placed for it or before; null where sales has them: nothing leaves by itself
  state text not null check (state in ('open', 'go-on', 'taken', 'left', 'unsubscribed', 'released')),
  at bigint not null,
  decided_at bigint,
  decided_by text,
  note text,
  unique (prospect, message)
);
create index replies_open on replies (at, id) where state = 'open';
create index replies_of_prospect on replies (prospect, at);
create index replies_of_hold on replies (hold) where state = 'open';
create index replies_raw on replies (at) where excerpt is not null;
`;
