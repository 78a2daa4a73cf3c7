import { fileURLToPath } from 'node:url';
import type { FastifyReply } from 'fastify';
import { Liquid } from 'liquidjs';
import { filledIn } from '../../core/page-words/page-words.ts';
import { escapeHtml } from './escape.ts';
import { type Frame, type NavLink, page } from './layout.ts';

export type Model = Readonly<Record<string, unknown>> & Readonly<{ title: string }> & Frame;
export type Pages = Readonly<{
  /** Sends `template`.liquid filled with `model`, in our frame. Every value is escaped. */
  send: (reply: FastifyReply, template: string, model: Model) => Promise<FastifyReply>;
}>;

/** The templates beside this file. `nav` stands on every page that is not bare. */
export function createPages(nav: readonly NavLink[]): Pages {
  const liquid = new Liquid({
    root: fileURLToPath(new URL('.', import.meta.url)),
    extname: '.liquid',
    cache: true,
    outputEscape: 'escape',
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    timezoneOffset: 0,
  });
  liquid.registerFilter('fill', { raw: true, handler: filledHtml });
  return {
    send: async (reply, template, model) => {
      const body = String(await liquid.renderFile(template, model));
      const { title, refresh, bare, language } = model;
      const frame: Frame = {
        nav,
        ...(refresh !== undefined && { refresh }),
        ...(bare !== undefined && { bare }),
        ...(language !== undefined && { language }),
      };
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(page(title, body, frame));
    },
  };
}

/** `{{ words.lead | fill: address: address }}`: words for a page with their blanks filled in, each standing out. */
const filledHtml = (text: unknown, ...values: readonly [name: string, value: unknown][]): string =>
  filledIn(
    escapeHtml(String(text)),
    Object.fromEntries(
      values.map(([name, value]) => [name, `<strong>${escapeHtml(String(value))}</strong>`]),
    ),
  );
