import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkKey } from './links.ts';

/** Where a mail that is about one of ours comes to: addresses of its own for each mail (VERP), at a domain that `inbound/` listens for. */
export type ReturnPath = Readonly<{
  domain: string;
  /** Where what cannot be delivered goes, by the Message-ID. Undefined for a Message-ID that is none of the ledger's. */
  address(messageId: string): string | undefined;
  /** Which mail such an address is of: the name in its Message-ID. Undefined for what we did not sign for this. Never throws. */
  read(address: string): string | undefined;
  /** Where a mail unsubscribes whoever got that one: what List-Unsubscribe offers besides its link. */
  leaveAddress(messageId: string): string | undefined;
  /** As `read`, of an address that unsubscribes. */
  readLeave(address: string): string | undefined;
}>;

/** What an address is for: its first letters, and what is signed with it, so that a bounce never unsubscribes. */
type For = Readonly<{ prefix: string; word: string }>;
const BOUNCE: For = { prefix: 'b+', word: 'return' };
/** No plus: some mail programs make a space of it in a mailto. */
const LEAVE: For = { prefix: 'u-', word: 'unsubscribe' };

/** 160 bits of a name and 128 of a MAC, in letters that outlive a server which writes addresses in small ones. */
const ADDRESS = /^(b\+|u-)([a-z2-7]{32})([a-z2-7]{26})@([^@\s]+)$/;
const NAME = /^<?([0-9a-f]{40})@/;
const MAC_BYTES = 16;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/** Signs with the first key and verifies with all, as links do. Throws without a key. */
export function createReturnPath(keys: readonly LinkKey[], domain: string): ReturnPath {
  const [first] = keys;
  if (first === undefined)
    throw new Error('PERENNIAL_LINK_KEYS has no key: return paths cannot be signed.');
  const address = (use: For) => (messageId: string) => {
    const name = NAME.exec(messageId)?.[1];
    if (name === undefined) return undefined;
    const body = letters(Buffer.from(name, 'hex'));
    return `${use.prefix}${body}${macOf(first, use, name)}@${domain}`;
  };
  const read = (use: For) => (said: string) => {
    const [, prefix, body = '', mac = '', host] = ADDRESS.exec(said.toLowerCase()) ?? [];
    if (host !== domain || prefix !== use.prefix) return undefined;
    const name = bytes(body).toString('hex');
    const given = Buffer.from(mac);
    const ours = keys.some((key) => timingSafeEqual(given, Buffer.from(macOf(key, use, name))));
    return ours ? name : undefined;
  };
  return {
    domain,
    address: address(BOUNCE),
    read: read(BOUNCE),
    leaveAddress: address(LEAVE),
    readLeave: read(LEAVE),
  };
}

const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/** Reads PERENNIAL_RETURN_PATH. Throws an Error that names the variable and never its value. */
export function parseReturnDomain(text: string): string {
  const domain = text.trim().toLowerCase();
  if (DOMAIN.test(domain)) return domain;
  throw new Error(
    'PERENNIAL_RETURN_PATH is no domain. Write one whose MX leads to PERENNIAL_INBOUND, as in bounce.company.example.',
  );
}

const macOf = ({ id, secret }: LinkKey, { word }: For, name: string): string =>
  letters(
    createHmac('sha256', secret)
      .update(`perennial/${word}/1\n${id}\n${name}`)
      .digest()
      .subarray(0, MAC_BYTES),
  );

/** Base 32 without padding (RFC 4648), in small letters. */
function letters(from: Buffer): string {
  const bits = [...from].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => LETTERS.charAt(Number.parseInt(group.padEnd(5, '0'), 2))).join('');
}

function bytes(from: string): Buffer {
  const bits = Array.from(from, (letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0'));
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
