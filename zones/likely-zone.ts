import { nearest } from '../core/nearest.ts';

/** The zone that was probably meant by what is none: that of the city which is spelled most like it. Never throws. */
export function likelyZone(said: string): string | undefined {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  const byCity = new Map(zones.map((zone) => [cityOf(zone), zone]));
  return byCity.get(nearest(cityOf(said), byCity.keys()) ?? '');
}

/** 'America/New_York' and 'New York': 'new york'. */
const cityOf = (zone: string): string =>
  (zone.split('/').at(-1) ?? '').replaceAll('_', ' ').toLowerCase();
