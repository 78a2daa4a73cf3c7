import { z } from 'zod';
import { answers } from '../handoffs/answer-fields.ts';

const { accept, reject, return: back, outcome } = answers;

/** What the forms of a handoff's page send: the API's own words. Forms send empty text for what was left open. */
export const answerForm = z.preprocess(
  withoutEmpty,
  z.discriminatedUnion(
    'verb',
    [
      z.object({ ...accept.shape, verb: z.literal('accept') }),
      z.object({ ...reject.shape, verb: z.literal('reject') }),
      z.object({ ...answers['not-yet'].shape, verb: z.literal('not-yet') }),
      z.object({ ...back.shape, verb: z.literal('return') }),
      z.object({
        ...outcome.shape,
        value: z.coerce.number().nonnegative().exactOptional(),
        verb: z.literal('outcome'),
      }),
    ],
    'say what to do with them.',
  ),
);

function withoutEmpty(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
}
