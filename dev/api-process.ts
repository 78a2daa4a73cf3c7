import type { Logger } from 'pino';
import { buildApp } from '../api/app.ts';
import type { NavLink } from '../api/pages/layout.ts';
import type { Links } from '../mail/links.ts';
import { readSenders } from '../mail/read-senders.ts';
import { importMaps } from '../project/import-map.ts';
import type { Project } from '../project/load.ts';
import { checkEvent, checkTraits } from '../project/schema.ts';
import type { Ctx } from '../store/ctx.ts';
import { inboxRoutes } from './inbox-routes.ts';
import type { InboxFile } from './inbox-file.ts';
import type { Stack } from './stack-file.ts';
import type { World } from './world.ts';

export type ApiProcess = Readonly<{
  world: World;
  stack: Stack;
  project: Project;
  ctx: Ctx;
  links: Links;
  mails: InboxFile;
  log: Logger;
}>;

/** Listens on loopback with the API, the pages and the inbox. */
export async function startApi(given: ApiProcess): Promise<{ stop(): Promise<void> }> {
  const { world, stack, project, ctx, links, mails, log } = given;
  const { house } = project;
  const inbox: NavLink = { href: '/inbox', text: 'Inbox' };
  const temporal = `${stack.temporalUi}/namespaces/${stack.namespace}/workflows`;
  const nav = [{ href: '/', text: 'Overview' }, inbox, { href: temporal, text: 'Temporal' }];
  const app = buildApp({
    ctx,
    links,
    world: world.name,
    events: {
      names: Object.keys(house.events),
      check: (name, props) => checkEvent(house, name, props),
    },
    traits: { check: (traits) => checkTraits(house, traits) },
    maps: importMaps(world.project),
    senders: await readSenders(world.project),
    temporalUi: stack.temporalUi,
    namespace: world.namespace,
    allowedHosts: ['127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${world.ports.api}`),
    loopback: true,
    log,
    nav: [inbox],
    extra: inboxRoutes({ mails, nav }),
  });
  await app.listen({ host: '127.0.0.1', port: world.ports.api });
  return { stop: () => app.close() };
}
