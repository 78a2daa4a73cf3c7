import { domainToASCII } from 'node:url';
import type { SendMailOptions } from 'nodemailer';
import type { Instant } from '../core/fact.ts';
import type { Sender } from '../core/house.ts';
import type { Composed } from './compose.ts';

/** A mail as the transport takes it. Nothing in it is left to chance or to the clock: sent twice, it is the same bytes. */
export type OutgoingMail = SendMailOptions &
  Readonly<{ envelope: Readonly<{ from: string; to: string }> }>;

/** What one sending of a mail is, besides its words. All of it is fixed by the claim. */
export type Envelope = Readonly<{
  to: string;
  from: Sender;
  /** With or without angle brackets. */
  messageId: string;
  date: Instant;
  /** What separates the parts; pinned, or each retry would be another mail. */
  boundary: string;
  /** The stream that people may leave: its id and its name. */
  topic: Readonly<{ id: string; name?: string }>;
  /** What mailbox providers count complaints by: the same for all who get it, or it would be nobody's statistics. */
  campaign: Readonly<{ mail: string; mindset: string }>;
  /** The signed link; POST to it unsubscribes (RFC 8058). */
  unsubscribe: string;
  /** An address at which a mail unsubscribes; absent: nobody listens there. */
  unsubscribeAt?: string | undefined;
  /** Where what cannot be delivered goes; absent: to the sender. */
  returnPath?: string | undefined;
}>;

type Letter = Omit<Envelope, 'topic' | 'unsubscribe' | 'unsubscribeAt' | 'campaign'>;

/** A marketing mail: one-click unsubscribe, its stream's List-Id, what complaints are counted by, and marked as automatic so that absence notes stay away. Pure. */
export function messageOf(composed: Composed, envelope: Envelope): OutgoingMail {
  const { from, to, topic } = envelope;
  return {
    ...plainMessage(composed, envelope),
    replyTo: { name: from.name, address: from.replyTo ?? from.address },
    envelope: { from: envelope.returnPath ?? from.address, to },
    list: {
      unsubscribe: waysToLeave(envelope),
      id: {
        url: `${labelOf(topic.id)}.${domainOf(from.address)}`,
        comment: topic.name ?? topic.id,
      },
    },
    headers: {
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Feedback-ID': feedbackId(envelope),
      'Auto-Submitted': 'auto-generated',
    },
  };
}

/** Nested, which is one header: flat would make two, of which DKIM signs the last. The link first: one click is what is tried first. */
const waysToLeave = ({ unsubscribe, unsubscribeAt }: Envelope): { url: string }[][] => [
  [
    { url: unsubscribe },
    ...(unsubscribeAt === undefined
      ? []
      : [{ url: `mailto:${unsubscribeAt}?subject=unsubscribe` }]),
  ],
];

/** A mail to one of ours: no list, no unsubscribing. Pure. */
export function letterOf(composed: Composed, letter: Letter): OutgoingMail {
  return {
    ...plainMessage(composed, letter),
    envelope: { from: letter.from.address, to: letter.to },
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

function plainMessage(
  { subject, html, text }: Composed,
  { to, from, messageId, date, boundary }: Letter,
): SendMailOptions {
  return {
    // Objects and never text: `"Evil, Guy <b@x>" <c@d>` as text is two people.
    from: { name: from.name, address: from.address },
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId: messageId.startsWith('<') ? messageId : `<${messageId}>`,
    date: new Date(date),
    baseBoundary: boundary,
    xMailer: false,
    maxRecipients: 1,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** A header is ASCII, or some server on the way mends it and breaks the signature: other letters as a domain writes them. */
const labelOf = (topic: string): string =>
  /^[!-~]+$/.test(topic) ? topic : domainToASCII(topic) || tame(topic);

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** a:b:c:SenderId, as Gmail reads it: the last is who we are, 5 to 15 characters that never change. */
function feedbackId({ campaign, topic, from }: Envelope): string {
  const sender = tame(domainOf(from.address)).slice(0, 15).padEnd(5, '-');
  return [campaign.mail, topic.id, campaign.mindset, sender].map(tame).join(':');
}

const tame = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
