// Written by `perennial types` from templates/: each free variable of a mail is a slot that its step must fill.
export interface Mails {
  'an-alarm-somebody-hears': {};
  'customer-notes/01-the-door': {};
  'customer-notes/02-defrost': {};
  'customer-notes/03-holidays': {};
  'customer-notes/04-logbook': {};
  'customer-notes/05-inspector': {};
  'customer-notes/06-night-shift': {};
  'customer-notes/07-old-fridge': {};
  'customer-notes/08-less': {};
  'how-to-read-your-usage': {};
  'one-board-for-the-wall': {};
  'place-your-sensors': {};
  'thank-you-for-staying': { endsAt: Date };
  'the-door-is-open': {};
  'three-sites-later': {};
  'we-are-listening': {};
  'welcome-aboard': { seats: number };
  'what-others-do-in-month-two': {};
  'you-are-out-of-seats': { used: number };
  'your-contract-ends': { alarms: number; endsAt: Date; saved: number };
}
export type Series = 'customer-notes';
