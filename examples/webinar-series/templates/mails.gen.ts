// Written by `perennial types` from templates/: each free variable of a mail is a slot that its step must fill.
export interface Mails {
  'a-school-district': {};
  'bring-your-meters': {};
  'called-off': { title: string; why: string };
  'field-notes/01-the-3am-number': {};
  'field-notes/02-the-caretaker': {};
  'field-notes/03-weather': {};
  'field-notes/04-one-change': {};
  'field-notes/05-the-email': {};
  'field-notes/06-sundays': {};
  'field-notes/07-old-drawings': {};
  'field-notes/08-who-decides': {};
  'from-talk-to-building': {};
  'in-an-hour': { startsAt: Date; title: string };
  'savings-sheet': {};
  'seat-saved': { speaker: string; startsAt: Date; title: string };
  'thanks-for-coming': { title: string };
  'the-replay': { title: string };
  'the-talks-in-four-pages': { series: string };
  tomorrow: { startsAt: Date; title: string };
}
export type Series = 'field-notes';
