import PostalMime from 'postal-mime';
import { z } from 'zod';
import type { App } from '../api/deps.ts';
import { Problem } from '../api/http/problem.ts';
import { type NavLink, page } from '../api/pages/layout.ts';
import type { InboxFile, InboxMail } from './inbox-file.ts';
import { framed, listPage, mailPage, PAGE_SIZE, SANDBOX } from './inbox-pages.ts';

const mail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  messageId: z.string(),
  at: z.string(),
});
const listed = z.object({
  total: z.number(),
  mails: z.array(mail),
  /** Ask with after=next for more; absent: that was all. */
  next: z.string().exactOptional(),
});
const id = z.string().regex(/^[1-9]\d{0,11}$/);
const address = z.string().max(320);
const wanted = z.object({
  after: id.exactOptional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  to: address.exactOptional(),
});
const searched = z.object({ q: address.default(''), before: id.exactOptional() });
const one = z.object({ id });

/** The mail's own styles and nothing else: it can fetch nothing, run nothing and be shown only by us. */
const MAIL_POLICY = `sandbox ${SANDBOX}; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'`;

/** The inbox of a local stack. Only for loopback: it shows every mail to whoever asks. */
export type InboxView = Readonly<{ mails: InboxFile; nav: readonly NavLink[] }>;

/** Mails as JSON for whoever counts them, oldest first, and as pages for people, newest first. */
export const inboxRoutes =
  (view: InboxView) =>
  async (app: App): Promise<void> => {
    jsonRoute(app, view);
    listRoute(app, view);
    mailRoutes(app, view);
  };

function jsonRoute(app: App, { mails }: InboxView): void {
  const schema = { hide: true, querystring: wanted, response: { 200: listed } };
  app.get('/inbox.json', { schema }, async ({ query }) => {
    const to = query.to?.toLowerCase();
    const isWanted = (it: InboxMail): boolean => to === undefined || it.to.toLowerCase() === to;
    const found = take(mails.since(query.after), query.limit + 1, isWanted);
    const shown = found.slice(0, query.limit);
    const next = found.length > shown.length ? shown.at(-1)?.id : undefined;
    return { total: mails.total, mails: shown, ...(next !== undefined && { next }) };
  });
}

function listRoute(app: App, { mails, nav }: InboxView): void {
  app.get('/inbox', { schema: { hide: true, querystring: searched } }, async ({ query }, reply) => {
    const part = query.q.trim().toLowerCase();
    const found = take(mails.latest(query.before), PAGE_SIZE + 1, (it) =>
      it.to.toLowerCase().includes(part),
    );
    const shown = found.slice(0, PAGE_SIZE);
    const body = listPage({
      mails: shown,
      total: mails.total,
      search: query.q.trim(),
      older: found.length > shown.length ? shown.at(-1)?.id : undefined,
      first: query.before === undefined,
      now: Date.now(),
    });
    return reply.type('text/html; charset=utf-8').send(page('Inbox', body, { nav }));
  });
}

function mailRoutes(app: App, { mails, nav }: InboxView): void {
  const schema = { hide: true, params: one };
  app.get('/inbox/:id', { schema }, async ({ params }, reply) => {
    const found = await open(mails, params.id);
    const email = await PostalMime.parse(found.raw);
    const body = mailPage(found.mail, email, Date.now());
    return reply.type('text/html; charset=utf-8').send(page(found.mail.subject, body, { nav }));
  });
  app.get('/inbox/:id/html', { schema }, async ({ params }, reply) => {
    const { html } = await PostalMime.parse((await open(mails, params.id)).raw);
    if (html === undefined) throw new Problem('not-found', 'This mail has no HTML.');
    reply.header('content-security-policy', MAIL_POLICY);
    return reply.type('text/html; charset=utf-8').send(framed(html));
  });
  app.get('/inbox/:id/raw', { schema }, async ({ params }, reply) =>
    reply.type('text/plain; charset=utf-8').send((await open(mails, params.id)).raw),
  );
}

async function open(mails: InboxFile, wantedId: string): Promise<{ mail: InboxMail; raw: Buffer }> {
  const found = await mails.read(wantedId);
  if (!found) throw new Problem('not-found', 'There is no mail with this number.');
  return found;
}

function take(
  all: Iterable<InboxMail>,
  count: number,
  isWanted: (mail: InboxMail) => boolean,
): readonly InboxMail[] {
  const found: InboxMail[] = [];
  for (const it of all) {
    if (isWanted(it)) found.push(it);
    if (found.length === count) break;
  }
  return found;
}
