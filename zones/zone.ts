/**
 * Whether it is a zone of the IANA database, as in 'Europe/Berlin' or 'UTC'. A mere offset ('+02:00') is none. Never throws. By `Intl`,
 * where temporal-polyfill looks too: whoever only asks this need not wait until that is loaded.
 */
export function isZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}
