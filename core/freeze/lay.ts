import type { FrozenStep, StepId } from '../frozen.ts';
import { type Draft, placeOf, refuse, type Spot, within } from './draft.ts';
import { listOf, onlyWords } from './fields.ts';
import type { Place } from './kinds/kind.ts';
import { pause } from './kinds/pause.ts';
import { type Line, linesIn, slug } from './lines.ts';
import type { MomentAsk } from './moment.ts';
import { idIn } from './text.ts';
import { uselessAt } from './useless.ts';

/** A list whose steps have their names, so that others can lead to them. */
export type Plan = Readonly<{
  spot: Spot;
  stage: string;
  lines: readonly Readonly<{ id: StepId; line: Line; spot: Spot; again: boolean }>[];
}>;

/** Names the steps of a list. */
export function planOf(spot: Spot, stage: string, list: readonly unknown[]): Plan {
  const lines = linesIn(spot, list).map((line) => {
    const name = line.kind === pause ? freeName(spot, stage, line) : nameOf(spot, line);
    const here = within(spot, name);
    const id = `${stage}.${name}`;
    const again = spot.draft.named.has(id);
    if (again && line.kind.shared !== true) twice(here, id);
    if (!again) spot.draft.named.set(id, placeOf(here));
    return { id, line, spot: here, again };
  });
  return { spot, stage, lines };
}

/** Freezes the steps of a plan. After the last one people go on to `after`. */
export function layDown({ stage, lines }: Plan, after: StepId): void {
  for (const [i, { id, line, spot, again }] of lines.entries()) {
    if (again) continue;
    const next = lines[i + 1]?.id ?? after;
    reserve(spot.draft, id);
    const lateAt = uselessAt(
      spot.draft,
      lines.slice(i).map((one) => one.line),
    );
    spot.draft.steps.set(id, stepIn(line, placeIn(spot, stage, { next, lateAt })));
  }
}

/** Keeps its place in reading order while the arms of the step are laid down. */
const reserve = (draft: Draft, id: StepId): void => {
  draft.steps.set(id, { kind: 'end', as: 'done' });
};

type Around = Readonly<{ next: StepId; lateAt: MomentAsk | undefined }>;

function placeIn(spot: Spot, stage: string, { next, lateAt }: Around): Place {
  const arm = (label: string, lines: unknown): StepId => {
    if (lines === undefined) return next;
    const plan = planOf(within(spot, label), stage, listOf(lines));
    layDown(plan, next);
    return plan.lines[0]?.id ?? next;
  };
  return { ...spot, stage, next, lateAt, arm };
}

function stepIn({ said, kind, due }: Line, place: Place): FrozenStep {
  onlyWords(place, said, ['kind', ...kind.words]);
  const step = kind.freeze(said, place);
  return due.length > 0 ? { ...step, due } : step;
}

function nameOf(spot: Spot, { said, kind, due }: Line): string {
  const name = said['name'] ?? kind.name(said);
  if (kind.shared === true)
    return due.length > 0 ? slug(`${String(name)}-after`, due) : String(name);
  return idIn(spot, name);
}

/** Nobody names a wait, so those that lead to different steps are numbered. */
function freeName({ draft }: Spot, stage: string, { said, kind }: Line): string {
  const name = String(kind.name(said));
  let number = 1;
  while (draft.named.has(`${stage}.${numbered(name, number)}`)) number += 1;
  return numbered(name, number);
}

const numbered = (name: string, number: number): string =>
  number === 1 ? name : `${name}-${number}`;

function twice(spot: Spot, id: StepId): void {
  const name = spot.path.at(-1) ?? '';
  refuse(spot, {
    code: 'G001',
    what: `Two steps are called ${id}: ${spot.draft.named.get(id)} and ${placeOf(spot)}.`,
    mend: `Give one of them a name of its own: { name: '${name}-again' }, or another first word in waitFor and branch.`,
  });
}
