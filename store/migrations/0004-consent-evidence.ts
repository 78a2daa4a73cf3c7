/** What people agreed to and took back, as it was said. */
export const consentEvidence = `
-- Each change of a consent, and how we know of it. Only ever added to: it is the proof.
create table consent_evidence (
  id bigserial primary key,
  prospect uuid not null references prospects,
  topic text not null,
  change text not null check (change in ('given', 'withdrawn')),
  basis text,                       -- of what was given
  source text not null,             -- where it was said: a form, an import, one-click, …
  words text,                       -- what they had before their eyes, where that is known
  said_at bigint not null,          -- when they said so, as far as is known
  at bigint not null                -- when we wrote it down
);
create index consent_evidence_of on consent_evidence (prospect, id);
insert into consent_evidence (prospect, topic, change, basis, source, said_at, at)
  select prospect, topic, 'given', basis, source, at, at from consents;
insert into consent_evidence (prospect, topic, change, source, said_at, at)
  select prospect, topic, 'withdrawn', 'before there was evidence', withdrawn_at, withdrawn_at from consents where withdrawn_at is not null;
`;
