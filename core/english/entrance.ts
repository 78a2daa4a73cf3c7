import type { Entrance } from '../frozen.ts';
import { sayLeaf } from './leaf.ts';
import type { Voice } from './voice.ts';

/** 'they started a trial', 'they are put in from a list': how one comes into a journey. Pure. */
export function sayEntrance(entrance: Entrance, { house }: Pick<Voice, 'house'>): string {
  if ('by' in entrance)
    return entrance.by === 'list' ? 'they are put in from a list' : 'sales puts them in';
  const { on: event, where } = entrance;
  const facts = { it: { kind: 'did', event, ...(where !== undefined && { where }) } } as const;
  return `they ${sayLeaf({ sentence: 'it', not: false }, { facts }, house.says ?? {})}`;
}
