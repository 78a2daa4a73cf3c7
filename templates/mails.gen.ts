// Written by `perennial types` from templates/: each free variable of a mail is a slot that its step must fill.
export interface Mails {
  'course-alumni-story': {};
  'course-how-to-choose': {};
  'course-three-questions': {};
  'course-welcome': {};
  'customer-story': {};
  'extend-your-trial': { endsAt: Date };
  'field-note-handover': {};
  'field-note-onboarding': {};
  'field-note-silence': {};
  'field-note-small-teams': {};
  'first-win': {};
  'invite-your-team': {};
  'reference-call': {};
  'roi-model': {};
  'rollout-plan': {};
  'seat-saved': { startsAt: Date; title: string };
  'security-answers': {};
  'sorry-we-missed-you': { title: string };
  'the-recording': { title: string };
  'three-numbers': {};
  'why-teams-stall': {};
  'working-session': {};
}
export type Series = never;
