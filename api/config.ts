import { z } from 'zod';
import { type LinkKey, parseLinkKeys } from '../mail/links.ts';
import { parseProxies, type Proxies } from './public/visitor.ts';

/** All that an API process takes from its environment. */
export type Config = Readonly<{
  database: string;
  /** Where people and links reach it. */
  url: string;
  /** Reachable from this machine only. */
  loopback: boolean;
  allowedHosts: readonly string[];
  listen: Readonly<{ host: string; port: number }>;
  world: string;
  apiKeys: readonly string[];
  linkKeys: readonly LinkKey[];
  pepper: string;
  /** The project folder. */
  project: string;
  namespace: string;
  mailgunKey?: string;
  /** Whose X-Forwarded-For is believed. */
  proxies?: Proxies;
  temporalUi?: string;
}>;
type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with the environment, a line a variable; never a value. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(['The environment is not fit to start the API:', ...problems].join('\n- '));
    this.name = 'ConfigError';
  }
}

/** Reads the environment. Throws a `ConfigError` with all that is wrong. */
export function readConfig(env: Environment): Config {
  const read = schema.safeParse(env);
  if (!read.success) throw new ConfigError(read.error.issues.map(sayIssue));
  const config = configOf(read.data);
  const problems = [...worldProblems(config), ...listenProblems(config)];
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

const there = z.string({ error: 'is missing' }).min(1, { error: 'is missing', abort: true });
const list = there.transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const linkKeys = there.transform((text, context) => {
  try {
    return parseLinkKeys(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'is not understood';
    context.issues.push({ code: 'custom', message, input: '' });
    return z.NEVER;
  }
});

const proxies = list.transform((parts, context) => {
  try {
    return parseProxies(parts);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'is not understood';
    context.issues.push({ code: 'custom', message, input: '' });
    return z.NEVER;
  }
});

const schema = z.object({
  DATABASE_URL: there.regex(/^postgres(ql)?:\/\//, 'is no postgres://… address'),
  PERENNIAL_URL: there.refine(isSafe, 'is no https:// address; http:// is for this machine only'),
  PERENNIAL_WORLD: there.regex(/^[a-z0-9-]{1,20}$/, 'is no name in small letters').default('real'),
  PERENNIAL_API_KEYS: list,
  PERENNIAL_LINK_KEYS: linkKeys,
  PERENNIAL_PEPPER: there.min(32, 'has fewer than 32 characters; take `openssl rand -hex 32`'),
  PERENNIAL_PROJECT: there.default('.'),
  PERENNIAL_HOST: there.default('127.0.0.1'),
  PERENNIAL_PORT: z.coerce.number('is no port').int('is no port').min(0).max(65_535).default(7310),
  PERENNIAL_HOSTS: list.default([]),
  PERENNIAL_PROXIES: proxies.exactOptional(),
  PERENNIAL_TEMPORAL_UI: z.url({ protocol: /^https?$/, error: 'is no address' }).exactOptional(),
  PERENNIAL_MAILGUN_KEY: there.min(16, 'has fewer than 16 characters').exactOptional(),
  TEMPORAL_NAMESPACE: there.default('default'),
});

function configOf(data: z.output<typeof schema>): Config {
  const { host, hostname } = new URL(data.PERENNIAL_URL);
  return {
    database: data.DATABASE_URL,
    url: data.PERENNIAL_URL,
    loopback: LOOPBACK.includes(hostname),
    allowedHosts: [host, ...data.PERENNIAL_HOSTS],
    listen: { host: data.PERENNIAL_HOST, port: data.PERENNIAL_PORT },
    world: data.PERENNIAL_WORLD,
    apiKeys: data.PERENNIAL_API_KEYS,
    linkKeys: data.PERENNIAL_LINK_KEYS,
    pepper: data.PERENNIAL_PEPPER,
    project: data.PERENNIAL_PROJECT,
    namespace: data.TEMPORAL_NAMESPACE,
    ...(data.PERENNIAL_PROXIES !== undefined && { proxies: data.PERENNIAL_PROXIES }),
    ...(data.PERENNIAL_MAILGUN_KEY !== undefined && { mailgunKey: data.PERENNIAL_MAILGUN_KEY }),
    ...(data.PERENNIAL_TEMPORAL_UI !== undefined && { temporalUi: data.PERENNIAL_TEMPORAL_UI }),
  };
}

const worldProblems = ({ apiKeys, world }: Config): readonly string[] =>
  apiKeys.length > 0 && apiKeys.every((key) => key.startsWith(`pk_${world}_`) && key.length >= 32)
    ? []
    : [`PERENNIAL_API_KEYS holds a key that is not pk_${world}_ and at least 24 letters of chance`];

/** Pages are open where the address is of this machine: then nobody else may reach the port. */
const listenProblems = ({ loopback, listen }: Config): readonly string[] =>
  loopback && !LOOPBACK.includes(listen.host)
    ? ['PERENNIAL_HOST lets others in, while PERENNIAL_URL is an address of this machine only']
    : [];

function sayIssue({ path, message }: z.core.$ZodIssue): string {
  const name = path.map(String).join('.');
  return message.startsWith(name) ? message : `${name} ${message}`;
}

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]', '::1'];

function isSafe(text: string): boolean {
  const url = URL.parse(text);
  return (
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname))
  );
}
