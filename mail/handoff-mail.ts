import { createHash } from 'node:crypto';
import type { Instant } from '../core/fact.ts';
import type { Rep, Sender } from '../core/house.ts';
import type { Composed } from './compose.ts';
import { escapeHtml } from './escape-html.ts';
import { type OutgoingMail, letterOf } from './message.ts';

/** As much of an offer as its mail tells. A packet of the store is one. */
export type OfferPacket = Readonly<{
  who: Readonly<{ email: string; account?: string; traits: Readonly<Record<string, unknown>> }>;
  why: readonly Readonly<{
    sentence: string;
    /** In the words of the house. */
    said?: string;
    since: Instant;
    events: readonly Readonly<{ name: string; at: Instant }>[];
  }>[];
  sent: readonly Readonly<{ mail: string; subject: string | null; at: Instant }>[];
  suggest: string;
}>;
export type Offer = Readonly<{
  /** The handoff's id; a retry for the same rep is the same mail. */
  id: string;
  /** When the clock runs out. */
  until: Instant;
  offeredAt: Instant;
  packet: OfferPacket;
}>;

/** The mail that asks a rep to answer an offer: plain enough for a phone between two meetings. Pure. `link` is the signed one of this offer. */
export function handoffMail(
  offer: Offer,
  rep: Pick<Rep, 'id' | 'name' | 'email'>,
  { link, sender }: Readonly<{ link: string; sender: Sender }>,
): OutgoingMail {
  const key = createHash('sha256').update(`${offer.id}/${rep.id}`).digest('hex').slice(0, 32);
  return letterOf(offerWords(offer, rep, link), {
    to: rep.email,
    from: sender,
    messageId: `<handoff.${key}@${sender.address.slice(sender.address.lastIndexOf('@') + 1)}>`,
    date: offer.offeredAt,
    boundary: key,
  });
}

/** One part of the mail: a heading and lines, or just a line. */
type Part = Readonly<{ head?: string; lines: readonly string[] }>;

function offerWords(offer: Offer, rep: Pick<Rep, 'name'>, link: string): Composed {
  const { packet } = offer;
  const name = nameOf(packet.who);
  const answer = `Please answer by ${moment(offer.until)} (in ${spell(offer.until - offer.offeredAt)}).`;
  const parts: readonly Part[] = [
    { lines: [`Hello ${firstWord(rep.name)},`, `${name} may be ready to talk to you. ${answer}`] },
    { head: 'Who', lines: whoLines(packet.who) },
    { head: 'Why now', lines: packet.why.map(whyLine) },
    { head: 'What they were sent', lines: sentLines(packet.sent) },
    { head: 'A way to begin', lines: [line(packet.suggest)] },
  ];
  const close =
    'Accept, say not yet, or reject with a reason: whatever you choose, they are looked after.';
  return {
    subject: `${name}: answer by ${moment(offer.until)}`,
    text: textOf(parts, link, close),
    html: htmlOf(parts, link, close),
  };
}

const TRAITS_SHOWN = 8;

function whoLines({ email, account, traits }: OfferPacket['who']): readonly string[] {
  const told = Object.entries(traits)
    .filter(([trait]) => trait !== 'firstName' && trait !== 'lastName')
    .slice(0, TRAITS_SHOWN)
    .map(([trait, value]) => `${words(trait)}: ${line(String(value))}`);
  return [email, ...(account === undefined ? [] : [`account: ${account}`]), ...told];
}

function whyLine({ sentence, said, since, events }: OfferPacket['why'][number]): string {
  const deeds = events
    .slice(0, 3)
    .map(({ name, at }) => (sentence.includes(name) ? `on ${day(at)}` : `${name} on ${day(at)}`));
  const behind = deeds.length === 0 ? `since ${day(since)}` : deeds.join(', ');
  return `${line(said ?? sentence)} (${behind})`;
}

const SENT_SHOWN = 5;

function sentLines(sent: OfferPacket['sent']): readonly string[] {
  if (sent.length === 0) return ['Nothing yet.'];
  const lines = sent
    .slice(0, SENT_SHOWN)
    .map(({ mail, subject, at }) => `${day(at)}: ${line(subject ?? mail)}`);
  const more = sent.length - SENT_SHOWN;
  return more > 0 ? [...lines, `and ${more} more before that`] : lines;
}

function textOf(parts: readonly Part[], link: string, close: string): string {
  const blocks = parts.map(({ head, lines }) =>
    head === undefined
      ? lines.join('\n\n')
      : [`${head}:`, ...lines.map((each) => `- ${each}`)].join('\n'),
  );
  const [hello = '', ...rest] = blocks;
  return `${[hello, `Answer here: ${link}`, ...rest, close].join('\n\n')}\n`;
}

const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#1f5c43;color:#ffffff;text-decoration:none;font-weight:600;';

function htmlOf(parts: readonly Part[], link: string, close: string): string {
  const [hello, ...rest] = parts.map(partHtml);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Handoff</title>
</head>
<body style="margin:0;padding:16px;">
<div style="max-width:36em;font:16px/1.5 -apple-system,BlinkMacSystemFont,'Segoe UI',Helvetica,Arial,sans-serif;">
${hello}
<p style="margin:20px 0;"><a href="${escapeHtml(link)}" style="${BUTTON}">Read and answer</a></p>
${rest.join('\n')}
<p style="margin:24px 0 0;font-size:14px;opacity:0.8;">${escapeHtml(close)}</p>
</div>
</body>
</html>
`;
}

function partHtml({ head, lines }: Part): string {
  if (head === undefined)
    return lines.map((each) => `<p style="margin:0 0 12px;">${escapeHtml(each)}</p>`).join('\n');
  const items = lines.map((each) => `<li style="margin:0 0 4px;">${escapeHtml(each)}</li>`);
  return `<h2 style="margin:20px 0 6px;font-size:16px;">${escapeHtml(head)}</h2>
<ul style="margin:0;padding-left:20px;overflow-wrap:anywhere;">${items.join('')}</ul>`;
}

/** A name if they gave one that looks like it, else the address. */
function nameOf({ email, traits }: OfferPacket['who']): string {
  const name = [traits['firstName'], traits['lastName']]
    .filter((part) => typeof part === 'string')
    .join(' ')
    .trim();
  return name === '' || name.length > 80 ? email : line(name);
}

/** Traits and subjects are other people's words: one line each, and not endless. */
const line = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 160);
const words = (trait: string): string => trait.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
const firstWord = (name: string): string => name.split(' ')[0] ?? name;

const WHEN = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const moment = (at: Instant): string => `${WHEN.format(at)} UTC`;
const day = (at: Instant): string => DAY.format(at);

const MINUTE = 60_000;
/** The largest unit that fits at least twice, so that nothing is told too roughly. */
function spell(length: number): string {
  const minutes = Math.max(1, Math.round(length / MINUTE));
  if (length < 2 * MINUTE) return `${Math.max(1, Math.round(length / 1000))} seconds`;
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
