import type { FastifyReply, FastifyRequest } from 'fastify';

/** Shows the page of the one with this id, and on it what went wrong with a form. */
export type ShowOf = (
  http: { request: FastifyRequest; reply: FastifyReply },
  id: string,
  told: string | null,
) => Promise<FastifyReply>;
