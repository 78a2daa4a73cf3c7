import { expect, test } from 'vitest';
import { parseSmtpUrl } from '../../mail/smtp-url.ts';

test('SMTP_URL names a server, its port, who we are and whether TLS comes first', () => {
  expect(parseSmtpUrl('smtp://127.0.0.1:7304')).toEqual({
    host: '127.0.0.1',
    port: 7304,
    secure: false,
    loopback: true,
  });
  expect(parseSmtpUrl('smtps://us%40er:p%3Aw@mail.example')).toEqual({
    host: 'mail.example',
    port: 465,
    secure: true,
    loopback: false,
    auth: { user: 'us@er', pass: 'p:w' },
  });
  expect(parseSmtpUrl('smtp://mail.example')).toMatchObject({ port: 587, loopback: false });
  expect(parseSmtpUrl('smtp://[::1]:25')).toMatchObject({ host: '::1', loopback: true });
});

test.each([
  'mail.example',
  'http://mail.example',
  'smtp://',
  'smtp://u:secret@mail.example?pool=1',
  'smtp://u:%secret@mail.example',
])('SMTP_URL is refused as %s, without its value in the message', (text) => {
  expect(() => parseSmtpUrl(text)).toThrow(/^SMTP_URL/);
  expect(() => parseSmtpUrl(text)).not.toThrow(/secret/);
});
