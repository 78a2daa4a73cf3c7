import { z } from 'zod';
import type { Found, MailEvidence } from '../../core/mail-evidence.ts';
import type { Adapter } from './adapter.ts';
import { oneAtATime } from './one-at-a-time.ts';

const listed = z.object({
  total: z.number(),
  mails: z.array(z.object({ id: z.string(), messageId: z.string() })),
  next: z.string().optional(),
});

/** An inbox answers within this, or is asked again later. ms */
const ANSWERS_WITHIN = 5_000;
const PAGE = '1000';
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The inbox of a local stack, `GET <inbox>` as JSON: it keeps every mail that it ever accepted, in order, so what it has not is absent. What
 * was read once is not read again. Throw its file away and it is no proof any more.
 */
export const inbox: Adapter = {
  word: 'inbox',
  example: 'http://127.0.0.1:7300/inbox.json',
  open: (where) => openInbox(urlOf(where)),
};

function urlOf(where: string): URL {
  const url = URL.parse(where);
  if (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname)) return url;
  throw new Error(
    'PERENNIAL_EVIDENCE has an inbox that is no http:// address of this machine, as in inbox:http://127.0.0.1:7300/inbox.json.',
  );
}

function openInbox(url: URL): MailEvidence {
  let known: Known = { total: 0, last: undefined, ids: new Set() };
  const update = oneAtATime(async () => {
    known = await read(url, known);
  });
  return {
    name: 'the inbox',
    provesAbsence: true,
    settlesWithin: 5_000,
    patience: 60_000,
    problem: () =>
      update().then(
        () => undefined,
        () => 'the inbox does not answer as one',
      ),
    async look({ messageId }): Promise<Found> {
      if (known.ids.has(messageId)) return 'accepted';
      try {
        await update();
      } catch {
        return 'unknown'; // it is away, or no inbox: both are said by its patience coming to an end
      }
      return known.ids.has(messageId) ? 'accepted' : 'absent';
    },
    close: () => Promise.resolve(),
  };
}

type Known = Readonly<{ total: number; last: string | undefined; ids: ReadonlySet<string> }>;

/** What came since; all of it where there are fewer than there were: then it is another inbox. */
async function read(url: URL, before: Known): Promise<Known> {
  const ids = new Set(before.ids);
  let { last } = before;
  for (;;) {
    const page = await pageAfter(url, last);
    if (page.total < before.total) return read(url, { total: 0, last: undefined, ids: new Set() });
    for (const { messageId } of page.mails) ids.add(messageId);
    last = page.next ?? page.mails.at(-1)?.id ?? last;
    if (page.next === undefined) return { total: page.total, last, ids };
  }
}

async function pageAfter(url: URL, after: string | undefined): Promise<z.output<typeof listed>> {
  const asked = new URL(url);
  asked.searchParams.set('limit', PAGE);
  if (after !== undefined) asked.searchParams.set('after', after);
  const answer = await fetch(asked, {
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWERS_WITHIN),
  });
  if (!answer.ok) throw new Error(`the inbox answered ${answer.status}`);
  return listed.parse(await answer.json());
}
