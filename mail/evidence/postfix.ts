import type { Adapter } from './adapter.ts';
export const postfix: Adapter = {
  word: 'postfix',
  example: '/var/log/mail.log',
  open() {
    throw new Error('PERENNIAL_EVIDENCE names postfix, which is still to be built.');
  },
};
