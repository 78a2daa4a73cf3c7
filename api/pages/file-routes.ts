import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { App } from '../deps.ts';

const FILES = [
  { url: '/style.css', type: 'text/css; charset=utf-8' },
  { url: '/icon.svg', type: 'image/svg+xml' },
] as const;

/** The files that pages ask for. Small and few: kept in memory, checked again by the browser each time. */
export function fileRoutes(app: App): void {
  for (const { url, type } of FILES) {
    const text = readFileSync(new URL(`.${url}`, import.meta.url), 'utf8');
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 16)}"`;
    app.get(url, { schema: { hide: true } }, async (request, reply) => {
      reply.header('cache-control', 'no-cache').header('etag', etag);
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.type(type).send(text);
    });
  }
}
