import type { Entrance } from '../frozen.ts';
import { isRef } from '../did.ts';
import { didIn } from './ask.ts';
import { refuse, type Spot, within } from './draft.ts';
import { entranceOf, ownerOf } from './entrance.ts';
import { type Fields, isFields, listOf, onlyWords, spell } from './fields.ts';

/** Who comes in, and where. */
export function enterIn(spot: Spot, enter: unknown): readonly Entrance[] {
  const doors = enter === undefined ? [] : listOf(enter);
  if (doors.length === 0) {
    refuse(spot, {
      code: 'L000',
      what: 'Nobody can come in.',
      mend: "Say who does: on('…').into('…'), byList.into('…') or bySales.into('…').",
    });
  }
  return doors.flatMap((door) => doorIn(spot, door));
}

function doorIn(spot: Spot, door: unknown): readonly Entrance[] {
  if (isFields(door)) {
    onlyWords(spot, door, ['on', 'by', 'into']);
    if (isFields(door['on']) && isFields(door['on']['did']))
      return [onIn(spot, door, door['on']['did'])];
    if (door['by'] === 'sales') return [{ by: 'sales', at: entranceOf(spot, door['into']) }];
    if (door['by'] === 'list') return [{ by: 'list', at: oursIn(spot, door['into']) }];
  }
  const mend = "Say on('…').into('…'), byList.into('…') or bySales.into('…').";
  refuse(spot, { code: 'L000', what: `${spell(door)} lets nobody in.`, mend });
  return [];
}

function onIn(spot: Spot, door: Fields, deed: Fields): Entrance {
  const { event, where, ...rest } = didIn(within(spot, 'on'), deed);
  const refined = Object.keys(rest).find((word) => word !== 'kind');
  if (refined !== undefined) noRefining(spot, `.${refined}(…)`);
  if (Object.values(where ?? {}).some(isRef)) noRefining(spot, "a comparison with the('…')");
  return { on: event, ...(where && { where }), at: oursIn(spot, door['into']) };
}

/** Whoever does it comes in, there and then: nothing has happened in this journey yet. */
const noRefining = (spot: Spot, what: string): void =>
  refuse(within(spot, 'on'), {
    code: 'L000',
    what: `People come in as they do it, so ${what} asks nothing here.`,
    mend: "Say on('…', { … }) with plain values, and ask for more in a branch(…).",
  });

function oursIn(spot: Spot, stage: unknown): string {
  const owner = ownerOf(spot, stage);
  if (owner !== undefined && owner !== 'marketing') {
    refuse(spot, {
      code: 'J105',
      what: `'${String(stage)}' is of ${owner}: it is entered by an accepted offer, or by sales.`,
      mend: 'Let them into a stage of marketing.',
    });
  }
  return entranceOf(spot, stage);
}
