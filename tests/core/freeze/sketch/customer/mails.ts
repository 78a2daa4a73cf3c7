export interface Mails {
  'welcome-aboard': {};
  'import-your-data': {};
  'first-dashboard': {};
  'set-one-alert': {};
  'what-others-do-in-month-two': {};
  'you-are-out-of-seats': { used: number };
  'renewal-in-90-days': { endsAt: Date };
  'what-you-got-this-year': {};
  'thank-you-for-renewing': {};
  'tell-your-story': {};
  'we-are-listening': {};
  'door-is-open': {};
  'expansion-case': {};
  'usage-report': {};
}
