import type { FillValue, Scalar } from '../frozen.ts';
import { refuse, type Spot, within } from './draft.ts';
import { type Fields, isFields, meantOr, spell } from './fields.ts';
import { looksLikeDay, momentIn } from './moment.ts';
import { nameIn } from './names.ts';
import { propertyIn } from './property.ts';
import type { Shape, Slots } from './vocabulary.ts';

/** What fills each slot of a mail: all of them, and with what fits them. */
export function fillIn(spot: Spot, mail: string, fill: unknown): Record<string, FillValue> {
  const slots = spot.draft.words.mails?.get(mail);
  const given = isFields(fill) ? fill : {};
  if (slots) missing(spot, slots, given);
  const values = Object.entries(given).map(([slot, value]) => {
    const at = within(spot, 'fill', slot);
    if (slots && !Object.hasOwn(slots, slot)) noSlot(at, mail, Object.keys(slots));
    return [slot, valueIn(at, value, slots?.[slot])] as const;
  });
  return Object.fromEntries(values);
}

function missing(spot: Spot, slots: Slots, given: Fields): void {
  for (const slot of Object.keys(slots)) {
    if (given[slot] !== undefined) continue;
    refuse(within(spot, 'fill'), {
      code: 'L021',
      what: `The slot '${slot}' stays empty.`,
      mend: `Say what fills it: { fill: { ${slot}: the('…').… } }.`,
    });
  }
}

const noSlot = (spot: Spot, mail: string, slots: readonly string[]): void =>
  refuse(spot, {
    code: 'L022',
    what: `'${mail}' has no such slot.`,
    mend: slots.length > 0 ? meantOr(spot.path.at(-1), slots) : 'It has none: take it out.',
  });

function valueIn(spot: Spot, value: unknown, slot: string | undefined): FillValue {
  if (isFields(value)) return lookedUp(spot, value, slot);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    if (slot === 'Date' && typeof value === 'string' && looksLikeDay(value))
      return momentIn(spot, value);
    mustFit(spot, { kind: kindOf(value) }, slot);
    return value;
  }
  return noFilling(spot, value);
}

function lookedUp(spot: Spot, value: Fields, slot: string | undefined): FillValue {
  if ('of' in value) {
    const { ref, shape } = propertyIn(spot, value);
    mustFit(spot, shape, slot);
    return ref;
  }
  if ('moment' in value) {
    mustFit(spot, { kind: 'date' }, slot);
    return momentIn(spot, value);
  }
  if (!('trait' in value)) return noFilling(spot, value);
  const trait = nameIn(spot, value['trait'], 'trait');
  mustFit(spot, spot.draft.words.traits.get(trait), slot);
  return { trait };
}

function noFilling(spot: Spot, value: unknown): FillValue {
  refuse(spot, {
    code: 'L023',
    what: `${spell(value)} fills no slot.`,
    mend: "Fill it with a plain value, the('…').… or trait('…').",
  });
  return '';
}

function mustFit(spot: Spot, shape: Shape | undefined, slot: string | undefined): void {
  if (shape === undefined || slot === undefined || shape.kind === 'unknown') return;
  if (shape.kind === slot.toLowerCase()) return;
  refuse(spot, {
    code: 'L023',
    what: `A ${shape.kind} does not fit into a slot for a ${slot}.`,
    mend: `Fill it with a ${slot}.`,
  });
}

const kindOf = (value: Scalar): 'string' | 'number' | 'boolean' => {
  if (typeof value === 'string') return 'string';
  return typeof value === 'number' ? 'number' : 'boolean';
};
