import { z } from 'zod';
import { explain } from '../../store/explain.ts';
import { findProspect, type ProspectView } from '../../store/find-prospect.ts';
import { fetchCounts } from '../../store/fetch-counts.ts';
import { mailsOf } from '../../store/mails-of.ts';
import { listReplies } from '../../store/replies.ts';
import { scoresOf } from '../../store/scores.ts';
import { getTask, listTasks } from '../../store/tasks.ts';
import { frozenOfAll } from '../../store/versions.ts';
import type { ApiDeps, App } from '../deps.ts';
import { address, byId } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';
import { known } from '../prospects/prospect-routes.ts';
import { doIt } from '../tasks/do.ts';
import { doneIn } from '../tasks/task-routes.ts';
import { formToken } from './form-token.ts';
import { mailsView } from './home-view.ts';
import { traitsView } from './packet-view.ts';
import { personName } from './person-name.ts';
import { consentsView, handoffsIn, positionView, storyView } from './prospect-view.ts';
import type { Pages } from './render.ts';
import { deciders, repliesView } from './replies-view.ts';
import { replyForm } from './reply-form.ts';
import { scoresView } from './scores-view.ts';
import { tasksView } from './tasks-view.ts';
import { temporalLinks } from './temporal-links.ts';
import type { ShowOf } from './show-of.ts';
import { takeForms } from './take-forms.ts';
import { takeView } from './take-view.ts';
import { span, when } from './when.ts';

/** One person: where they stand, what happened, and why. */
export function prospectPage(app: App, deps: ApiDeps, pages: Pages): void {
  app.get(
    '/prospects',
    { schema: { hide: true, querystring: z.object({ email: address }) } },
    async ({ query }, reply) => {
      const { id } = known(await findProspect(deps.ctx, query), 'address');
      return reply.redirect(`/prospects/${id}`, 303);
    },
  );
  const show: ShowOf = async ({ request, reply }, id, told) => {
    const prospect = known(await findProspect(deps.ctx, { id }), 'id');
    return pages.send(reply, 'prospect', {
      title: personName(prospect.email, prospect.traits),
      told,
      token: formToken(deps.loopback, request, reply),
      ...(await model(deps, prospect)),
    });
  };
  app.get('/prospects/:id', { schema: { hide: true, params: byId } }, async (request, reply) =>
    show({ request, reply }, request.params.id, null),
  );
  taskForm(app, deps, show);
  replyForm(app, deps, show);
  takeForms(app, deps, show);
}

/** A form sends empty text for what was left open, and its token. */
const doneForm = z.object({
  rep: doneIn.shape.rep,
  note: z.preprocess((note) => (note === '' ? undefined : note), z.string().max(2000).optional()),
});

/** The button beside a task: the person's page again, with what became of it. */
function taskForm(app: App, deps: ApiDeps, show: ShowOf): void {
  app.post(
    '/tasks/:id/done',
    { schema: { hide: true, params: byId, body: doneForm } },
    async (request, reply) => {
      const { id } = request.params;
      const task = await getTask(deps.ctx, id);
      if (task === undefined) throw new Problem('unknown-task', 'There is no task with this id.');
      const { rep, note } = request.body;
      try {
        await doIt(deps, id, { rep, ...(note !== undefined && { note }) });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return show({ request, reply: reply.code(error.status) }, task.prospect, error.message);
      }
      return reply.redirect(`/prospects/${task.prospect}`, 303);
    },
  );
}

async function model(
  { ctx, temporalUi, namespace }: ApiDeps,
  prospect: ProspectView,
): Promise<object> {
  const open = prospect.entries.filter(({ status }) => status !== 'closed');
  const [story, mails, scores, tasks, { replies }, followed, versions] = await Promise.all([
    explain(ctx, prospect.id),
    mailsOf(ctx, prospect.id),
    scoresOf(ctx, prospect.id),
    listTasks(ctx, { state: 'open', prospect: prospect.id }),
    listReplies(ctx, { state: 'open', prospect: prospect.id }),
    fetchCounts(ctx, prospect.id),
    frozenOfAll(
      ctx,
      ctx.db,
      open.map(({ version }) => version),
    ),
  ]);
  const now = ctx.now();
  const { suppressed } = prospect;
  return {
    id: prospect.id,
    name: personName(prospect.email, prospect.traits),
    address: prospect.email ?? 'erased',
    account: prospect.account ?? 'no company known',
    zone: prospect.zone,
    known: span(now - prospect.created),
    rest:
      prospect.restUntil !== null && prospect.restUntil > now
        ? when(prospect.restUntil, now)
        : null,
    temporal: temporalLinks(temporalUi, namespace)?.prospect(prospect.id) ?? null,
    ...takeView(prospect, ctx.house, now),
    positions: open.map((entry) =>
      positionView(entry, versions.get(entry.version), { now, says: ctx.house.says }),
    ),
    past: prospect.entries.flatMap(({ status, journey, endedAs, endedAt }) =>
      status === 'closed' && endedAt !== null
        ? [{ journey, as: endedAs, at: when(endedAt, now) }]
        : [],
    ),
    scores: scoresView(scores, now),
    story: storyView(story, ctx.house, now),
    mails: mailsView(mails, now, followed),
    replies: repliesView(replies, now),
    people: deciders(ctx.house),
    tasks: tasksView(tasks.tasks, now),
    handoffs: handoffsIn(story, ctx.house, now),
    suppressed: suppressed === undefined ? null : { ...suppressed, at: when(suppressed.at, now) },
    consents: consentsView(prospect, ctx.house, now),
    traits: traitsView(prospect.traits),
  };
}
