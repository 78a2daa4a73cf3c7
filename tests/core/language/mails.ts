export interface Mails {
  'first-win': {};
  'why-teams-stall': {};
  'extend-your-trial': { endsAt: Date };
  'seat-saved': { title: string; startsAt: Date };
  'out-of-seats': { used: number };
  'reference-call': {};
  'field-notes/01-silence': {};
}
export type Series = 'field-notes';
