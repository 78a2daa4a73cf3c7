import type { Email } from 'postal-mime';
import { escapeHtml } from '../api/pages/escape.ts';
import { when } from '../api/pages/when.ts';
import type { InboxMail } from './inbox-file.ts';

/** How many mails the list shows at once. */
export const PAGE_SIZE = 50;
/** May open a link in a window of its own, and nothing else: no script, no form, no access to us. */
export const SANDBOX = 'allow-popups allow-popups-to-escape-sandbox';

export type Listed = Readonly<{
  mails: readonly InboxMail[];
  total: number;
  search: string;
  /** The id to go on before; undefined: these were the last. */
  older: string | undefined;
  first: boolean;
  now: number;
}>;

/** All mails, newest first. Pure: safe HTML. */
export function listPage(listed: Listed): string {
  const rows = listed.mails.map((mail) => row(mail, listed.now)).join('\n');
  return `<div class="title-row">
<div>
<h1>Inbox</h1>
<p class="lead">${count(listed.total)} came to this world’s own mail server, which sends none on.</p>
</div>
<form class="find" method="get" action="/inbox" role="search">
<input type="search" name="q" value="${escapeHtml(listed.search)}" placeholder="Part of an address" aria-label="Part of an address">
<button class="quiet">Find</button>
</form>
</div>
<section>
${rows === '' ? `<p class="empty">${nothing(listed)}</p>` : `<ul class="rows">${rows}</ul>`}
${pager(listed)}
</section>`;
}

/** One mail: its headers, and its two forms side by side. Pure: safe HTML. */
export function mailPage(mail: InboxMail, email: Email, now: number): string {
  const html =
    email.html === undefined
      ? '<p class="empty">It has none: it is written as a person writes.</p>'
      : frame(mail);
  return `<p class="eyebrow"><a href="/inbox">Inbox</a></p>
<h1>${escapeHtml(mail.subject)}</h1>
<section>
<dl class="pairs">
${pair('From', addressOf(email))}
${pair('To', `<a href="/inbox?q=${encodeURIComponent(mail.to)}">${escapeHtml(mail.to)}</a>`)}
${pair('Received', time(mail, now))}
${pair('Message-ID', `<code>${escapeHtml(mail.messageId)}</code>`)}
</dl>
</section>
<div class="two">
<section><h2>HTML</h2>${html}</section>
<section><h2>Text</h2><pre class="wrap">${linked(email.text ?? '')}</pre></section>
</div>
<section>
<details><summary>All headers</summary><pre class="wrap">${headers(email)}</pre></details>
<p><a href="/inbox/${mail.id}/raw">As it came over the wire</a></p>
</section>`;
}

/** The mail's own HTML, whose links open beside it. It is sent with a policy and into a frame that run no script. */
export const framed = (html: string): string => `<base target="_blank">${html}`;

const row = (mail: InboxMail, now: number): string => `<li>
<a class="main" href="/inbox/${mail.id}">${escapeHtml(mail.subject || '(no subject)')}</a>
<span class="side">${time(mail, now)}</span>
<span class="under">${escapeHtml(mail.to)}</span>
</li>`;

function time({ at }: InboxMail, now: number): string {
  const { said, iso, exact } = when(Date.parse(at), now);
  return `<time datetime="${iso}" title="${exact}">${said}</time>`;
}

function nothing({ search, first }: Listed): string {
  if (!first) return 'There are no older ones.';
  return search === ''
    ? 'No mail yet.'
    : `Nobody with “${escapeHtml(search)}” in the address got a mail.`;
}

function pager({ search, older, first }: Listed): string {
  const links = [
    ...(first && search === '' ? [] : ['<a href="/inbox">Newest of all</a>']),
    ...(older === undefined ? [] : [`<a href="${olderThan(search, older)}" rel="next">Older</a>`]),
  ];
  return links.length === 0 ? '' : `<p>${links.join(' · ')}</p>`;
}

const olderThan = (search: string, before: string): string =>
  `/inbox?${search === '' ? '' : `q=${encodeURIComponent(search)}&amp;`}before=${before}`;

const frame = (mail: InboxMail): string =>
  `<iframe class="mail" src="/inbox/${mail.id}/html" sandbox="${SANDBOX}" title="The mail as a mail program shows it"></iframe>`;

const pair = (name: string, html: string): string => `<dt>${name}</dt><dd>${html}</dd>`;

function addressOf({ from }: Email): string {
  if (!from) return '';
  return escapeHtml(from.address ? `${from.name} <${from.address}>`.trim() : from.name);
}

const headers = (email: Email): string =>
  email.headers.map(({ originalKey, value }) => escapeHtml(`${originalKey}: ${value}`)).join('\n');

const URL_IN_TEXT = /https?:\/\/[^\s<>"')\]]+/g;

/** Text in which addresses of pages can be clicked. */
function linked(text: string): string {
  let html = '';
  let from = 0;
  for (const { 0: url, index } of text.matchAll(URL_IN_TEXT)) {
    const safe = escapeHtml(url);
    html += `${escapeHtml(text.slice(from, index))}<a href="${safe}" rel="noreferrer" target="_blank">${safe}</a>`;
    from = index + url.length;
  }
  return html + escapeHtml(text.slice(from));
}

const count = (total: number): string =>
  total === 1 ? 'One mail' : `${total.toLocaleString('en')} mails`;
