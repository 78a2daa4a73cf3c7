import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { ApiDeps, App } from './deps.ts';
import { eventRoutes } from './events/event-routes.ts';
import { groupRoute } from './events/group-route.ts';
import { handoffRoutes } from './handoffs/handoff-routes.ts';
import { guardHost } from './http/allowed-host.ts';
import { authenticate } from './http/authenticate.ts';
import { bodyInTime } from './http/body-in-time.ts';
import { closeInTime } from './http/close-in-time.ts';
import { createErrorHandler, plainPage, type ProblemPages } from './http/error-handler.ts';
import { logRequests } from './http/log-requests.ts';
import { describe } from './http/openapi.ts';
import { refuseUnstorable } from './http/plain-text.ts';
import { Problem } from './http/problem.ts';
import { securityHeaders } from './http/security-headers.ts';
import { importRoutes } from './imports/import-routes.ts';
import { healthRoutes } from './ops/health-routes.ts';
import { holdRoutes } from './ops/hold-routes.ts';
import { reportRoutes } from './ops/report-routes.ts';
import { sendingRoutes } from './ops/sending-routes.ts';
import { fileRoutes } from './pages/file-routes.ts';
import { guardForm } from './pages/form-token.ts';
import type { NavLink } from './pages/layout.ts';
import { guardOrigin } from './pages/own-origin.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { createPages, type Pages } from './pages/render.ts';
import { guardSession, sessionRoutes } from './pages/session.ts';
import { entryRoutes } from './prospects/entry-routes.ts';
import { prospectRoutes } from './prospects/prospect-routes.ts';
import { takeRoutes } from './prospects/take-routes.ts';
import { clickRoutes } from './public/click-routes.ts';
import { confirmRoutes } from './public/confirm-routes.ts';
import { handoffLinkRoutes } from './public/handoff-link-routes.ts';
import { mailgunRoute } from './public/mailgun-route.ts';
import { isForReaders, problemForReaders } from './public/problem-for-readers.ts';
import { createReaders } from './public/reader.ts';
import { preferenceRoutes } from './public/preference-routes.ts';
import { unsubscribeRoutes } from './public/unsubscribe-routes.ts';
import { replyRoutes } from './replies/reply-routes.ts';
import { senderRoutes } from './senders/sender-routes.ts';
import { taskRoutes } from './tasks/task-routes.ts';

const ONE_MB = 1024 * 1024;
/** A token may name a topic or a rep, of 80 letters of any alphabet; Fastify's own limit is 100. Routes say how long theirs may be. */
const LONGEST_PARAM = 1_000;

/** The whole HTTP side: JSON under /v1 with a key, pages for people, and the links in our mails. Does not listen. */
export function buildApp(deps: ApiDeps): FastifyInstance {
  const handleError = createErrorHandler(problemPages(deps));
  const app = Fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }), // its line holds the query; ours does not
    bodyLimit: ONE_MB,
    routerOptions: { maxParamLength: LONGEST_PARAM },
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply),
  });
  closeInTime(app);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler(async (request, reply) =>
    handleError(
      new Problem('unknown-route', `There is no ${request.method} route at this path.`),
      request,
      reply,
    ),
  );
  bodyInTime(app, { most: ONE_MB, patience: deps.bodyPatience });
  app.addHook('onRequest', guardHost(deps.allowedHosts));
  logRequests(app);
  securityHeaders(app, deps.loopback);
  describe(app);
  const pages = createPages(navOf(deps));
  void app.register(zodScope(jsonApi(deps)));
  void app.register(zodScope(publicLinks(deps, pages)));
  void app.register(zodScope(pagesForPeople(deps, pages)));
  return app;
}

/** Whoever followed a link in a mail is told in their language; pages for reps and for us are in English. */
const problemPages = ({ ctx }: ApiDeps): ProblemPages => {
  const readerOf = createReaders(ctx.house);
  return (problem, request) =>
    isForReaders(request.url) ? problemForReaders(problem, readerOf(request)) : plainPage(problem);
};

/** The zod compilers stand on child scopes: plugins on the root bring schemas that are not zod's. */
const zodScope =
  (fill: (scope: App) => Promise<void>) =>
  async (scope: FastifyInstance): Promise<void> => {
    scope.setValidatorCompiler(validatorCompiler);
    scope.setSerializerCompiler(serializerCompiler);
    scope.addHook('preValidation', refuseUnstorable);
    await fill(scope.withTypeProvider<ZodTypeProvider>());
  };

const jsonApi = (deps: ApiDeps) => async (scope: App) => {
  healthRoutes(scope, deps);
  mailgunRoute(scope, deps);
  scope.get('/openapi.json', { schema: { hide: true } }, () => scope.swagger());
  await scope.register(async (keyed: App) => {
    keyed.addHook('onRequest', authenticate(deps));
    prospectRoutes(keyed, deps);
    entryRoutes(keyed, deps);
    takeRoutes(keyed, deps);
    eventRoutes(keyed, deps);
    groupRoute(keyed, deps);
    handoffRoutes(keyed, deps);
    taskRoutes(keyed, deps);
    replyRoutes(keyed, deps);
    holdRoutes(keyed, deps);
    sendingRoutes(keyed, deps);
    senderRoutes(keyed, deps);
    reportRoutes(keyed, deps);
    await keyed.register(importRoutes(deps));
  });
};

const publicLinks = (deps: ApiDeps, pages: Pages) => async (scope: App) => {
  fileRoutes(scope);
  clickRoutes(scope, deps);
  unsubscribeRoutes(scope, deps, pages);
  await scope.register(async (forms: App) => {
    await forms.register(formbody);
    forms.addHook('onRequest', guardOrigin(deps.loopback));
    preferenceRoutes(forms, deps, pages);
    confirmRoutes(forms, deps, pages);
    handoffLinkRoutes(forms, deps, pages);
  });
};

const pagesForPeople = (deps: ApiDeps, pages: Pages) => async (scope: App) => {
  await scope.register(cookie);
  await scope.register(formbody);
  scope.addHook('onRequest', guardOrigin(deps.loopback));
  scope.addHook('preValidation', guardForm(deps.loopback));
  sessionRoutes(scope, deps, pages);
  await scope.register(async (inside: App) => {
    inside.addHook('onRequest', guardSession(deps));
    pageRoutes(inside, deps, pages);
    await deps.extra?.(inside);
  });
};

const navOf = ({ nav, temporalUi, namespace }: ApiDeps): readonly NavLink[] => [
  { href: '/', text: 'Overview' },
  ...(nav ?? []),
  ...(temporalUi === undefined
    ? []
    : [{ href: `${temporalUi}/namespaces/${namespace}/workflows`, text: 'Temporal' }]),
];
