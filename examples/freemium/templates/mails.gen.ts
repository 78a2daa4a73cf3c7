// Written by `perennial types` from templates/: each free variable of a mail is a slot that its step must fill.
export interface Mails {
  'bring-a-colleague': {};
  'connect-a-source': {};
  'ideas/01-the-monday-page': {};
  'ideas/02-two-meanings': {};
  'ideas/03-empty-lists': {};
  'ideas/04-same-week': {};
  'ideas/05-one-owner': {};
  'ideas/06-ask-before': {};
  'ideas/07-small-numbers': {};
  'ideas/08-the-last-mile': {};
  'plans-side-by-side': {};
  'rollout-plan': {};
  'security-pack': {};
  'share-one-report': {};
  'try-it-with-our-data': {};
  'upgrade-in-two-clicks': {};
  'what-teams-build': {};
  'you-hit-a-limit': { limit: string; used: number };
}
export type Series = 'ideas';
