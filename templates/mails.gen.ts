// Written by `perennial types` from templates/: each free variable of a mail is a slot that its step must fill.
export interface Mails {
  'course-alumni-story': {};
  'course-how-to-choose': {};
  'course-three-questions': {};
  'course-welcome': {};
  'customer-story': {};
  'extend-your-trial': { endsAt: Date };
  'field-notes/01-silence': {};
  'field-notes/02-onboarding': {};
  'field-notes/03-handover': {};
  'field-notes/04-small-teams': {};
  'field-notes/05-estimates': {};
  'field-notes/06-second-team': {};
  'field-notes/07-meetings': {};
  'field-notes/08-writing-down': {};
  'field-notes/09-the-shared-inbox': {};
  'field-notes/10-saying-no': {};
  'field-notes/11-the-second-look': {};
  'field-notes/12-the-quiet-week': {};
  'first-win': {};
  'invite-your-team': {};
  'product-notes/01-standing-still': {};
  'product-notes/02-while-away': {};
  'product-notes/03-mail-into-a-board': {};
  'reference-call': {};
  'roi-model': {};
  'rollout-plan': {};
  'seat-saved': { startsAt: Date; title: string };
  'security-answers': {};
  'sorry-we-missed-you': { title: string };
  'starts-in-an-hour': { startsAt: Date; title: string };
  'the-recording': { title: string };
  'three-numbers': {};
  'why-teams-stall': {};
  'working-session': {};
}
export type Series = 'field-notes' | 'product-notes';
