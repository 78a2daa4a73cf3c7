import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ImportMap } from '../core/import-map.ts';
import type { Links } from '../mail/links.ts';
import type { Ctx } from '../store/ctx.ts';
import type { Proxies } from './public/visitor.ts';
import type { NavLink } from './pages/layout.ts';

/** What the house says of some data that came in: the data as JSON, or where it is wrong and how. */
export type Checked =
  | Readonly<{ ok: true; props: Record<string, unknown> }>
  | Readonly<{ ok: false; path: string; what: string }>;

/** What the HTTP process needs; made once by its composition root. */
export type ApiDeps = Readonly<{
  ctx: Ctx;
  links: Links;
  /** The world this is, as in its keys: `pk_<world>_…`. */
  world: string;
  events: Readonly<{
    names: readonly string[];
    check: (name: string, props: Record<string, unknown>) => Checked;
  }>;
  traits: Readonly<{ check: (traits: Record<string, unknown>) => Checked }>;
  /** The import maps of the project; both throw ImportMapProblem. */
  maps?: Readonly<{
    load: (name: string) => Promise<ImportMap>;
    read: (json: unknown) => ImportMap;
  }>;
  /** Mailgun's webhook signing key; without it nothing that Mailgun says is heard. */
  mailgunKey?: string;
  /** Mails that name a sender of their own, with whom. */
  senders?: ReadonlyMap<string, string>;
  /** Reverse proxies in front of us: who fetches a link is whom they name. */
  proxies?: Proxies;
  /** Base URL of the Temporal UI, for links; without it there are none. */
  temporalUi?: string;
  namespace: string;
  /** Host names that this process answers to; with a port only at that port. */
  allowedHosts: readonly string[];
  /** Reachable from this machine only: pages need no login, links are plain http. */
  loopback: boolean;
  log: FastifyBaseLogger;
  /** How long a body may take to arrive, ms; a minute, if it is not said. */
  bodyPatience?: number;
  /** More links for the top of each page: the local stack's inbox. */
  nav?: readonly NavLink[];
  /** More pages, guarded like ours: the local stack's inbox. */
  extra?: (app: App) => Promise<void>;
}>;

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;
