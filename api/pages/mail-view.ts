/** What became of a mail, where that is worth a word: most were simply taken by the mail server. Pure. */
export const sayMailState = (state: string): Readonly<{ said: string; tone: string }> =>
  STATES[state] ?? { said: '', tone: '' };

const STATES: Readonly<Record<string, Readonly<{ said: string; tone: string }>>> = {
  CLAIMED: { said: 'being written', tone: 'info' },
  DOT: { said: 'on its way', tone: 'info' },
  REJECTED: { said: 'refused', tone: 'bad' },
  DEFERRED: { said: 'put off by the mail server', tone: 'warn' },
  UNKNOWN: { said: 'may have arrived', tone: 'warn' },
  REVOKED: { said: 'stopped in time', tone: '' },
  SKIPPED: { said: 'skipped', tone: '' },
};
