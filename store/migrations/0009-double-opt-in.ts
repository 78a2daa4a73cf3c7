/** Consents that count once the mailbox itself has said so. */
export const doubleOptIn = `
-- Set: it does not count yet, and never will if nobody confirms it until then. Judged by this row: a confirmation and an end are one update each.
alter table consents add column pending_until bigint;
-- How often they were asked by mail, and when last. Counted under the prospect's lock just before the last bytes leave.
alter table consents add column asks int not null default 0;
alter table consents add column asked_at bigint;
create index consents_to_confirm on consents (prospect, topic) where pending_until is not null;

-- requested: said somewhere, to be confirmed. confirmed: by the link in a mail to the address itself.
alter table consent_evidence drop constraint consent_evidence_change_check;
alter table consent_evidence add constraint consent_evidence_change_check
  check (change in ('given', 'withdrawn', 'requested', 'confirmed'));
`;
