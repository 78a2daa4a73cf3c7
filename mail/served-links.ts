import { z } from 'zod';
import { createLinks, type LinkKey } from './links.ts';

/** Under this name of the world the API says which links it answers. */
export const LINKS_SERVED = 'links.served';

/** What a process makes links with, or answers them by: no secret is in it. */
export type LinkMaking = Readonly<{ keys: readonly LinkKey[]; hosts: readonly string[] }>;

const served = z.object({ hosts: z.array(z.string()), marks: z.array(z.string()) });
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A link to nobody: two who sign it alike have the same key. */
const markOf = (key: LinkKey): string => createLinks([key], '').url('p', NOBODY);

/** What the process that answers links tells those that put them into mails. Pure. */
export const saidOfLinks = ({ keys, hosts }: LinkMaking): string =>
  JSON.stringify({ hosts, marks: keys.map(markOf) });

/** Why links that are made so would be dead for whoever gets them; undefined where they live, or where it cannot be told. Never throws. */
export function deadLinks({ keys: [first], hosts }: LinkMaking, said: string): string | undefined {
  const { data } = served.safeParse(parsed(said));
  if (data === undefined || first === undefined) return undefined;
  if (!data.marks.includes(markOf(first)))
    return 'The first key of the worker’s PERENNIAL_LINK_KEYS is none of the API’s: each link of a mail, unsubscribing too, would be refused. Give it to the API first, then to the workers.';
  const known = new Set(data.hosts.map((host) => host.toLowerCase()));
  if (hosts.some((host) => known.has(host) || known.has(host.replace(/:\d+$/, ''))))
    return undefined;
  return 'PERENNIAL_URL of the worker is a host that the API does not answer to: each link of a mail, unsubscribing too, would be refused. Make it the API’s, or name the host there in PERENNIAL_HOSTS.';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
