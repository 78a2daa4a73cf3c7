import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import type { Composed } from '../../mail/compose.ts';
import { messageOf } from '../../mail/message.ts';
import { openTransport } from '../../mail/transport.ts';
import { startScripted } from './smtp-script.ts';
import { COMPOSED, envelopeTo, mailTo } from './some-mail.ts';

/** The mails as they came over the wire. */
async function wire(...mails: readonly ReturnType<typeof mailTo>[]): Promise<readonly string[]> {
  const server = await startScripted({});
  const transport = openTransport(server.url, { connections: 1 });
  for (const mail of mails) await transport.send(mail, () => Promise.resolve(true));
  await transport.close();
  return server.messages;
}

const headers = (raw: string, name: string): readonly string[] => {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  return [...head.matchAll(new RegExp(`^${name}: (.*)$`, 'gim'))].map(([, value = '']) => value);
};

const linesOf = (text = ''): readonly string[] => text.trimEnd().split(/\r?\n/);

describe('on the wire, a mail', () => {
  test('has exactly one List-Unsubscribe, and can be left with one click', async () => {
    const [raw = ''] = await wire(mailTo());
    expect(headers(raw, 'List-Unsubscribe')).toEqual([`<${envelopeTo('').unsubscribe}>`]);
    expect(headers(raw, 'List-Unsubscribe-Post')).toEqual(['List-Unsubscribe=One-Click']);
    expect(headers(raw, 'List-Id')).toEqual(['"Tips for your trial" <product-tips.example.com>']);
  });

  test('has a head of ASCII, whatever the letters of its topic, sender and subject', async () => {
    const topic = { id: 'kurse-für-Ältere', name: 'Kurse «für Ältere»' };
    const from = { name: 'Änne', address: 'aenne@example.com' };
    const envelope = { ...envelopeTo('mara@example.net'), topic, from };
    const [raw = ''] = await wire(messageOf({ ...COMPOSED, subject: 'Grüße' }, envelope));
    expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).toMatch(/^[\t\r\n -~]+$/);
    expect(headers(raw, 'List-Id')[0]).toMatch(/ <xn--kurse-fr-ltere-[a-z0-9]+\.example\.com>$/);
  });

  test('can be left by a mail too, where somebody listens: in the one header, after the link', async () => {
    const unsubscribeAt = `u-${'a'.repeat(58)}@bounce.example.com`;
    const { unsubscribe, ...rest } = envelopeTo('mara@example.net');
    const [raw = ''] = await wire(messageOf(COMPOSED, { ...rest, unsubscribe, unsubscribeAt }));
    const [header = '', ...more] = headers(raw, 'List-Unsubscribe');
    expect(more).toEqual([]);
    expect(header.split(/,\s*/)).toEqual([
      `<${unsubscribe}>`,
      `<mailto:${unsubscribeAt}?subject=unsubscribe>`,
    ]);
    expect(headers(raw, 'List-Unsubscribe-Post')).toEqual(['List-Unsubscribe=One-Click']);
  });

  test('is counted by mail, topic and mindset, never by person, and by a name of ours that stays', async () => {
    const [one = '', two = ''] = await wire(mailTo(), mailTo('noor@example.org'));
    const id = 'field-notes-01-silence:product-tips:educate:example-com';
    expect(headers(one, 'Feedback-ID')).toEqual([id]);
    expect(headers(two, 'Feedback-ID')).toEqual([id]);
  });

  test('to two people differs in the address and the link alone', async () => {
    const other = { ...envelopeTo('noor@example.org'), unsubscribe: 'https://mail.example/u/k1.x' };
    const [one = '', two = ''] = await wire(mailTo(), messageOf(COMPOSED, other));
    const lines = two.split('\r\n');
    const differ = one.split('\r\n').filter((line) => !lines.includes(line));
    expect(differ.map((line) => line.split(':')[0])).toEqual([
      'To',
      'List-Unsubscribe',
      expect.stringContaining(' <'),
    ]);
  });

  test('says that it is automatic, what it is called, and when it was made', async () => {
    const [raw = ''] = await wire(mailTo());
    expect(headers(raw, 'Auto-Submitted')).toEqual(['auto-generated']);
    expect(headers(raw, 'Message-ID')).toEqual(['<01957c3e.1@example.com>']);
    expect(headers(raw, 'Date')).toEqual(['Tue, 05 Jan 2027 09:30:00 +0000']);
    expect(headers(raw, 'X-Mailer')).toEqual([]);
  });

  test('is from a person to a person, answers go to whoever reads them, both parts are whole', async () => {
    const [raw = ''] = await wire(mailTo());
    const mail = await PostalMime.parse(raw.replaceAll('\r\n..', '\r\n.'));
    expect(mail.from).toEqual({ name: 'Ana, of Fernworks', address: 'ana@example.com' });
    expect(mail.to).toEqual([{ name: '', address: 'mara@example.net' }]);
    expect(mail.replyTo).toEqual([{ name: 'Ana, of Fernworks', address: 'answers@example.com' }]);
    expect(mail.subject).toBe(COMPOSED.subject);
    expect(linesOf(mail.text)).toEqual(linesOf(COMPOSED.text));
    expect(linesOf(mail.html)).toEqual(linesOf(COMPOSED.html));
    expect(mail.attachments).toEqual([]);
  });

  test('is the same bytes when it is sent again', async () => {
    const [one, two] = await wire(mailTo(), mailTo());
    expect(one).toBe(two);
    expect(one).toContain('b0b0b0');
  });

  test('goes to one recipient, whatever the address looks like', async () => {
    const trick = '"Evil, Guy <b@example.org>" <c@example.org>, e@example.org';
    const server = await startScripted({});
    const transport = openTransport(server.url);
    const sent = await transport
      .send(mailTo(trick), () => Promise.resolve(true))
      .catch(() => 'refused');
    await transport.close();
    expect(sent).not.toMatchObject({ kind: 'accepted' });
    expect(server.messages).toEqual([]);
  });

  test('takes no header from its values', async () => {
    const sly: Composed = { ...COMPOSED, subject: 'One\r\nBcc: someone@example.com' };
    const envelope = {
      ...envelopeTo('mara@example.net'),
      topic: { id: 'a', name: 'b\r\nBcc: x@y.example' },
    };
    const [raw = ''] = await wire(messageOf(sly, envelope));
    expect(headers(raw, 'Bcc')).toEqual([]);
  });

  test('comes back to its return path, and is answered to the sender all the same', () => {
    const plain = messageOf(COMPOSED, envelopeTo('mara@example.net'));
    const returnPath = 'b+x@bounce.example';
    const traced = messageOf(COMPOSED, { ...envelopeTo('mara@example.net'), returnPath });
    expect(traced.envelope).toEqual({ ...plain.envelope, from: returnPath });
    expect({ ...traced, envelope: plain.envelope }).toEqual(plain);
  });
});
