import { z } from 'zod';
import { userInfo } from 'node:os';
import type { Verb } from '../program.ts';

const holds = z.looseObject({
  holds: z.array(
    z.looseObject({ id: z.string(), reason: z.string(), releasedAt: z.string().nullable() }),
  ),
});
const released = z.looseObject({ released: z.boolean() });

/** Lets mail go again. */
export const releaseVerb: Verb = (program, cli) => {
  program
    .command('release')
    .description('release the hold: mail goes again')
    .action(async () => {
      const { api: connect, output } = cli();
      const api = await connect();
      const all = await api.get('/v1/holds', holds);
      const standing = all.holds.filter(({ releasedAt }) => releasedAt === null);
      const body = { by: userInfo().username };
      for (const { id } of standing) await api.post(`/v1/holds/${id}/release`, body, released);
      output.result({ released: standing.map(({ id }) => id) }, () =>
        standing.length === 0
          ? ['No hold stands.']
          : standing.map(({ reason }) => `Released: ${reason}`),
      );
    });
};
