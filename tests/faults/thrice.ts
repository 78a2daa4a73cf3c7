import { eventually } from '../support/eventually.ts';
import { type ProjectFolder, projectFolder } from '../support/project-folder.ts';
import type { WholeStack } from '../support/whole-stack.ts';

/** The mails of the journeys here, which are their subjects too. */
export const MAILS = ['one', 'two', 'three'] as const;

const journeyOf = (
  steps: string,
): string => `import { byList, educate, end, journey, wait } from './language.ts';

export const thrice = journey('thrice', {
  topic: 'your-seat',
  enter: [byList.into('nurture')],
  again: 'never',
  stages: { nurture: [${steps}, end('done')] },
});
`;

/** A mail, and another a day later, and a third. */
export const A_DAY_BETWEEN =
  "educate('one'), wait('1 day'), educate('two'), wait('1 day'), educate('three')";

const map = {
  about: 'Whoever is written to while things go wrong.',
  address: 'Email',
  consents: [{ topics: ['your-seat'], basis: 'consent', source: 'a form' }],
};

/** As long as mails are, so that there is a middle of them. */
const body = `${'All of this comes whole, or it does not come. '.repeat(150)}\n`;

/** The folder of a customer whose journey `thrice` takes these steps with whoever is on a list: of a service, so with no cap and no gap. */
export const thriceFolder = (steps: string): Promise<ProjectFolder> =>
  projectFolder({
    'journeys/thrice.ts': journeyOf(steps),
    'imports/people.json': JSON.stringify(map),
    'templates/_layout.txt': '[[content]]\n\n-- \n{{ unsubscribe }}\n{{ postal }}\n',
    ...Object.fromEntries(
      MAILS.flatMap((mail) => [
        [`templates/${mail}/mail.json`, JSON.stringify({ subject: mail })],
        [`templates/${mail}/mail.txt`, body],
      ]),
    ),
  });

export const addressOf = (person: number): string => `person-${person}@people.example`;

const listOf = (from: number, until: number): string =>
  ['Email', ...Array.from({ length: until - from }, (_, i) => addressOf(from + i))].join('\n');

/** These people are let into the journey by a list that the API gets, again until it has taken it. */
export async function letIn(whole: WholeStack, from: number, until: number): Promise<void> {
  const headers = { 'content-type': 'text/csv' };
  const path = '/v1/imports?map=people&enrol=thrice';
  const request = { method: 'POST', headers, body: listOf(from, until) };
  await eventually(() => whole.ask(path, request), 60_000);
}

/** Resolves when so many have come to the end of their journey; rejects after `patience` ms. */
export async function allOut(whole: WholeStack, people: number, patience: number): Promise<void> {
  await eventually(async () => {
    const { closed } = await whole.ctx.db
      .selectFrom('entries')
      .select(({ fn }) => fn.countAll<number>().as('closed'))
      .where('status', '=', 'closed')
      .executeTakeFirstOrThrow();
    if (closed < people) throw new Error(`${closed} of ${people} have come to the end`);
  }, patience);
}
