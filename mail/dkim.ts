import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What mails are signed with. */
export type Dkim = Readonly<{ domain: string; selector: string; key: KeyObject }>;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What is signed: all that a reader or a mail program goes by. nodemailer's own list lacks List-Unsubscribe-Post, without which one-click is
 * not believed (RFC 8058, 4), and Feedback-ID, which Gmail counts only where it is signed.
 */
export const SIGNED_HEADERS: readonly string[] = [
  'From',
  'Sender',
  'Reply-To',
  'To',
  'Cc',
  'Subject',
  'Date',
  'Message-ID',
  'In-Reply-To',
  'References',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Feedback-ID',
  'Auto-Submitted',
];

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+${LABEL}$`);
const SELECTOR = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
/** RFC 8301: no receiver takes a shorter one for a signature. */
const LEAST_BITS = 1024;

/**
 * Reads PERENNIAL_DKIM_DOMAIN, _SELECTOR and _KEY: all of them, or none, and then mails are not signed here. The key is a PEM, or the
 * path of one. Throws an Error that names the variable and never its value.
 */
export function readDkim(env: Environment): Dkim | undefined {
  const [domain, selector, text] = NAMES.map((name) => env[name]?.trim() ?? '');
  if (!domain && !selector && !text) return undefined;
  if (!domain || !selector || !text) {
    const missing = NAMES.filter((name) => (env[name] ?? '').trim() === '').join(' and ');
    throw new Error(
      `${missing} missing: mails are signed with all three or not at all. Set what is missing, or unset the rest.`,
    );
  }
  if (!DOMAIN.test(domain)) throw new Error(`${NAMES[0]} is no domain. Write mail.example.com.`);
  if (!SELECTOR.test(selector)) {
    throw new Error(
      `${NAMES[1]} is no selector. It is what stands before ._domainkey in DNS, as in s1.`,
    );
  }
  return { domain, selector, key: keyOf(text) };
}

const NAMES = ['PERENNIAL_DKIM_DOMAIN', 'PERENNIAL_DKIM_SELECTOR', 'PERENNIAL_DKIM_KEY'] as const;
const [, , KEY] = NAMES;
const MAKE = 'Make one by `openssl genrsa -out dkim.pem 2048`.';

/** nodemailer would send unsigned, and not say so, with a key that it cannot use. */
function keyOf(text: string): KeyObject {
  const pem = text.includes('-----BEGIN') ? text.replaceAll('\\n', '\n') : fileOf(text);
  const key = privateKeyOf(pem);
  if (key.asymmetricKeyType !== 'rsa') {
    const type = key.asymmetricKeyType ?? 'another';
    throw new Error(`${KEY} is an ${type} key, and mails are signed by RSA here. ${MAKE}`);
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits >= LEAST_BITS) return key;
  throw new Error(`${KEY} has ${bits} bits, and receivers pass over fewer than 1024. ${MAKE}`);
}

function fileOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Error(`${KEY} is neither a PEM nor a file that can be read. ${MAKE}`);
  }
}

function privateKeyOf(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Error(`${KEY} holds no private key that can be read without a passphrase. ${MAKE}`);
  }
}

type Signing = Readonly<{
  domainName: string;
  keySelector: string;
  privateKey: KeyObject;
  headerFieldNames: string;
}>;

/** How nodemailer is told; a KeyObject is not parsed anew for each mail. */
export const signingOf = ({ domain, selector, key }: Dkim): Signing => ({
  domainName: domain,
  keySelector: selector,
  privateKey: key,
  headerFieldNames: SIGNED_HEADERS.join(':'),
});
