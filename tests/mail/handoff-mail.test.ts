import { describe, expect, test } from 'vitest';
import { type Offer, handoffMail } from '../../mail/handoff-mail.ts';
import type { OutgoingMail } from '../../mail/message.ts';

const NOW = Date.UTC(2027, 0, 5, 9, 30);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const REP = { id: 'rosa', name: 'Rosa Lindgren', email: 'rosa@example.com' };
const BY = {
  link: 'https://mail.example/h/k1.abc.def?x=1&y=2',
  sender: { name: 'Fernworks', address: 'hello@example.com' },
};
const OFFER: Offer = {
  id: '01957c3e-7d7a-7c3e-9f00-0123456789ab',
  offeredAt: NOW,
  until: NOW + 4 * HOUR,
  packet: {
    who: {
      email: 'mara@brookfield.example',
      account: 'brookfield.example',
      traits: { firstName: 'Mara', lastName: 'Novak', role: 'buyer', employees: 340 },
    },
    why: [
      {
        sentence: "did 'demo.requested'",
        since: NOW - DAY,
        events: [{ name: 'demo.requested', at: NOW - DAY }],
      },
    ],
    sent: [
      { mail: 'security-answers', subject: 'What your security team will ask', at: NOW - 2 * DAY },
      { mail: 'first-win', subject: null, at: NOW - 9 * DAY },
    ],
    suggest: 'Ask which team they would roll out to first.',
  },
};
const offer = (part: Partial<Offer['packet']>): Offer => ({
  ...OFFER,
  packet: { ...OFFER.packet, ...part },
});
const words = (part: OutgoingMail['text']): string => (typeof part === 'string' ? part : '');
const textOf = (mail: OutgoingMail): string => words(mail.text);
const htmlOf = (mail: OutgoingMail): string => words(mail.html);

describe('the mail of an offer', () => {
  test('says who, until when, why now, what they were sent and how to begin', () => {
    const mail = handoffMail(OFFER, REP, BY);
    expect(mail.subject).toBe('Mara Novak: answer by Tue 5 Jan, 13:30 UTC');
    expect(textOf(mail)).toBe(
      `Hello Rosa,

Mara Novak may be ready to talk to you. Please answer by Tue 5 Jan, 13:30 UTC (in 4 hours).

Answer here: ${BY.link}

Who:
- mara@brookfield.example
- account: brookfield.example
- role: buyer
- employees: 340

Why now:
- did 'demo.requested' (on 4 Jan)

What they were sent:
- 3 Jan: What your security team will ask
- 27 Dec: first-win

A way to begin:
- Ask which team they would roll out to first.

Accept, say not yet, or reject with a reason: whatever you choose, they are looked after.
`,
    );
  });

  test('says the same in HTML, with a button for the signed link', () => {
    const html = htmlOf(handoffMail(OFFER, REP, BY));
    expect(html).toContain('href="https://mail.example/h/k1.abc.def?x=1&amp;y=2"');
    for (const word of ['Mara Novak', 'brookfield.example', 'employees: 340', 'Why now']) {
      expect(html).toContain(word);
    }
  });

  test('takes no markup, header or line from what people said of themselves', () => {
    const traits = { firstName: '<b>Mara\r\nBcc: x@y.example', role: '<script>' };
    const mail = handoffMail(offer({ who: { email: 'mara@x.example', traits } }), REP, BY);
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(htmlOf(mail)).not.toMatch(/<b>|<script>/);
    expect(textOf(mail)).not.toMatch(/^Bcc:/m);
  });

  test('calls somebody without a name by their address', () => {
    const mail = handoffMail(offer({ who: { email: 'mara@x.example', traits: {} } }), REP, BY);
    expect(mail.subject).toMatch(/^mara@x\.example: /);
  });

  test('is the same mail when it is sent again, another for another rep', () => {
    expect(handoffMail(OFFER, REP, BY)).toEqual(handoffMail(OFFER, REP, BY));
    const other = handoffMail(OFFER, { ...REP, id: 'tomas' }, BY);
    expect(other.messageId).not.toBe(handoffMail(OFFER, REP, BY).messageId);
    expect(other.messageId).toMatch(/^<handoff\.[0-9a-f]{32}@example\.com>$/);
  });

  test('goes to the rep alone, and is no list', () => {
    const mail = handoffMail(OFFER, REP, BY);
    expect(mail.envelope).toEqual({ from: 'hello@example.com', to: 'rosa@example.com' });
    expect(mail.list).toBeUndefined();
  });

  test.each([
    [20_000, '20 seconds'],
    [5 * 60_000, '5 minutes'],
    [HOUR, '60 minutes'],
    [30 * HOUR, '30 hours'],
    [3 * DAY, '3 days'],
  ])('tells %i ms as %s', (length, said) => {
    expect(textOf(handoffMail({ ...OFFER, until: NOW + length }, REP, BY))).toContain(
      `(in ${said})`,
    );
  });
});
