import { openCircuits } from '../../store/circuits.ts';
import { listHandoffs } from '../../store/handoffs.ts';
import { listHolds } from '../../store/holds.ts';
import { lastMails } from '../../store/mails-of.ts';
import { AN_ANSWER } from '../../store/put-hold.ts';
import { listReplies } from '../../store/replies.ts';
import { counts, faulted, stages } from '../../store/reports.ts';
import { listTasks } from '../../store/tasks.ts';
import { currentJourneys } from '../../store/versions.ts';
import type { ApiDeps, App } from '../deps.ts';
import { formToken } from './form-token.ts';
import { faultedView, idleJourneys, journeysView, mailsView, openHandoffs } from './home-view.ts';
import { holdsView } from './holds-view.ts';
import { number } from './number.ts';
import type { Pages } from './render.ts';
import { repliesView } from './replies-view.ts';
import { circuitsView } from './sending-view.ts';
import { tasksView } from './tasks-view.ts';
import { temporalLinks } from './temporal-links.ts';
import { when } from './when.ts';

const MAILS = 12;
const HANDOFFS = 12;
const TASKS = 12;
const REPLIES = 12;
const REFRESH = 5;

/** Who is where, what just left, and what waits for somebody. */
export function homePage(app: App, deps: ApiDeps, pages: Pages): void {
  app.get('/', { schema: { hide: true } }, async (request, reply) =>
    pages.send(reply, 'home', {
      title: 'Where everybody is',
      refresh: REFRESH,
      world: deps.world,
      token: formToken(deps.loopback, request, reply),
      loopback: deps.loopback,
      ...(await model(deps)),
    }),
  );
}

async function model({ ctx, temporalUi, namespace }: ApiDeps): Promise<object> {
  const [reports, current, count, holds, circuits, still, mails, handoffs, tasks, { replies }] =
    await Promise.all([
      stages(ctx),
      currentJourneys(ctx),
      counts(ctx),
      listHolds(ctx),
      openCircuits(ctx),
      faulted(ctx),
      lastMails(ctx, MAILS),
      urgentHandoffs(ctx),
      listTasks(ctx, { state: 'open', limit: TASKS }),
      listReplies(ctx, { state: 'open', limit: REPLIES }),
    ]);
  const now = ctx.now();
  const hold = holds.find(({ scope, releasedAt }) => scope === 'all' && releasedAt === null);
  const temporal = temporalLinks(temporalUi, namespace);
  const shown = { house: ctx.house, current, temporal };
  return {
    people: count.speaking === 1 ? 'One person' : `${number(count.speaking)} people`,
    open_handoffs:
      count.openHandoffs === 1 ? 'one handoff' : `${number(count.openHandoffs)} handoffs`,
    hold: hold === undefined ? null : { ...hold, at: when(hold.placedAt, now) },
    // those for answers are lifted by whoever decides: they stand above, with what was said
    holds: holdsView(
      holds.filter(({ by }) => by !== AN_ANSWER),
      now,
    ),
    circuits: circuitsView(circuits, now),
    senders: Object.entries(ctx.house.senders).map(([id, { name }]) => ({ id, name })),
    columns: temporal !== undefined,
    journeys: journeysView(reports, shown),
    idle: idleJourneys(reports, shown),
    handoffs: openHandoffs(handoffs, now),
    tasks: tasksView(tasks.tasks, now),
    replies: repliesView(replies, now),
    mails: mailsView(mails, now),
    unknown: count.unknown,
    faulted: faultedView(still, now),
  };
}

/** Those that wait for an answer come first. */
async function urgentHandoffs(ctx: ApiDeps['ctx']) {
  const [offered, open] = await Promise.all([
    listHandoffs(ctx, { state: 'offered', limit: HANDOFFS }),
    listHandoffs(ctx, { state: 'open', limit: HANDOFFS }),
  ]);
  const rest = open.handoffs.filter(({ state }) => state !== 'offered');
  return [...offered.handoffs, ...rest].slice(0, HANDOFFS);
}
