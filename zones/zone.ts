import { Temporal } from 'temporal-polyfill';

/** Whether it is a zone of the IANA database, as in 'Europe/Berlin' or 'UTC'. A mere offset ('+02:00') is none. Never throws. */
export function isZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    return new Temporal.ZonedDateTime(0n, name).timeZoneId !== '';
  } catch {
    return false;
  }
}
