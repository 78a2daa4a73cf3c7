import { expect, test } from 'vitest';
import { previewPage } from '../../cli/preview-page.ts';

const html = `<html><head><style>@media (prefers-color-scheme: dark) { p { color: white } }</style></head><body><p onclick="x()">Hello</p></body></html>`;
const page = previewPage({
  mail: 'hello',
  as: '<mara>',
  subject: 'Hello & welcome',
  headers: [['Subject', 'Hello & welcome']],
  html,
  text: 'Hello <you>',
});

test('a mail stands in sandboxed frames, and nothing on the page runs or is fetched by it', () => {
  expect(page.match(/<iframe /g)).toHaveLength(4);
  expect(page.match(/<iframe [^>]*sandbox="" srcdoc="/g)).toHaveLength(4);
  expect(page).toContain(
    `content="default-src 'none'; style-src 'unsafe-inline'; img-src https: data:"`,
  );
  expect(page).not.toMatch(/<script|<p onclick|<mara>|<you>/);
});

test('the mail answers to light and to dark, whatever the browser prefers', () => {
  const [light, dark] = [...page.matchAll(/class="(?:light|dark)" sandbox="" srcdoc="([^"]*)"/g)];
  expect(light?.[1]).toContain('@media (max-width: 0) {');
  expect(dark?.[1]).toContain('@media (min-width: 0) {');
});

test('plain text and headers are shown as they are', () => {
  expect(page).toContain('<pre>Hello &lt;you&gt;</pre>');
  expect(page).toContain('<dt>Subject</dt><dd>Hello &amp; welcome</dd>');
});
