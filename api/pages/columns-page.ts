import type { ApiDeps, App } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import type { Pages } from './render.ts';
import { COLUMNS, columnsSnippet, equals, running, temporalLinks } from './temporal-links.ts';

/** How to make the Temporal UI's list tell the story. */
export function columnsPage(app: App, deps: ApiDeps, pages: Pages): void {
  app.get('/temporal-columns', { schema: { hide: true } }, async (_request, reply) => {
    const { temporalUi, namespace, ctx } = deps;
    const links = temporalLinks(temporalUi, namespace);
    if (links === undefined)
      throw new Problem('not-found', 'This world was not told where its Temporal UI is.');
    const snippet = columnsSnippet(namespace);
    const queries = [
      ...Object.keys(ctx.house.stages).map((stage) => ({
        said: `Everybody in ${stage}`,
        text: running(equals('Stage', stage)),
      })),
      { said: 'Whoever stands still and waits for repair', text: running(equals('Faulted', true)) },
    ];
    return pages.send(reply, 'temporal-columns', {
      title: 'Columns for the Temporal UI',
      workflows: links.workflows,
      namespace,
      snippet,
      bookmark: `javascript:void(${encodeURIComponent(`(() => { ${snippet} })()`)})`,
      names: COLUMNS.filter((name) => !name.includes(' ') && name !== 'Start').join(', '),
      queries: queries.map(({ said, text }) => ({ said, text, url: links.query(text) })),
    });
  });
}
