import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { attributesOf, changed } from './attributes.ts';
import { detailsOf } from './details.ts';
import type { Seen } from './seen.ts';

/** For whoever opens this prospect in the Temporal UI: costs no event. */
export const show = (seen: Seen): void => setCurrentDetails(detailsOf(seen));

/** For whoever looks at the list: one upsert, of what changed only (each is an event and an action). */
export function showAtRest({ begin, journey, ...at }: Seen): void {
  const wanted = attributesOf(journey, { version: begin.version, ...at });
  const news = changed(wanted, workflowInfo().typedSearchAttributes);
  if (news.length > 0) upsertSearchAttributes(news);
}
