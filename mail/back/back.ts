/** What a mail that came back to us is. */
export type BackKind =
  /** There is no such mailbox, for good. */
  | 'hard'
  /** This mailbox does not take it now, or nobody says why. */
  | 'soft'
  /** They refuse our servers: a blocklist, our reputation. Our fault, and no recipient's. */
  | 'block'
  /** They refuse how we send or what we say: authentication, content, their rules. Our fault as well. */
  | 'policy'
  /** A server still tries. */
  | 'delayed'
  /** The server that we gave it to says that it took it. */
  | 'accepted'
  /** A server says that it delivered, or passed it on. */
  | 'delivered'
  /** They, or their provider for them, call it spam. */
  | 'complaint'
  | 'out-of-office'
  /** A machine answered: a ticket, a receipt, a list. */
  | 'automatic'
  /** A person answered. */
  | 'reply'
  /** Not to be read, or nobody knows what it wants: it changes nothing. */
  | 'unclear';

/** What a mail means, and which of ours it says it is about: whether it is, only the ledger and our own signature know. */
export type Back = Readonly<{
  kind: BackKind;
  /** Which sign it was told by; never a word of the mail itself. */
  why: string;
  /** RFC 3463, of a bounce that has one. */
  status?: string;
  /** Whose answer it is, in small letters. */
  from?: string;
  /** What a person wrote, without what they quote, at most 1,000 characters. */
  excerpt?: string;
  /** What this very mail is called, to know a copy of it. */
  messageId?: string;
  /** The names in Message-IDs that look like ours, the surest first. */
  names: readonly string[];
  /** Addresses that look like return paths of ours. */
  paths: readonly string[];
}>;
