import type { Stack } from './stack-file.ts';
import type { World } from './world.ts';

export type Started = Readonly<{
  world: World;
  stack: Stack;
  /** What is wrong with journeys that kept their last good version. */
  problems: string | undefined;
  /** Since the command. */
  seconds: number;
}>;

/** What a person reads when the stack is ready. Pure. */
export function banner(started: Started): string {
  const { world, problems, seconds } = started;
  const lines = world.name === 'demo' ? demo(started) : real(started);
  return [
    '',
    ...lines,
    ...problemLines(problems),
    '',
    `Ready in ${seconds.toFixed(1)} s. Ctrl-C stops all of it.`,
    '',
  ].join('\n');
}

function demo({ stack }: Started): readonly string[] {
  return [
    'PERENNIAL: this is a demo. A day takes two seconds, nobody in it is real, and no mail leaves this machine.',
    '',
    ...pages(stack),
    '',
    'Sales is you: an offer waits 20 seconds for an answer. Who is offered now, and taking the first of them:',
    `  curl -s '${stack.api}/v1/handoffs?state=offered' -H 'Authorization: Bearer ${stack.apiKey}'`,
    `  curl -s ${stack.api}/v1/handoffs/ID/accept -H 'Authorization: Bearer ${stack.apiKey}' \\`,
    `    -H 'Content-Type: application/json' -d '{"rep":"REP"}'        (ID and REP stand in the list)`,
    '',
    'With your own people, at their own pace:  npm start -- --real',
  ];
}

function real({ stack, world }: Started): readonly string[] {
  return [
    'PERENNIAL: the real-time world. A day takes a day. Mails stay in the inbox here: none leaves this machine.',
    '',
    ...pages(stack),
    '',
    'Bring people in and set them on their way:',
    '  npx perennial import leads.csv --map x-education',
    '  npx perennial enrol course --all',
    `The API key lies in ${world.dir}/stack.json`,
  ];
}

const pages = ({ api, temporalUi, namespace }: Stack): readonly string[] => [
  `  Who is where, handoffs   ${api}/`,
  `  Every mail               ${api}/inbox`,
  `  Temporal, in nurture     ${temporalUi}/namespaces/${namespace}/workflows?query=${encodeURIComponent("Stage='nurture' AND ExecutionStatus='Running'")}`,
  `  The API                  ${api}/openapi.json`,
];

const problemLines = (problems: string | undefined): readonly string[] =>
  problems === undefined
    ? []
    : ['', 'Not taken in; what was good before stays in use:', problems.replaceAll(/^/gm, '  ')];
