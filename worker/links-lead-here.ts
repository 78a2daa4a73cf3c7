import type { Config } from './config.ts';

/** What is to be warned of where real mail has links that nobody can follow elsewhere: http is for this machine alone. Pure. */
export const linksLeadHere = ({ mode, url }: Pick<Config, 'mode' | 'url'>): readonly string[] =>
  mode.kind === 'live' && url.startsWith('http:')
    ? [
        'PERENNIAL_MAIL is live, and PERENNIAL_URL leads to this machine only: nobody elsewhere can unsubscribe.',
      ]
    : [];
