export interface Mails {
  'connect-a-source': {};
  'share-one-report': {};
  'bring-a-teammate': {};
  'what-teams-build': {};
  'you-hit-a-limit': { limit: string; used: number };
  'upgrade-in-two-clicks': {};
  'plans-side-by-side': {};
  'security-pack': {};
  'rollout-plan': {};
}
