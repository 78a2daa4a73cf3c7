/** What is looked for in the mail server's records, and a second copy of what is never found. */
export const evidence = `
-- Set: a copy was let go then, nobody ever found out whether it arrived, and this row is about the second one, which is the last.
alter table ledger add column unsure_at bigint;
create index ledger_let_go on ledger (sent_at) where state = 'DOT';
`;
