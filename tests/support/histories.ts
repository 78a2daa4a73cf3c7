import type { Client } from '@temporalio/client';
import proto, { type google, type temporal } from '@temporalio/proto';

const { HistoryEvent: Event } = proto.temporal.api.history.v1;

export type History = temporal.api.history.v1.IHistory;
export type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** The histories of all runs of one workflow id, oldest first: followed from the newest back through continue-as-new. */
export async function historiesOf(client: Client, workflowId: string): Promise<History[]> {
  const histories: History[] = [];
  let runId: string | undefined;
  do {
    const history: History = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    histories.unshift(history);
    runId =
      eventsOf(history)[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? '';
  } while (runId !== '');
  return histories;
}

/** Milliseconds of a timestamp or a duration, whether it came over the wire or out of a file. */
export const millisOf = (time: google.protobuf.ITimestamp | null | undefined): number =>
  Number(String(time?.seconds ?? 0)) * 1000 + Math.floor((time?.nanos ?? 0) / 1e6);

export const eventsOf = (history: History): readonly HistoryEvent[] => history.events ?? [];

/** What a history costs: events, protobuf bytes, and what Temporal Cloud would bill. */
export type Cost = Readonly<{ events: number; bytes: number; actions: number }>;

/** A start, a continue-as-new, a timer, an activity, an upsert and a signal are an action each; a retry is not in the history. */
export function costOf(histories: readonly History[]): Cost {
  const events = histories.flatMap(eventsOf);
  const sizes = events.map((event) => Event.encode(event).finish().length);
  return {
    events: events.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    actions: events.filter(isBilled).length,
  };
}

const isBilled = (event: HistoryEvent): boolean =>
  [
    event.workflowExecutionStartedEventAttributes,
    event.timerStartedEventAttributes,
    event.activityTaskScheduledEventAttributes,
    event.upsertWorkflowSearchAttributesEventAttributes,
    event.workflowExecutionSignaledEventAttributes,
  ].some((attributes) => attributes !== undefined && attributes !== null);
