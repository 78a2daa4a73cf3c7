import { proxyActivities, sleep } from '@temporalio/workflow';
import type { BareActivities } from './bare.ts';

const { send } = proxyActivities<BareActivities>({ startToCloseTimeout: '1 minute' });

/** The least that can be called drips on Temporal: a timer, and an activity that sends bytes made beforehand. No rules, no memory, no proof. */
export async function bare(touches: number, wait: number): Promise<void> {
  for (let touch = 0; touch < touches; touch += 1) {
    await sleep(wait);
    await send(touch);
  }
}
