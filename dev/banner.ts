import { equals, temporalLinks } from '../api/pages/temporal-links.ts';
import type { HouseData } from '../core/house.ts';
import type { Stack } from './stack-file.ts';
import type { World } from './world.ts';

export type Started = Readonly<{
  world: World;
  stack: Stack;
  house: HouseData;
  /** What is wrong with mails and journeys that were not taken in. */
  problems: string | undefined;
  /** Since the command. */
  seconds: number;
}>;

/** What a person reads when the stack is ready. Pure. */
export function banner(started: Started): string {
  const { world, problems, seconds } = started;
  const lines = [
    '',
    ...(world.name === 'demo' ? demo(started) : real(started)),
    ...problemLines(problems),
    '',
    `Ready in ${seconds.toFixed(1)} s. Ctrl-C stops all of it.`,
    '',
  ];
  return lines.join('\n');
}

function demo(started: Started): readonly string[] {
  return [
    'PERENNIAL: this is a demo. A day takes two seconds, nobody in it is real, and no mail leaves this machine.',
    '',
    ...pages(started),
    '',
    ...answering(started),
    '',
    'With your own people, at their own pace:  npm start -- --real',
  ];
}

function real(started: Started): readonly string[] {
  return [
    'PERENNIAL: the real-time world. A day takes a day. Mails stay in the inbox here: none leaves this machine.',
    '',
    ...pages(started),
    '',
    'Bring people in, and set them on their way:',
    '  npx perennial import leads.csv --map MAP        (MAP: a file in imports/)',
    '  npx perennial enrol JOURNEY --all',
    `The API key lies in ${started.world.dir}/stack.json`,
  ];
}

function pages({ stack, house }: Started): readonly string[] {
  const { api, temporalUi, namespace } = stack;
  const [first = '', stage = first] = Object.keys(house.stages);
  const query = `${equals('Stage', stage)} AND ${equals('ExecutionStatus', 'Running')}`;
  const places = [
    ['Who is where, handoffs', `${api}/`],
    ['Every mail', `${api}/inbox`],
    [`Temporal: who is in ${stage}`, temporalLinks(temporalUi, namespace)?.query(query)],
    ['The API', `${api}/openapi.json`],
  ] as const;
  return places.map(([what, url]) => `  ${what.padEnd(WIDTH)}  ${url}`);
}
const WIDTH = 27;

/** To be pasted as it is. */
function answering({ stack, house }: Started): readonly string[] {
  const [[team, rep] = ['', '']] = Object.entries(house.teams).map(([id, { reps }]) => [
    id,
    reps[0]?.id ?? '',
  ]);
  const list = `"$API/v1/handoffs?state=offered&team=${team}" -H "Authorization: Bearer $KEY"`;
  return [
    'Sales is you: an offer waits 20 seconds for an answer. To see who is offered, and to take the first of them:',
    `  API=${stack.api} KEY=${stack.apiKey}`,
    `  curl -s ${list}`,
    `  ID=$(curl -s ${list} | grep -oE '[0-9a-f-]{36}' | head -1)`,
    `  curl -s "$API/v1/handoffs/$ID/accept" -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' -d '{"rep":"${rep}"}'`,
  ];
}

const problemLines = (problems: string | undefined): readonly string[] =>
  problems === undefined
    ? []
    : ['', 'Not taken in; what was good before stays in use:', problems.replaceAll(/^/gm, '  ')];
