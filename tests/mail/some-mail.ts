import type { Composed } from '../../mail/compose.ts';
import { type Envelope, type OutgoingMail, messageOf } from '../../mail/message.ts';

export const COMPOSED: Composed = {
  subject: 'Grüße — a subject',
  html: '<!doctype html><html lang="en"><body><p>Grüße</p></body></html>\n',
  text: 'Grüße\n.a line that begins with a dot\n',
};

export const envelopeTo = (to: string): Envelope => ({
  to,
  from: { name: 'Ana, of Fernworks', address: 'ana@example.com', replyTo: 'answers@example.com' },
  messageId: `<01957c3e.1@example.com>`,
  date: Date.UTC(2027, 0, 5, 9, 30),
  boundary: 'b0b0b0',
  topic: { id: 'product-tips', name: 'Tips for your trial' },
  campaign: { mail: 'field-notes/01-silence', mindset: 'educate' },
  unsubscribe: 'https://mail.example/u/k1.AZV8Pn16fD6fAAEjRWeJqw.0123456789abcdefghijklmnopqrstuv',
});

/** A mail as a claim would have it. */
export const mailTo = (to = 'mara@example.net', composed = COMPOSED): OutgoingMail =>
  messageOf(composed, envelopeTo(to));
