import type { Client } from '@temporalio/client';
import proto, { type temporal } from '@temporalio/proto';

const { HistoryEvent } = proto.temporal.api.history.v1;
type History = temporal.api.history.v1.IHistory;
type Event = temporal.api.history.v1.IHistoryEvent;

/** What histories cost: events, protobuf bytes, and what Temporal Cloud would bill. */
export type Cost = Readonly<{ events: number; bytes: number; actions: number }>;

/** Of all runs of these workflow ids, each followed back through its continue-as-new. */
export async function costOf(client: Client, workflowIds: readonly string[]): Promise<Cost> {
  const events: Event[] = [];
  for (const id of workflowIds) events.push(...(await eventsOf(client, id)));
  return {
    events: events.length,
    bytes: events.reduce((sum, event) => sum + HistoryEvent.encode(event).finish().length, 0),
    actions: events.filter(isBilled).length,
  };
}

async function eventsOf(client: Client, workflowId: string): Promise<readonly Event[]> {
  const all: Event[] = [];
  let runId: string | undefined;
  do {
    const history: History = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const events = history.events ?? [];
    all.push(...events);
    runId = events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? '';
  } while (runId !== '');
  return all;
}

/** A start, a continue-as-new, a timer, an activity, an upsert and a signal are an action each. */
const isBilled = (event: Event): boolean =>
  [
    event.workflowExecutionStartedEventAttributes,
    event.timerStartedEventAttributes,
    event.activityTaskScheduledEventAttributes,
    event.upsertWorkflowSearchAttributesEventAttributes,
    event.workflowExecutionSignaledEventAttributes,
  ].some((attributes) => attributes !== undefined && attributes !== null);
