import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { problemPage } from '../pages/problem-page.ts';
import { loggedError } from './logged-error.ts';
import { type Fault, Problem, type ProblemCode } from './problem.ts';

/** What a browser is shown of a problem, as HTML. */
export type ProblemPages = (problem: Problem, request: FastifyRequest) => string;
/** The one way an error leaves: a problem as JSON, or a page for a browser. Never a stack. */
export type ErrorHandler = (
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<void>;

export const createErrorHandler =
  (pageOf: ProblemPages = plainPage): ErrorHandler =>
  async (error, request, reply) => {
    const problem = toProblem(error, request);
    const html = wantsPage(request) ? pageOf(problem, request) : undefined;
    await sendProblem(reply, problem, html);
  };

/** The problem itself, in its own words. Pure. */
export const plainPage = (problem: Problem): string =>
  problemPage({ status: problem.status, title: problem.body().title, text: problem.message });

async function sendProblem(
  reply: FastifyReply,
  problem: Problem,
  html: string | undefined,
): Promise<void> {
  reply.code(problem.status).header('cache-control', 'no-store');
  if (problem.status === 401 && html === undefined)
    reply.header('www-authenticate', 'Bearer realm="perennial"');
  if (html !== undefined)
    await reply.type('text/html; charset=utf-8').serializer(String).send(html);
  else await reply.type('application/problem+json').serializer(JSON.stringify).send(problem.body());
}

/** A browser asks for text/html by name; curl and fetch do not. */
export const wantsPage = (request: FastifyRequest): boolean =>
  request.headers.accept?.includes('text/html') ?? false;

function toProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error);
  return fromFastify(error) ?? unexpected(error, request);
}

function invalid(
  error: Pick<FastifyError, 'validationContext'> & {
    validation: readonly { instancePath: string; message?: string | undefined }[];
  },
): Problem {
  const faults = error.validation.map(({ instancePath, message }): Fault => ({
    path: instancePath === '/' ? '' : instancePath,
    what: message ?? 'is not valid',
  }));
  const where = error.validationContext === 'body' ? 'body' : (error.validationContext ?? 'input');
  const said = faults.map(({ path, what }) => (path === '' ? what : `${path}: ${what}`)).join('; ');
  return new Problem(
    where === 'body' ? 'invalid' : 'invalid-query',
    `In the ${PLACES[where] ?? where}: ${said}`,
    {
      faults,
    },
  );
}

const PLACES: Readonly<Record<string, string>> = {
  params: 'path',
  querystring: 'query',
};

/** What Fastify itself refuses, by its code. */
const FASTIFY: Readonly<Record<string, readonly [code: ProblemCode, detail: string]>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: ['malformed-json', 'The body is not JSON.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [
    'malformed-json',
    'The body is empty, but content-type says application/json. Send at least {}.',
  ],
  FST_ERR_CTP_BODY_TOO_LARGE: [
    'body-too-large',
    'The body is larger than 1 MB. Many people at once go to POST /v1/imports.',
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'unsupported-media-type',
    'This content-type is not understood here. Send application/json.',
  ],
};

function fromFastify(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const known = 'code' in error && typeof error.code === 'string' ? FASTIFY[error.code] : undefined;
  if (known !== undefined) return new Problem(...known);
  const status = Number(error.statusCode);
  if (status < 400 || status >= 500) return undefined;
  return error instanceof SyntaxError
    ? new Problem('malformed-json', 'The body is not JSON.')
    : new Problem('malformed-request', error.message);
}

function unexpected(error: unknown, request: FastifyRequest): Problem {
  const id = randomUUID();
  const route = request.routeOptions.url;
  request.log.error({ ...loggedError(error), id, route }, 'unexpected error');
  return new Problem(
    'internal',
    `Something went wrong here, not in your request. The log has it under ${id}.`,
    { id },
  );
}
