import type { Instant } from '../../core/fact.ts';
import type { Frozen } from '../../core/frozen.ts';
import type { Answer, Command, Event, State, Telling } from '../../core/state.ts';
import { step, type Stepped } from '../../core/step.ts';
import { attributesOf } from '../../workflows/attributes.ts';
import type { ProspectInput } from '../../workflows/messages.ts';
import { parked } from '../../workflows/parked.ts';
import { type Commanded, fields, read, type Shown } from './command-trace.ts';
import { eventsOf, type History, millisOf, type HistoryEvent } from './histories.ts';

const FORTNIGHT = 14 * 86_400_000;

/**
 * The commands a run must have given: `step` fed with the events its history holds, task by task. Written apart from the workflow, so
 * that what a replay never compares (lengths of timers, questions, attributes) is compared with what the core wants.
 */
export function expectedCommands(
  history: History,
  versions: ReadonlyMap<string, Frozen>,
): readonly Commanded[] {
  const started = eventsOf(history)[0]?.workflowExecutionStartedEventAttributes;
  const input = read(started?.input) as ProspectInput;
  const run = new Run(versions, input, fields(started?.searchAttributes));
  for (const event of eventsOf(history)) run.happens(event);
  return run.commands;
}

/** One run as the core alone would have it. */
class Run {
  readonly commands: Commanded[] = [];
  readonly #versions: ReadonlyMap<string, Frozen>;
  readonly #input: ProspectInput;
  #state: State;
  #inbox: Event[];
  #shown: Shown;
  #asked: Command | undefined;
  /** 'asks' a question; 'rests' until told; 'over' in this run. */
  #is: 'awake' | 'asks' | 'rests' | 'over' = 'awake';
  #alarm: { at: Instant | undefined; rang: boolean } | undefined;
  #became: Answer | undefined;
  #started: HistoryEvent | undefined;
  #sleepUntil: Instant | undefined;

  constructor(versions: ReadonlyMap<string, Frozen>, input: ProspectInput, shown: Shown) {
    this.#versions = versions;
    this.#input = input;
    this.#state = input.state;
    this.#inbox = [...(input.unheard ?? [])];
    this.#shown = shown;
  }

  happens(event: HistoryEvent): void {
    const told = event.workflowExecutionSignaledEventAttributes;
    if (told) this.#inbox.push(...(read(told.input) as Telling[]));
    const answered = event.activityTaskCompletedEventAttributes;
    if (answered) this.#hear(read(answered.result) as Answer);
    const failed = event.activityTaskFailedEventAttributes?.failure?.applicationFailureInfo;
    if (failed) this.#fail(failed.type ?? '');
    if (event.timerFiredEventAttributes && this.#alarm) this.#alarm.rang = true;
    this.#works(event);
  }

  /** Only a task that was completed counts: one that failed left nothing behind. */
  #works(event: HistoryEvent): void {
    if (event.workflowTaskStartedEventAttributes) this.#started = event;
    if (event.workflowTaskCompletedEventAttributes && this.#started) this.#task(this.#started);
  }

  #hear(answer: Answer): void {
    const asked = this.#asked?.key ?? '';
    if (answer.kind === 'gone' || answer.kind === 'next') this.#became = answer;
    else this.#inbox.unshift({ kind: 'answered', at: answer.at, asked, answer });
    this.#asked = undefined;
  }

  #fail(code: string): void {
    if (this.#asked) this.#state = parked(this.#state, this.#asked, code);
    this.#asked = undefined;
  }

  #task(started: HistoryEvent): void {
    if (this.#is === 'over' || this.#asked) return;
    if (this.#is === 'rests' && this.#inbox.length === 0 && !this.#alarm?.rang) return;
    if (this.#became) return this.#become(this.#became);
    this.#step(millisOf(started.eventTime), Number(String(started.eventId)) > 45);
  }

  #become(answer: Answer): void {
    this.#is = 'over';
    if (answer.kind !== 'next') return void this.commands.push({ kind: 'over' });
    const unheard = this.#inbox.filter((event) => isOf(answer.to.entry, event));
    const input = unheard.length === 0 ? answer.to : { ...answer.to, unheard };
    const shown = present(this.#attributes(answer.to.version, answer.to.state));
    this.commands.push({ kind: 'go-on', input, shown });
  }

  #step(now: Instant, old: boolean): void {
    const heard = this.#inbox.splice(0).filter((event) => isOf(this.#input.entry, event));
    const before = this.#state;
    const next = step(this.#journeyOf(this.#input.version), before, [
      ...heard,
      { kind: 'woke', at: now },
    ]);
    if (next.todo && old) return this.#goOn(before, heard);
    this.#sleepUntil = next.sleepUntil;
    this.#state = next.state;
    if (next.todo) return this.#ask(next.todo);
    if (old) return this.#goOn(next.state, []);
    return this.#rest(next, now);
  }

  #ask(todo: Command): void {
    this.#is = 'asks';
    this.#asked = todo;
    const { prospect, entry, epoch, version } = this.#input;
    const { lines: _lines, asked: _asked, ...state } = this.#state;
    const question = { prospect, entry, epoch, version, state: { ...state, facts: {} }, todo };
    this.commands.push({ kind: 'ask', type: todo.kind, question });
  }

  #rest({ sleepUntil }: Stepped, now: Instant): void {
    this.#is = 'rests';
    const shown = this.#attributes(this.#input.version, this.#state, sleepUntil);
    const changed = Object.fromEntries(
      Object.entries(shown).filter(([name, value]) => (this.#shown[name] ?? null) !== value),
    );
    if (Object.keys(changed).length > 0) this.commands.push({ kind: 'show', changed });
    this.#shown = shown;
    if (this.#alarm && this.#alarm.at === sleepUntil && !this.#alarm.rang) return;
    this.#alarm = { at: sleepUntil, rang: false };
    const ms = Math.max(Math.min((sleepUntil ?? Infinity) - now, FORTNIGHT), 1);
    this.commands.push({ kind: 'timer', ms });
  }

  #goOn(state: State, unheard: readonly Event[]): void {
    this.#is = 'over';
    const { unheard: _, ...begin } = this.#input;
    const shown = present(this.#attributes(begin.version, state, this.#sleepUntil));
    const input = { ...begin, state, ...(unheard.length > 0 && { unheard }) };
    this.commands.push({ kind: 'go-on', input, shown });
  }

  #journeyOf(version: string): Frozen {
    const journey = this.#versions.get(version);
    if (journey === undefined) throw new Error('the history names an unknown version');
    return journey;
  }

  #attributes(version: string, state: State, sleepUntil?: Instant): Shown {
    const seen = { version, state, ...(sleepUntil !== undefined && { sleepUntil }) };
    const pairs = attributesOf(this.#journeyOf(version), seen);
    return Object.fromEntries(
      pairs.map(({ key, value }) => [
        key.name,
        value instanceof Date ? value.toISOString() : value,
      ]),
    );
  }
}

const present = (shown: Shown): Shown =>
  Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== null));

const isOf = (entry: string, event: Event): boolean =>
  event.kind !== 'told' || event.entry === entry;
