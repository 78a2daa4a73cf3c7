// Written by `perennial types` from templates/: each free variable of a mail is a slot that its step must fill.
export interface Mails {
  'a-short-call': {};
  'notes/01-swaps': {};
  'the-guide': {};
}
export type Series = 'notes';
