import PostalMime from 'postal-mime';
import { z } from 'zod';
import type { Person } from './cast.ts';
import type { Deed } from './habits.ts';
import type { PublicApi } from './public-api.ts';

export type Doing = Readonly<{
  who: Person;
  /** With the person, what this deed is called for good: done again, it is known. */
  name: string;
  deed: Deed;
  /** The mail that it is about: its id in the inbox. */
  mail?: string;
}>;

/** Tells the world what somebody does, as their browser or mail program would. */
export async function tellOf(api: PublicApi, doing: Doing): Promise<void> {
  const { deed, mail = '' } = doing;
  switch (deed.kind) {
    case 'track':
      return track(api, doing, { event: deed.event, properties: deed.properties });
    case 'click':
      return follow(api, mail);
    case 'reply':
      return track(api, doing, await aboutMail(api, 'mail.replied', doing.who));
    case 'unsubscribe':
      return unsubscribe(api, mail);
  }
}

type Happened = Readonly<{ event: string; properties: Readonly<Record<string, unknown>> }>;

async function track(api: PublicApi, { who, name }: Doing, what: Happened): Promise<void> {
  const messageId = `cast-${who.n}-${name}`;
  await api.post('/v1/track', { email: who.email, messageId, ...what }, z.unknown());
}

/** What a mail is called, the world tells: it is the last that this person was sent. */
async function aboutMail(api: PublicApi, event: string, who: Person): Promise<Happened> {
  const { id } = await api.get(`/v1/prospects?email=${encodeURIComponent(who.email)}`, Known);
  const { story } = await api.get(`/v1/prospects/${id}/explain`, Story);
  const sent = story.findLast(({ kind }) => kind === 'sent');
  return { event, properties: { mail: z.string().parse(sent?.what['mail']) } };
}
const Known = z.object({ id: z.string() });
const Story = z.object({
  story: z.array(z.object({ kind: z.string(), what: z.record(z.string(), z.unknown()) })),
});

/** The first link of a mail that leads to a page; one of a person may have none. The world tells by itself that somebody followed it. */
async function follow(api: PublicApi, mail: string): Promise<void> {
  const { html = '' } = await PostalMime.parse(await api.text(`/inbox/${mail}/raw`));
  const [url] = /https?:\/\/[^\s<>"]+\/c\/[\w.-]+/.exec(html) ?? [];
  if (url !== undefined) await api.follow(url);
}

async function unsubscribe(api: PublicApi, mail: string): Promise<void> {
  const raw = await api.text(`/inbox/${mail}/raw`);
  const [, url] = /^List-Unsubscribe:\s*<(https?:[^>]+)>/im.exec(raw) ?? [];
  if (url !== undefined) await api.oneClick(url.replaceAll(/\s/g, ''));
}
