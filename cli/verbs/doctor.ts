import { z } from 'zod';
import { createConnection } from 'node:net';
import { misalignments } from '../../mail/alignment.ts';
import { readDkim } from '../../mail/dkim.ts';
import { parseReturnDomain } from '../../mail/return-path.ts';
import { senderDnsProblems } from '../../mail/sender-dns.ts';
import { parseSmtpUrl } from '../../mail/smtp-url.ts';
import { loadHouse } from '../../project/load-house.ts';
import { readEvidence } from '../../mail/evidence/read-evidence.ts';
import type { Cli } from '../context.ts';
import { saidBy } from '../mishap.ts';
import { leaving } from '../say-sending.ts';
import type { Verb } from '../program.ts';

type Examined = Readonly<{ what: string; well: boolean; says: string }>;

/** What is up, and what is not. */
export const doctorVerb: Verb = (program, cli) => {
  program
    .command('doctor')
    .description('is everything up? API, database and workers, Temporal, mail server')
    .action(async () => {
      const here = cli();
      const examined = await examine(here);
      if (examined.some(({ well }) => !well)) process.exitCode = 1;
      here.output.result(examined, () =>
        examined.map(({ what, well, says }) => `${well ? 'ok  ' : 'FAIL'}  ${what}: ${says}`),
      );
    });
};

async function examine(cli: Cli): Promise<readonly Examined[]> {
  const { api, temporal, smtp } = await cli.stack();
  const { env } = cli;
  return Promise.all([
    attempt('API', async () => (await ask(`${api}/health`, health)).world),
    attempt(
      'database and workers',
      async () => `${(await ask(`${api}/ready`, ready)).workers} alive`,
    ),
    ...(temporal === undefined ? [] : [attempt('Temporal', () => reach(temporal))]),
    ...(smtp === undefined ? [] : [attempt('mail server', () => reachMail(smtp))]),
    attempt('sending', () => leaving(cli)),
    attempt('DKIM', () => signing(env)),
    ...(isOurs(env) ? [attempt('senders', () => believed(cli))] : []),
    attempt('evidence', () => evidence(env)),
  ]);
}

/** At the port that the worker takes, which need not be said. */
async function reachMail(smtp: string): Promise<string> {
  const { host, port } = parseSmtpUrl(smtp);
  return reach(`${host}:${port}`);
}

/** A signature is worth as much as the key in DNS. */
async function signing(env: Cli['env']): Promise<string> {
  const dkim = readDkim(env);
  if (dkim === undefined) return 'no key here: mails leave unsigned unless the mail server signs';
  const { probeDkim, publishedProblem, recordNameOf } = await import('../../mail/dkim-probe.ts');
  await probeDkim(dkim);
  const problem = await publishedProblem(dkim);
  if (problem !== undefined) throw new Error(problem);
  return `signs as ${dkim.domain}, with the key at ${recordNameOf(dkim)}`;
}

/** Whether this installation says by which domains it sends. */
const isOurs = (env: Cli['env']): boolean =>
  (env['PERENNIAL_DKIM_DOMAIN'] ?? env['PERENNIAL_RETURN_PATH'] ?? '') !== '';

/** Whether receivers will believe that the mails are the senders'. */
async function believed({ dir, env }: Cli): Promise<string> {
  const { senders } = await loadHouse(dir);
  const dkim = readDkim(env)?.domain;
  const path = env['PERENNIAL_RETURN_PATH'];
  const domains = {
    senders,
    ...(dkim !== undefined && { dkim }),
    ...(path ? { returnPath: parseReturnDomain(path) } : {}),
  };
  const wrong = misalignments(domains).map(({ say }) => say);
  const missing = await senderDnsProblems(domains);
  if (wrong.length + missing.length > 0) throw new Error([...wrong, ...missing].join('; '));
  return `${Object.keys(senders).length} senders are spoken for by DMARC, DKIM and SPF`;
}

/** Records that are asked about mails of which nobody knows whether they left. */
async function evidence(env: Cli['env']): Promise<string> {
  const record = readEvidence(env['PERENNIAL_EVIDENCE'] ?? 'none');
  if (record === undefined) return 'none here: what a mail server never answers stays unknown';
  const problem = await record.problem();
  await record.close();
  if (problem !== undefined) throw new Error(problem);
  return `${record.name} can be asked`;
}

const health = z.looseObject({ world: z.string().transform((world) => `the ${world} world`) });
const ready = z.looseObject({ workers: z.int() });

async function attempt(what: string, work: () => Promise<string>): Promise<Examined> {
  try {
    return { what, well: true, says: await work() };
  } catch (error) {
    return { what, well: false, says: saidBy(error) };
  }
}

async function ask<T extends z.ZodType>(url: string, answer: T): Promise<z.output<T>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
  const said: unknown = await response.json();
  if (response.ok) return answer.parse(said);
  throw new Error(
    z.looseObject({ detail: z.string() }).safeParse(said).data?.detail ??
      `answers ${response.status}`,
  );
}

/** Somebody answers at host:port. */
const reach = (address: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const [, host = '', port = ''] = /^(?:.*@)?(.+?):(\d+)$/.exec(address) ?? [];
    const socket = createConnection({ host, port: Number(port), timeout: 5000 });
    const end = (done: () => void): void => {
      socket.destroy();
      done();
    };
    socket.once('connect', () => end(() => resolve('reachable')));
    socket.once('timeout', () => end(() => reject(new Error('does not answer'))));
    socket.once('error', reject);
  });
