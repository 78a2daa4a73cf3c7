import type { BackKind } from './back.ts';

/** Why a mail was not delivered. */
export type Failing = Readonly<{
  kind: Extract<BackKind, 'hard' | 'soft' | 'block' | 'policy'>;
  why: string;
  status?: string;
}>;

const ENHANCED = /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?!\.?\d)/;
const BASIC = /(?<![\d.])([45][0-5]\d)(?=[ -])/;

/** They name what we fail at: never the recipient's fault, whatever number stands beside it. */
const AUTHENTICATION =
  /\b(dmarc|spf|dkim|dnssec|unauthenticated|authentication (checks?|failed|required|information)|not authenticated|arc validation)\b|5\.7\.(2\d|515)\b/i;
const BLOCKLIST =
  /\b(black-?list(ed|s)?|block-?list(ed)?|block list|spamhaus|spamcop|barracuda(central)?|sorbs|dnsbl|rbl|senderscore|poor reputation|low reputation|reputation of|s3140|s3150|tss0[49]|banned sending ip|ip (address )?(is |has been )?(blocked|banned)|client host \S+ blocked|unsolicited mail|abuse of policy)\b/i;
const SPAM =
  /\b(spam(my)?|unsolicited|content (rejected|denied|filter)|message rejected|virus|malware|high probability)\b/i;
const GREYLISTED = /grey-?list|gray-?list|try again later|temporar(y|ily)/i;
const NOBODY =
  /user unknown|unknown (user|recipient|local|address|mailbox)|no such (user|mailbox|recipient|address|person|account|local)|(user|recipient|mailbox|account|address|alias)('s)? (\S+ ){0,6}?(not found|does not exist|doesn'?t exist|not exist|unknown|unavailable or does not|is invalid)|does ?n[o']t (have|exist).{0,40}account|invalid (recipient|mailbox|address)|unrouteable address|unrouteable mail domain|no mailbox here|nosuchuser|account (has been|is|was) (disabled|closed|deleted|deactivated|inactive)|(is disabled|is inactive)|isn'?t a known user|host or domain name not found|nxdomain|domain (\S+ )?(not found|does not exist)|existiert nicht|unbekannter (benutzer|empfänger)|utilisateur inconnu|n'existe pas|usuario (desconocido|no existe)|no existe|usuário desconhecido|não existe|存在しません|ユーザー?不明|nie istnieje/i;
const FULL =
  /quota|mailbox (is )?full|over ?quota|out of storage|insufficient (system )?storage|exceed\w* storage|storage (limit|allocation)|postfach (ist )?voll|boîte (aux lettres )?(est )?pleine|buzón lleno|caixa (de correio )?cheia|容量|skrzynka (jest )?pełna/i;
const TOO_BIG = /too (large|big)|size limit|exceeds? (the )?(maximum|max) (message )?size/i;

/**
 * Tells a failure's kind by the server's own words and numbers. What speaks of us is never a hard bounce, and neither is what only might be
 * one. Pure, total.
 */
export function failingOf(words: string, reported?: string): Failing {
  const said = ENHANCED.exec(words)?.[1];
  const status = said ?? reported;
  const basic = BASIC.exec(words)?.[1];
  const forGood = (status ?? basic ?? '5').startsWith('5');
  return {
    ...(oursOf(words, status) ?? theirs(words, { status: status ?? '', basic, forGood })),
    ...(status !== undefined && { status }),
  };
}

function oursOf(words: string, status = ''): Failing | undefined {
  if (AUTHENTICATION.test(words)) return { kind: 'policy', why: 'authentication' };
  if (BLOCKLIST.test(words)) return { kind: 'block', why: 'blocklist' };
  if (/^5\.1\.[78]$/.test(status)) return { kind: 'policy', why: 'our address' };
  if (/^5\.(2\.3|3\.4)$/.test(status) || TOO_BIG.test(words))
    return { kind: 'policy', why: 'size' };
  return undefined;
}

type Numbers = Readonly<{
  status: string;
  basic: string | undefined;
  forGood: boolean;
}>;

function theirs(words: string, numbers: Numbers): Failing {
  if (!numbers.forGood)
    return { kind: 'soft', why: GREYLISTED.test(words) ? 'for the time being' : 'gave up' };
  const { kind, why } = FOR_GOOD.find(({ is }) => is(words, numbers)) ?? UNPROVEN;
  return { kind, why };
}

type Rule = Pick<Failing, 'kind' | 'why'> &
  Readonly<{ is: (words: string, numbers: Numbers) => boolean }>;

const GONE = { kind: 'hard', why: 'no such address' } as const;
const RULES = { kind: 'policy', why: 'refused by their rules' } as const;
const UNPROVEN = { kind: 'soft', why: 'no reason that proves anything' } as const;

/** The first that fits. */
const FOR_GOOD: readonly Rule[] = [
  { ...GONE, is: (_, { status }) => /^5\.1\.(1|2|3|6|10)$/.test(status) },
  // Exchange Online's edge says so of whom it does not know.
  { ...GONE, is: (words, { status }) => status === '5.4.1' && /access denied/i.test(words) },
  {
    kind: 'soft',
    why: 'mailbox full',
    is: (words, { status }) => status === '5.2.2' || FULL.test(words),
  },
  { ...RULES, is: (_, { status }) => /^5\.[67]\./.test(status) },
  { ...GONE, is: (words) => NOBODY.test(words) },
  { ...RULES, is: (words, { basic }) => SPAM.test(words) || basic === '554' || basic === '521' },
];
