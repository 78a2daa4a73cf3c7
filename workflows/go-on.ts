import { makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';
import type { SearchAttributePair } from '@temporalio/common';
import type { Beginning, Event } from '../core/state.ts';
import { LONGEST_SLEEP } from './alarm.ts';
import { attributesOf, present } from './attributes.ts';
import { memoOf, type ProspectInput, type ProspectWorkflow } from './messages.ts';
import { findPublished } from './published.ts';
import type { Seen } from './seen.ts';

/** More events than this take long to replay, and each wake after days is a replay. */
const LONGEST_HISTORY = 45;

/** Time for a new run: long enough to replay slowly, or old enough to keep an old build of the worker alive for nobody else. */
export function isOld(): boolean {
  const info = workflowInfo();
  return (
    info.historyLength > LONGEST_HISTORY ||
    info.continueAsNewSuggested ||
    info.targetWorkerDeploymentVersionChanged ||
    Date.now() - info.runStartTime.getTime() >= LONGEST_SLEEP
  );
}

/** Continues as new where it stands. Never returns. */
export function goOn(
  { begin, journey, ...at }: Seen,
  unheard: readonly Event[] = [],
): Promise<never> {
  const shown = attributesOf(journey, { version: begin.version, ...at });
  return start({ ...begin, state: at.state }, unheard, present(shown));
}

/** Continues as new as the entry that speaks next, with what was told for it meanwhile. Never returns. */
export function goOnAs(next: Beginning, inbox: readonly Event[]): Promise<never> {
  const journey = findPublished(next.version);
  const unheard = inbox.filter((event) => event.kind === 'told' && event.entry === next.entry);
  const shown =
    journey === undefined
      ? workflowInfo().typedSearchAttributes.getAll()
      : present(attributesOf(journey, next));
  return start(next, unheard, shown);
}

/** Memo and attributes are given whole: what the options leave out is lost. An upgrade to a new build happens here or never. */
function start(
  begin: Beginning,
  unheard: readonly Event[],
  shown: readonly SearchAttributePair[],
): Promise<never> {
  const input: ProspectInput = unheard.length === 0 ? begin : { ...begin, unheard };
  return makeContinueAsNewFunc<ProspectWorkflow>({
    memo: memoOf(begin),
    typedSearchAttributes: [...shown],
    initialVersioningBehavior: 'AUTO_UPGRADE',
  })(input);
}
