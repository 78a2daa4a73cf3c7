import type { Back } from './back.ts';
import { failingOf } from './failing.ts';
import { blocksOf, type Fields } from './fields.ts';
import type { Parsed } from './parse.ts';

export type Verdict = Pick<Back, 'kind' | 'why' | 'status'>;

/** What a delivery report (RFC 3464) says; undefined where the mail has none that can be read. Pure, total. */
export function deliveryReport({ parts, text }: Parsed): Verdict | undefined {
  const report =
    parts.get('message/delivery-status') ?? parts.get('message/global-delivery-status');
  if (report === undefined) return undefined;
  const recipients = blocksOf(report).filter((block) => block.has('action'));
  const said = (action: string): Fields | undefined =>
    recipients.find((block) => block.get('action')?.toLowerCase().startsWith(action));
  // We write to one: where it reached somebody behind that address, the address works.
  if (said('delivered') ?? said('relayed') ?? said('expanded'))
    return { kind: 'delivered', why: 'delivery report' };
  const failed = said('failed');
  if (failed !== undefined) return failedAs(failed, text);
  return said('delayed') === undefined ? undefined : { kind: 'delayed', why: 'delivery report' };
}

/** The last server's own words where it has any: what a report adds for people speaks of everything. */
function failedAs(block: Fields, text: string): Verdict {
  const words = block.get('diagnostic-code') ?? '';
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(block.get('status') ?? '')?.[0];
  const generic = status === undefined || /^[45]\.0\.0$/.test(status);
  return failingOf(words !== '' || !generic ? words : text, status);
}
