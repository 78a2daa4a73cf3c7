import { sql } from 'kysely';
import type { Instant } from '../core/fact.ts';
import type { FrozenStep, TouchStep } from '../core/frozen.ts';
import type { Question } from '../core/state.ts';
import type { Admitted } from './admit.ts';
import type { Tx } from './ctx.ts';
import { isSecondCopy } from './second-copy.ts';

/** Which mail a step says now, and how. Of a series it was drawn; `n` counts those. */
export type Mailing = Omit<TouchStep, 'kind' | 'next' | 'due'> &
  Readonly<{ n: number; series?: string }>;

/** The mails of each folder, in the order in which they are said, as the project has them now. */
export type Series = ReadonlyMap<string, readonly string[]>;

/** Whoever claims has not the folder that the journey names: its mails are of another release. */
export class SeriesMissing extends Error {
  readonly folder: string;
  constructor(folder: string) {
    super(`the series ‘${folder}’ is not among the mails here; whoever claims must bring it`);
    this.name = 'SeriesMissing';
    this.folder = folder;
  }
}

/** Which one of a series they are asked about; a single touch is always the first. Pure. */
export const numberOf = (step: FrozenStep | undefined, { said }: Question['state']): number =>
  step?.kind === 'series' ? (said?.n ?? 0) : 0;

type Drawing = Readonly<{
  admitted: Admitted;
  row: Readonly<{ mail: string; unsure_at: Instant | null }> | undefined;
  series: Series;
}>;

/** The mail of this step; undefined where they have seen every one of its series. Throws where the step says none. */
export async function mailingOf(
  tx: Tx,
  { state }: Question,
  { admitted, row, series }: Drawing,
): Promise<Mailing | undefined> {
  const { step } = admitted;
  if (step?.kind === 'touch') return { ...step, n: 0 };
  if (step?.kind !== 'series') throw new Error(`asked to send at ${state.at}, which is no touch`);
  const members = series.get(step.folder);
  if (members === undefined) throw new SeriesMissing(step.folder);
  const seen = await seenBy(tx, admitted.person.id, members);
  const again = isSecondCopy(row) ? row?.mail : undefined; // a copy of it may have been seen, and that is no reason
  const unseen = members.filter((mail) => !seen.has(mail) || mail === again);
  const mail = unseen.find((one) => one === row?.mail) ?? unseen[0];
  return mail === undefined ? undefined : said(step, mail, numberOf(step, state));
}

const said = (
  { folder, mindset, topic, from, during }: Extract<FrozenStep, { kind: 'series' }>,
  mail: string,
  n: number,
): Mailing => ({
  mindset,
  mail,
  n,
  series: folder,
  ...(topic !== undefined && { topic }),
  ...(from !== undefined && { from }),
  ...(during !== undefined && { during }),
});

/** Ever, and whatever journey it was in. */
async function seenBy(
  tx: Tx,
  prospect: string,
  mails: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ mail: string }>`select distinct mail from ledger
    where prospect = ${prospect} and mail = any(${mails}) and sent_at is not null`.execute(tx);
  return new Set(rows.map(({ mail }) => mail));
}
