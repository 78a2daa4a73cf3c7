import { heartbeat } from '@temporalio/activity';

/** Each beat is a billable action, so a mail that leaves quickly has none. Below the workflow's heartbeat timeout of 30 s. */
const FIRST = 20_000;

/** Beats while `work` lasts, from 20 s on: a mail server may take ten minutes, and a dead worker must be noticed sooner. */
export async function withHeartbeats<T>(work: () => Promise<T>): Promise<T> {
  const beating = setInterval(() => heartbeat(), FIRST);
  try {
    return await work();
  } finally {
    clearInterval(beating);
  }
}
