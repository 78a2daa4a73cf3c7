/** A mail server as SMTP_URL names it. */
export type MailServer = Readonly<{
  host: string;
  port: number;
  /** TLS from the first byte (smtps). */
  secure: boolean;
  /** On this machine: no TLS asked for. */
  loopback: boolean;
  auth?: Readonly<{ user: string; pass: string }>;
}>;

const SHAPE =
  'Write smtp://user:password@host:587 or smtps://user:password@host:465, special characters percent-encoded.';

/** Reads SMTP_URL. Throws an Error that names the variable and never its value. */
export function parseSmtpUrl(text: string): MailServer {
  if (!URL.canParse(text)) throw new Error(`SMTP_URL is no address of a mail server. ${SHAPE}`);
  const url = new URL(text);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') {
    throw new Error(`SMTP_URL begins with neither smtp: nor smtps:. ${SHAPE}`);
  }
  if (url.hostname === '' || url.search !== '' || url.hash !== '') {
    throw new Error(`SMTP_URL has no host, or more than one. ${SHAPE}`);
  }
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    loopback: isLoopback(host),
    ...(url.username === ''
      ? {}
      : { auth: { user: plain(url.username), pass: plain(url.password) } }),
  };
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error(`SMTP_URL has a stray %. ${SHAPE}`);
  }
}
