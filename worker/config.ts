import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { z } from 'zod';
import type { MailEvidence } from '../core/mail-evidence.ts';
import { parsePerMinute, type PerMinute, USUAL_PER_MINUTE } from '../core/per-minute.ts';
import { type ListenAt, parseInbound } from '../inbound/listen-at.ts';
import { type MailMode, parseMailMode } from '../mail/address.ts';
import { type Dkim, readDkim } from '../mail/dkim.ts';
import { readEvidence } from '../mail/evidence/read-evidence.ts';
import { type LinkKey, parseLinkKeys } from '../mail/links.ts';
import { parseReturnDomain } from '../mail/return-path.ts';
import { parseSmtpUrl } from '../mail/smtp-url.ts';

/** All that a worker process takes from its environment. */
export type Config = Readonly<{
  temporal: Temporal;
  database: string;
  smtp: string;
  /** How many mails may leave in a minute, of all workers together. */
  perMinute: PerMinute;
  /** How long the mail server may take for a word; absent: as long as RFC 5321 gives it. ms */
  smtpTimeout?: number;
  /** Where the links in mails lead. */
  url: string;
  linkKeys: readonly LinkKey[];
  pepper: string;
  mode: MailMode;
  /** The domain to which what cannot be delivered comes back; absent: it goes to the senders. */
  returnPath?: string;
  /** Where this process listens for it; absent: another does, or nobody. */
  inbound?: ListenAt;
  /** Not said: mails are not signed here. */
  dkim?: Dkim;
  /** What can be asked about mails of which nobody knows whether they left; not said: nothing. */
  evidence?: MailEvidence;
  /** The project folder. */
  project: string;
  /** Set: Worker Versioning is on. */
  buildId?: string;
}>;
type Temporal = Readonly<{ connection: NativeConnectionOptions; namespace: string }>;
type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with the environment, a line a variable; never a value. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(['The environment is not fit to start a worker:', ...problems].join('\n- '));
    this.name = 'ConfigError';
  }
}

/** Reads the environment; TEMPORAL_* as every tool of Temporal does. Throws a `ConfigError` with all that is wrong. */
export function readConfig(env: Environment): Config {
  const read = schema.safeParse(env);
  const temporal = temporalOf(env);
  const signing = signingIn(env);
  if (read.success && temporal && !('problem' in signing))
    return { ...configOf(read.data, temporal), ...signing };
  throw new ConfigError([
    ...(read.error?.issues.map(sayIssue) ?? []),
    ...('problem' in signing ? [signing.problem] : []),
    ...(temporal ? [] : [TEMPORAL_PROBLEM]),
  ]);
}

/** Three variables that are one thing. */
function signingIn(env: Environment): Pick<Config, 'dkim'> | Readonly<{ problem: string }> {
  try {
    const dkim = readDkim(env);
    return dkim === undefined ? {} : { dkim };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'PERENNIAL_DKIM_KEY is no good' };
  }
}

const there = z.string({ error: 'is missing' }).min(1, { error: 'is missing', abort: true });

/** A text that `parse` understands; what it throws names the variable by itself. */
const fit = <T>(parse: (text: string) => T) =>
  there.transform((text, context) => {
    try {
      return parse(text);
    } catch (error) {
      const message = error instanceof Error ? error.message : 'is not understood';
      context.issues.push({ code: 'custom', message, input: '' });
      return z.NEVER;
    }
  });

const variables = z.object({
  DATABASE_URL: there.regex(/^postgres(ql)?:\/\//, 'is no postgres://… address'),
  SMTP_URL: fit((text) => parseSmtpUrl(text) && text),
  PERENNIAL_PER_MINUTE: fit(parsePerMinute).default(parsePerMinute(USUAL_PER_MINUTE)),
  PERENNIAL_SMTP_TIMEOUT: there
    .regex(/^([1-9]|[1-9]\d|[1-5]\d\d|600)$/, 'is no whole number of seconds from 1 to 600')
    .transform((seconds) => Number(seconds) * 1000)
    .exactOptional(),
  PERENNIAL_URL: there.refine(isSafe, 'is no https:// address; http:// is for this machine only'),
  PERENNIAL_LINK_KEYS: fit(parseLinkKeys),
  PERENNIAL_PEPPER: there.min(32, 'has fewer than 32 characters; take `openssl rand -hex 32`'),
  PERENNIAL_MAIL: fit((text) => parseMailMode(text, false)).default({
    kind: 'listed',
    allowed: [],
  }),
  PERENNIAL_RETURN_PATH: fit(parseReturnDomain).exactOptional(),
  PERENNIAL_INBOUND: fit(parseInbound).exactOptional(),
  PERENNIAL_EVIDENCE: fit(readEvidence).exactOptional(),
  PERENNIAL_PROJECT: there.default('.'),
  PERENNIAL_BUILD_ID: there
    .regex(/^[\w.-]{1,40}$/, 'is not 1 to 40 letters, digits, dots and dashes')
    .exactOptional(),
});

const schema = variables.refine(
  ({ PERENNIAL_INBOUND: listen, PERENNIAL_RETURN_PATH: domain }) =>
    listen === undefined || domain !== undefined,
  {
    path: ['PERENNIAL_RETURN_PATH'],
    error: 'is missing, while PERENNIAL_INBOUND is to listen for what comes back to it',
  },
);

const configOf = (data: z.output<typeof schema>, temporal: Temporal): Config => ({
  temporal,
  database: data.DATABASE_URL,
  smtp: data.SMTP_URL,
  perMinute: data.PERENNIAL_PER_MINUTE,
  url: data.PERENNIAL_URL,
  linkKeys: data.PERENNIAL_LINK_KEYS,
  pepper: data.PERENNIAL_PEPPER,
  mode: data.PERENNIAL_MAIL,
  project: data.PERENNIAL_PROJECT,
  ...(data.PERENNIAL_SMTP_TIMEOUT !== undefined && { smtpTimeout: data.PERENNIAL_SMTP_TIMEOUT }),
  ...(data.PERENNIAL_RETURN_PATH !== undefined && { returnPath: data.PERENNIAL_RETURN_PATH }),
  ...(data.PERENNIAL_INBOUND !== undefined && { inbound: data.PERENNIAL_INBOUND }),
  ...(data.PERENNIAL_EVIDENCE !== undefined && { evidence: data.PERENNIAL_EVIDENCE }),
  ...(data.PERENNIAL_BUILD_ID !== undefined && { buildId: data.PERENNIAL_BUILD_ID }),
});

function sayIssue({ path, message }: z.core.$ZodIssue): string {
  const name = path.map(String).join('.');
  return message.startsWith(name) ? message : `${name} ${message}`;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

function isSafe(text: string): boolean {
  const url = URL.parse(text);
  return (
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname))
  );
}

const TEMPORAL_PROBLEM =
  'TEMPORAL_… is not understood; see https://docs.temporal.io/develop/environment-configuration';

function temporalOf(env: Environment): Temporal | undefined {
  const given = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  try {
    const overrideEnvVars = Object.fromEntries(given) as Record<string, string>;
    const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars });
    return { connection: connectionOptions, namespace: namespace ?? 'default' };
  } catch {
    return undefined; // its words may quote what is wrong
  }
}
