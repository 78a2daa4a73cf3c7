import { domainToASCII } from 'node:url';
import { getDomain } from 'tldts';
import type { Sender } from '../core/house.ts';

/** In whose name mails leave, and by which domains a receiver checks that. */
export type SendingDomains = Readonly<{
  senders: Readonly<Record<string, Pick<Sender, 'address'>>>;
  /** What DKIM signs as; absent: not here. */
  dkim?: string;
  /** Where what cannot be delivered comes back to; absent: to the senders. */
  returnPath?: string;
}>;

/** What DMARC (RFC 7489, relaxed) would not see as the sender's own. `fails`: mails are taken for forged; else one of two proofs is lost. */
export type Misalignment = Readonly<{ fails: boolean; say: string }>;

/** Each sender whose domain a signature or a return path does not speak for. Pure; asks no DNS. */
export const misalignments = ({
  senders,
  dkim,
  returnPath,
}: SendingDomains): readonly Misalignment[] =>
  Object.entries(senders).flatMap(([id, { address }]) => {
    const from = domainOf(address);
    const strange = (domain: string | undefined): domain is string =>
      domain !== undefined && !isAligned(domain, from);
    return [
      ...(strange(dkim) ? [{ fails: true, say: unsigned({ id, from }, dkim) }] : []),
      ...(strange(returnPath) ? [{ fails: false, say: elsewhere({ id, from }, returnPath) }] : []),
    ];
  });
type Who = Readonly<{ id: string; from: string }>;

const unsigned = ({ id, from }: Who, dkim: string): string =>
  `PERENNIAL_DKIM_DOMAIN is ${dkim}, and the sender “${id}” of journeys/house.ts writes from ${from}: by DMARC such a mail is forged. Sign as ${from}, or let them write from ${organisationOf(dkim)}.`;
const elsewhere = ({ id, from }: Who, path: string): string =>
  `PERENNIAL_RETURN_PATH is ${path}, and the sender “${id}” of journeys/house.ts writes from ${from}: SPF proves nothing of them. Let bounces come back to a domain of theirs, as in bounce.${from}.`;

/** The domain of an address, as DNS has it. */
export const domainOf = (address: string): string =>
  domainToASCII(address.slice(address.lastIndexOf('@') + 1)).toLowerCase();

/** Of one organisation, as DMARC's relaxed mode has it. Two customers of one host (a.github.io, b.github.io) are not. */
const isAligned = (one: string, other: string): boolean =>
  organisationOf(one) === organisationOf(other);

/** The domain that somebody registered. */
export const organisationOf = (domain: string): string =>
  getDomain(domain, { allowPrivateDomains: true }) ?? domain;
