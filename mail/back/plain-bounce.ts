import type { Verdict } from './delivery-report.ts';
import { failingOf } from './failing.ts';
import type { Parsed } from './parse.ts';

const BOUNCER =
  /^(mailer-daemon|mail-daemon|mdaemon|maildelivery|postmaster|microsoftexchange[0-9a-f]+)@/;
const SUBJECT =
  /undeliver(able|ed)|delivery (status notification|failure|has failed|incomplete|problem)|failure notice|returned mail|mail (delivery (failed|failure|system)|could not be delivered)|non remis|unzustellbar|konnte nicht zugestellt|no se (ha podido|pudo) entregar|não (foi )?entreg|não pôde ser entregue|配信(不能|できません)|nie dostarczono|niedostarczona/i;
const DELAYED =
  /delayed|warning: (could not send|message)|will (keep trying|be retried|continue to try)|you do not need to resend|verzögert|en retard|retrasad|atrasad|遅延|opóźnion/i;

/**
 * A bounce of a server that writes none of the reports of RFC 3464: qmail, Exim, old gateways. Known by who wrote it and by what is said,
 * never by one of them. Pure, total.
 */
export function plainBounce(parsed: Parsed): Verdict | undefined {
  const { headers, subject, text } = parsed;
  const bySoftware =
    /^hi\. this is the qmail-send program/im.test(text) || headers.has('x-failed-recipients');
  if (!bySoftware && !isReport(parsed) && !isSentBack(parsed)) return undefined;
  if (DELAYED.test(subject) || (!bySoftware && DELAYED.test(text)))
    return { kind: 'delayed', why: 'bounce in plain words' };
  return failingOf(withoutOriginal(text));
}

/** It says so, and has no report that can be read. */
const isReport = ({ headers }: Parsed): boolean =>
  /report-type="?delivery-status/i.test(headers.get('content-type') ?? '');

function isSentBack({ headers, from, subject }: Parsed): boolean {
  if (BOUNCER.test(from)) return SUBJECT.test(subject) || DELAYED.test(subject);
  // An answer names what it answers; a server without reports does not.
  const nobody = headers.get('return-path') === '<>' && !headers.has('in-reply-to');
  return nobody && SUBJECT.test(subject);
}

/** What they return says nothing of why. */
const withoutOriginal = (text: string): string =>
  text.split(
    /^-{2,} ?(?:this is a copy|below this line|original message|the following is a copy|message header)/im,
  )[0] ?? '';
