/** What came back of the mails that were sent, and a way from the name in a Message-ID to its row. */
export const whatComesBack = `
-- A mail or a provider's word that came back, once each. It changes nothing unless it names a mail of the ledger.
create table returned (
  source text not null,             -- smtp | mailgun
  ref text not null,                -- smtp: sha256 of the mail; else the provider's id of the event
  token text unique,                -- what the provider signed: good for one event
  kind text not null,
  why text not null,                -- by which sign; never a word of the mail itself
  status text,                      -- RFC 3463, of a bounce
  prospect uuid references prospects,
  message_id text,                  -- of ours, that it is about; null: of none that we know
  raw bytea,                        -- its beginning, for a bounded time; it holds addresses
  at bigint not null,
  primary key (source, ref)
);
create index returned_of_prospect on returned (prospect, at) where prospect is not null;
create index returned_raw on returned (at) where raw is not null;
create index ledger_by_name on ledger (substr(message_id, 2, 40)) where message_id is not null;
`;
