import type { ApiDeps, App } from '../deps.ts';
import { columnsPage } from './columns-page.ts';
import { handoffPage } from './handoff-page.ts';
import { holdsPage } from './holds-page.ts';
import { homePage } from './home-page.ts';
import { prospectPage } from './prospect-page.ts';
import type { Pages } from './render.ts';
import { senderPage } from './sender-page.ts';
import { sendingPage } from './sending-page.ts';

/** The pages that need a session. */
export function pageRoutes(app: App, deps: ApiDeps, pages: Pages): void {
  homePage(app, deps, pages);
  prospectPage(app, deps, pages);
  handoffPage(app, deps, pages);
  holdsPage(app, deps, pages);
  senderPage(app, deps, pages);
  sendingPage(app, deps, pages);
  columnsPage(app, deps, pages);
}
