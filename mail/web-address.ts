import { brokenFrom, type Masked } from './liquid-tags.ts';

/** A whole address as people type it: what ends a sentence is none of it. */
const ADDRESS = /https:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;

/** Puts something in the place of each web address of a masked text. A condition that only begins or only ends in an address is none of it. */
export const withAddresses = (masked: Masked, put: (address: string) => string): string =>
  masked.text.replaceAll(ADDRESS, (found) => {
    const end = brokenFrom(found, masked) ?? found.length;
    return put(found.slice(0, end)) + found.slice(end);
  });
