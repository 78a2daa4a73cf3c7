import type { Instant } from '../../core/fact.ts';
import { stageOf } from '../../core/frozen.ts';
import type { Happening, Reason } from '../../simulator/happening.ts';
import { sayHandoff } from './say-handoff.ts';
import {
  ownerOf,
  sayCondition,
  sayDate,
  sayDid,
  sayProps,
  sayReason,
  type Speech,
  stepName,
  teamName,
} from './speech.ts';

export type Label =
  | 'does'
  | 'is'
  | 'enters'
  | 'educate'
  | 'convert'
  | 'held'
  | 'skipped'
  | 'series'
  | 'stage'
  | 'handoff'
  | 'task'
  | 'split'
  | 'parked'
  | 'resumed'
  | 'ends'
  | 'faulted';

/** One line of a calendar as people read it. */
export type Line = Readonly<{
  at: Instant;
  label: Label;
  says: string;
  /** Why, each a clause of its own. */
  why: readonly string[];
  journey?: string;
  /** The stage in which it stands, for lines of a journey. */
  stage?: string;
}>;

/** A calendar as people read it: what only concerns the engine is left out, and a reason is said once. */
export function linesOf(happenings: readonly Happening[], speech: Speech): readonly Line[] {
  const said = new Said();
  return happenings.flatMap((happening) => {
    const told = sayHappening(happening, speech);
    if (told === undefined) return [];
    const { at, journey, step } = happening;
    const why = said.anew(happening).map((reason) => sayReason(reason, journey ?? '', speech));
    return [
      {
        at,
        ...told,
        why: [...why, ...becauseOf(happening, speech)],
        ...(journey !== undefined && { journey }),
        ...(step !== undefined && { stage: stageOf(step) }),
      },
    ];
  });
}

/** A new stage and the mail that begins it came by the same turns. */
class Said {
  #at: Instant | undefined;
  readonly #reasons = new Set<string>();

  anew(happening: Happening): readonly Reason[] {
    if (this.#at !== happening.at || happening.kind === 'entered') this.#reasons.clear();
    this.#at = happening.at;
    if (!('why' in happening)) return [];
    const fresh = happening.why.filter((reason) => !this.#reasons.has(JSON.stringify(reason)));
    for (const reason of fresh) this.#reasons.add(JSON.stringify(reason));
    return fresh;
  }
}

const becauseOf = (happening: Happening, speech: Speech): readonly string[] =>
  happening.kind === 'offered'
    ? [`because ${sayCondition(happening.because, happening.journey ?? '', speech)}`]
    : [];

type Told = Readonly<{ label: Label; says: string }>;
const told = (label: Label, says: string): Told => ({ label, says });

/** Undefined: nothing that concerns people. */
function sayHappening(one: Happening, speech: Speech): Told | undefined {
  switch (one.kind) {
    case 'did':
      return told('does', sayDeed(one, speech));
    case 'became':
      return told('is', sayProps(one.traits, speech));
    case 'offered':
    case 'handoff':
    case 'unqualified':
      return told('handoff', sayHandoff(one, speech));
    case 'unsubscribed':
    case 'ended':
    case 'faulted':
      return sayOver(one);
    case 'moved':
      return undefined;
    default:
      return sayStep(one, speech);
  }
}

function sayOver(one: Extract<Happening, { kind: 'unsubscribed' | 'ended' | 'faulted' }>): Told {
  const { journey = '' } = one;
  switch (one.kind) {
    case 'unsubscribed':
      return told('ends', 'unsubscribes: not one more mail');
    case 'ended':
      return told('ends', `${journey}: ${one.as}`);
    case 'faulted':
      return told('faulted', `${journey} stands still: ${one.code}`);
  }
}

function sayDeed({ event, props }: Extract<Happening, { kind: 'did' }>, speech: Speech): string {
  const said = sayProps(props, speech);
  const what = sayDid(event, speech);
  return said === '' ? what : `${what} (${said})`;
}

type OfStep = Exclude<
  Happening,
  {
    kind:
      | 'did'
      | 'became'
      | 'offered'
      | 'handoff'
      | 'unqualified'
      | 'unsubscribed'
      | 'ended'
      | 'faulted'
      | 'moved';
  }
>;

function sayStep(one: OfStep, speech: Speech): Told {
  const { journey = '', step = '' } = one;
  switch (one.kind) {
    case 'entered':
      return told('enters', sayEntered(one, speech));
    case 'parked':
      return told('parked', `${journey} falls silent: another journey speaks`);
    case 'resumed':
      return told('resumed', `${journey} speaks now, in ${stageOf(step)}`);
    case 'stage':
      return told('stage', `${one.from} → ${one.to} (${one.owner})`);
    case 'drawn':
      return told('split', `drawn for ‘${one.arm}’ of ‘${stepName(step)}’`);
    case 'task':
      return told('task', sayTask(one, speech));
    default:
      return sayMail(one, speech);
  }
}

type OfMail = Extract<OfStep, { kind: 'sent' | 'deferred' | 'skipped' | 'exhausted' }>;

function sayMail(one: OfMail, speech: Speech): Told {
  switch (one.kind) {
    case 'sent':
      return told(one.mindset, one.mail);
    case 'deferred':
      return told('held', `${one.mail} until ${sayDate(one.until, speech)}: ${one.reason}`);
    case 'skipped':
      return told('skipped', `${one.mail}: ${one.reason}`);
    case 'exhausted':
      return told('series', `no mail of ‘${one.folder}’ is left that they have not seen`);
  }
}

const BY = { event: 'by what they did', list: 'from a list', sales: 'by sales' } as const;

function sayEntered(one: Extract<Happening, { kind: 'entered' }>, speech: Speech): string {
  const { journey = '', step = '', by, waiting } = one;
  const stage = stageOf(step);
  const where = `${journey} ${BY[by]}, in ${stage} (${ownerOf(journey, stage, speech)})`;
  return waiting ? `${where}, and waits for its turn` : where;
}

function sayTask(one: Extract<Happening, { kind: 'task' }>, speech: Speech): string {
  const whose = one.for === 'owner' ? 'whoever accepted them' : teamName(one.for, speech);
  if (one.state === 'open') return `${whose}, by ${sayDate(one.until, speech)}: ${one.ask}`;
  return `${one.state}: ${one.ask}`;
}
