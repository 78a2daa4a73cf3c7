import { STATUS_CODES } from 'node:http';
import { z } from 'zod';

/** Everything a caller can be told, and the status that goes with it. */
const STATUS = {
  'malformed-request': 400,
  'malformed-json': 400,
  'invalid-query': 400,
  'missing-key': 401,
  'unknown-key': 401,
  'login-needed': 401,
  'key-of-another-world': 403,
  'foreign-origin': 403,
  'form-expired': 403,
  'not-found': 404,
  'unknown-route': 404,
  'unknown-prospect': 404,
  'unknown-handoff': 404,
  'unknown-task': 404,
  'unknown-reply': 404,
  'unknown-link': 404,
  'unknown-sender': 404,
  'handoff-answered': 409,
  'handoff-open': 409,
  'already-taken': 409,
  'not-taken': 409,
  'task-over': 409,
  'reply-decided': 409,
  'offer-over': 410,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'wrong-host': 421,
  invalid: 422,
  'unknown-event': 422,
  'unknown-journey': 422,
  'unknown-identity': 422,
  'unknown-account': 422,
  'reason-needed': 422,
  'unknown-topic': 422,
  'unknown-scope': 422,
  'unknown-reason': 422,
  'unknown-rep': 422,
  'bad-until': 422,
  'not-mailable': 422,
  'unknown-map': 422,
  'bad-map': 422,
  'no-header': 422,
  'missing-column': 422,
  'not-utf-8': 422,
  'open-quote': 422,
  'no-entrance': 422,
  'too-soon': 422,
  internal: 500,
  'not-ready': 503,
} as const;
export type ProblemCode = keyof typeof STATUS;

/** Where in the input something is wrong, as a JSON pointer, and what. */
export type Fault = Readonly<{ path: string; what: string }>;

export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    faults: z.array(z.object({ path: z.string(), what: z.string() })).optional(),
  })
  .meta({ description: 'What is wrong, where, and how to mend it (RFC 9457).' });
export type ProblemBody = z.infer<typeof problemSchema>;

/** Something the caller should be told. Its text is for people: it holds no secret and nothing of our insides. */
export class Problem extends Error {
  readonly code: ProblemCode;
  /** Members beside the standard ones: `faults`, the winner of a lost race, … */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(code: ProblemCode, detail: string, more: Readonly<Record<string, unknown>> = {}) {
    super(detail);
    this.name = 'Problem';
    this.code = code;
    this.more = more;
  }

  get status(): number {
    return STATUS[this.code];
  }

  /** As it is sent. */
  body(): ProblemBody {
    return {
      type: `urn:perennial:problem:${this.code}`,
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      detail: this.message,
      code: this.code,
      ...this.more,
    };
  }
}

/** For a route's `response`: whatever is refused is a problem. */
const problemResponse = {
  description: 'A problem (RFC 9457)',
  content: { 'application/problem+json': { schema: problemSchema } },
};
export const problems = { '4xx': problemResponse, '5xx': problemResponse } as const;
