import type { Instant } from './fact.ts';
import type { Found, Patience } from './mail-evidence.ts';

/** The gate lets the last bytes out within this after it was asked, or never: from then on no attempt, however slow, begins to send them. ms */
export const LET_GO_WITHIN = 15_000;

/** Where no record says better: a mail server has ten minutes to answer the last bytes (RFC 5321, 4.5.3.2.6), and we a margin. ms */
export const DATA_TIME = 12 * 60_000;

/** What to do with a mail of which nobody knows whether it left, where no record says that it did. */
export type IfUnsure = 'hold' | 'resend';

type Case = Readonly<{
  now: Instant;
  /** When the gate was asked to let its last bytes go. */
  letGoAt: Instant;
  /** The Date of the mail: since then the same bytes are tried. */
  triedSince: Instant;
  /** Since when nobody knows. */
  since: Instant;
  found: Found;
  /** Absent: nothing is asked. */
  evidence?: Patience | undefined;
  ifUnsure: IfUnsure;
  /** It was sent a second time without proof, and that will not happen again. */
  resent: boolean;
}>;

export type Resolved =
  | Readonly<{ kind: 'accepted' }>
  /** The same bytes once more: none of them arrived, or (`resend`) nobody will ever know. */
  | Readonly<{ kind: 'again'; because: 'absent' | 'resend' }>
  /** For what a record will say, or for the next try: then it is known that none arrived. */
  | Readonly<{ kind: 'wait'; for: 'word' | 'turn'; until: Instant }>
  /** It stays so. It counts as seen, and the journey walks on. */
  | Readonly<{ kind: 'unknown' }>;

/** So often is a record asked until patience ends. */
const LOOKS = 8;

/**
 * What to do about a mail whose last bytes were let go and of which nobody came back to say what became. That it arrived is believed at
 * once; that it did not, only when no attempt can be writing and no mail server accepting any more. Pure, total.
 */
export function judgeUnsure(c: Case): Resolved {
  if (c.found === 'accepted') return { kind: 'accepted' };
  const mayResend = c.ifUnsure === 'resend' && !c.resent;
  if (c.evidence === undefined && !mayResend) return UNKNOWN;
  const over = overAt(c);
  if (c.now < over) return { kind: 'wait', for: 'word', until: over };
  if (c.found === 'absent') return inItsTurn(c);
  return untilTired(c, over) ?? (mayResend ? { kind: 'again', because: 'resend' } : UNKNOWN);
}

/** A mail that no copy of gets through is tried ever more rarely: after half as long again as it was tried already, up to six hours. */
function inItsTurn({ now, letGoAt, triedSince }: Case): Resolved {
  const until = letGoAt + Math.min(Math.max(letGoAt - triedSince, 0) / 2, LONGEST);
  return now < until ? { kind: 'wait', for: 'turn', until } : { kind: 'again', because: 'absent' };
}

const LONGEST = 6 * 3_600_000;
const UNKNOWN: Resolved = { kind: 'unknown' };

/** A record that does not know is asked some times more. */
function untilTired({ now, since, evidence }: Case, over: Instant): Resolved | undefined {
  const { patience = 0 } = evidence ?? {};
  const tired = Math.max(over, since) + patience;
  const until = Math.min(now + Math.ceil(patience / LOOKS), tired);
  return now < tired ? { kind: 'wait', for: 'word', until } : undefined;
}

/** From when on it is certain that it is not accepted any more, if it was not. Pure. */
export const overAt = ({ letGoAt, evidence }: Pick<Case, 'letGoAt' | 'evidence'>): Instant =>
  letGoAt + LET_GO_WITHIN + (evidence?.settlesWithin ?? DATA_TIME);
