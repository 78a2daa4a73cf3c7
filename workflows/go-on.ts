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

/** What goes along into the next run besides where it stands. */
type Along = Readonly<{
  unheard?: readonly Event[] | undefined;
  clock?: ProspectInput['clock'] | undefined;
}>;

/** Continues as new where it stands. Never returns. */
export function goOn({ begin, journey, ...at }: Seen, along: Along): Promise<never> {
  const shown = attributesOf(journey, { version: begin.version, ...at });
  return start({ ...begin, state: at.state }, along, present(shown));
}

/** Continues as new as the entry that speaks next, with what was told for it meanwhile. Never returns. */
export function goOnAs(next: Beginning, { unheard: inbox = [], ...along }: Along): Promise<never> {
  const journey = findPublished(next.version);
  const unheard = inbox.filter((event) => event.kind === 'told' && event.entry === next.entry);
  const shown =
    journey === undefined
      ? workflowInfo().typedSearchAttributes.getAll()
      : present(attributesOf(journey, next));
  return start(next, { ...along, unheard }, shown);
}

/** Memo and attributes are given whole: what the options leave out is lost. An upgrade to a new build happens here or never. */
function start(
  begin: Beginning,
  { unheard = [], clock }: Along,
  shown: readonly SearchAttributePair[],
): Promise<never> {
  const input: ProspectInput = {
    ...begin,
    ...(unheard.length > 0 && { unheard }),
    ...(clock !== undefined && { clock }),
  };
  return makeContinueAsNewFunc<ProspectWorkflow>({
    memo: memoOf(begin),
    typedSearchAttributes: [...shown],
    initialVersioningBehavior: 'AUTO_UPGRADE',
  })(input);
}
