import type { temporal } from '@temporalio/proto';
import type { Question } from '../../core/state.ts';
import type { ProspectInput } from '../../workflows/messages.ts';
import { eventsOf, type History, millisOf, type HistoryEvent } from './histories.ts';

type Payload = temporal.api.common.v1.IPayload;
type Fields = Readonly<Record<string, Payload>>;
export type Shown = Readonly<Record<string, unknown>>;

/** What a workflow told the server to do, with the data that a replay never looks at. */
export type Commanded =
  | Readonly<{ kind: 'ask'; type: string; question: Question }>
  | Readonly<{ kind: 'timer'; ms: number }>
  | Readonly<{ kind: 'show'; changed: Shown }>
  | Readonly<{ kind: 'go-on'; input: ProspectInput; shown: Shown }>
  | Readonly<{ kind: 'over' }>;

/** The commands of a run, in their order. */
export const commandsOf = (history: History): readonly Commanded[] =>
  eventsOf(history).flatMap((event) => commandOf(event) ?? []);

function commandOf(event: HistoryEvent): Commanded | undefined {
  const asked = event.activityTaskScheduledEventAttributes;
  if (asked)
    return {
      kind: 'ask',
      type: asked.activityType?.name ?? '',
      question: read(asked.input) as Question,
    };
  const timer = event.timerStartedEventAttributes;
  if (timer) return { kind: 'timer', ms: millisOf(timer.startToFireTimeout) };
  const upsert = event.upsertWorkflowSearchAttributesEventAttributes;
  if (upsert) return { kind: 'show', changed: fields(upsert.searchAttributes) };
  const next = event.workflowExecutionContinuedAsNewEventAttributes;
  if (next)
    return {
      kind: 'go-on',
      input: read(next.input) as ProspectInput,
      shown: fields(next.searchAttributes),
    };
  return event.workflowExecutionCompletedEventAttributes ? { kind: 'over' } : undefined;
}

/** The first of what was given. */
export const read = (given: { payloads?: Payload[] | null } | null | undefined): unknown =>
  valueOf(given?.payloads?.[0]);

export const fields = (given: { indexedFields?: Fields | null } | null | undefined): Shown =>
  Object.fromEntries(
    Object.entries(given?.indexedFields ?? {}).map(([name, payload]) => [name, valueOf(payload)]),
  );

function valueOf(payload: Payload | undefined): unknown {
  const text = Buffer.from(payload?.data ?? []).toString();
  return text === '' ? null : (JSON.parse(text) as unknown);
}
