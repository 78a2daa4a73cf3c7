export interface Mails {
  'seat-saved': { title: string; speaker: string; startsAt: Date };
  tomorrow: { title: string };
  'in-an-hour': { title: string };
  'new-speaker': { title: string; speaker: string };
  'sorry-called-off': { title: string; why: string };
  replay: { title: string };
  'thanks-for-coming': { title: string };
  'book-a-working-session': {};
  'roi-model': {};
}
