import { nearest } from '../core/nearest.ts';

/** The zone that was probably meant by what is none: that of the city, or the one spelled most like it. Never throws. */
export function likelyZone(said: string): string | undefined {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  const city = said.toLowerCase().replaceAll(' ', '_');
  return zones.find((zone) => zone.toLowerCase().endsWith(`/${city}`)) ?? nearest(said, zones);
}
