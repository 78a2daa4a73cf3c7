import { z } from 'zod';
import type { Cli } from './context.ts';

const sending = z.looseObject({
  quotas: z.array(z.looseObject({ most: z.number(), used: z.number(), per: z.string() })),
  circuits: z.array(z.looseObject({ of: z.string().nullable(), reason: z.string() })),
  rates: z.array(
    z.looseObject({
      scope: z.string(),
      of: z.string(),
      level: z.string(),
      reason: z.string().optional(),
    }),
  ),
});

/** Whether mail leaves. Throws with what a mail server keeps back, and what is complained about too much. */
export async function leaving(cli: Cli): Promise<string> {
  const { quotas, circuits, rates } = await (await cli.api()).get('/v1/sending', sending);
  const sayRate = ({ scope, of, reason = '' }: (typeof rates)[number]) =>
    `the ${scope} ${of}: ${reason}`;
  const bad = [
    ...circuits.map(({ of, reason }) => `mail waits${of === null ? '' : ` (${of})`}: ${reason}`),
    ...rates.filter(({ level }) => level === 'hold').map(sayRate),
  ];
  if (bad.length > 0) throw new Error(`${bad.join('; ')}. See the page /sending`);
  const used = quotas.filter((one) => one.used >= one.most).length;
  return [
    'nothing is kept back',
    ...(used > 0 ? [`quotas used up: ${used}`] : []),
    ...rates
      .filter(({ level }) => level === 'warn')
      .map((one) => `close to being held: ${sayRate(one)}`),
  ].join('; ');
}
