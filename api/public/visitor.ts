import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Visitor } from '../../store/fetches.ts';

/** Reverse proxies whose `X-Forwarded-For` is believed. */
export type Proxies = BlockList;

/** Reads PERENNIAL_PROXIES: addresses and networks. Throws an Error that names the variable and never its value. */
export function parseProxies(parts: readonly string[]): Proxies {
  const proxies = new BlockList();
  for (const part of parts) {
    const [address = '', length] = part.split('/');
    const version = isIP(address);
    const bits = length === undefined ? WIDTH[version] : Number(length);
    if (version === 0 || !isLength(bits, version)) throw new Error(NO_PROXIES);
    proxies.addSubnet(address, bits, version === 6 ? 'ipv6' : 'ipv4');
  }
  return proxies;
}

const WIDTH: Readonly<Record<number, number>> = { 4: 32, 6: 128 };
const NO_PROXIES =
  'PERENNIAL_PROXIES is no list of addresses. Write the proxies in front of the API, as in 10.0.0.5,10.1.0.0/16.';

const isLength = (bits: number | undefined, version: number): bits is number =>
  bits !== undefined && Number.isInteger(bits) && bits >= 0 && bits <= (WIDTH[version] ?? 0);

const LONGEST_AGENT = 300;

/** Who fetches a link, as far as it is kept: what it says it is, and no more of its address than the network. */
export function visitorOf(request: FastifyRequest, proxies: Proxies | undefined): Visitor {
  const { headers, method, socket } = request;
  const agent = headers['user-agent']?.slice(0, LONGEST_AGENT).toWellFormed() ?? '';
  const hops = String(headers['x-forwarded-for'] ?? '').split(',');
  const address = addressOf([...hops, socket.remoteAddress ?? ''], proxies);
  return {
    method,
    agent: agent === '' ? null : agent,
    network: address === undefined ? null : (networkOf(address) ?? null),
    prefetch: PREFETCH.some((name) => /prefetch|prerender|preview/i.test(String(headers[name]))),
  };
}

const PREFETCH = ['purpose', 'sec-purpose', 'x-purpose', 'x-moz'];

/** The last that no proxy of ours has: what stands before it anybody may have written. */
function addressOf(hops: readonly string[], proxies: Proxies | undefined): string | undefined {
  const last = hops.map(bare).findLast((hop) => hop !== '' && !isProxy(hop, proxies));
  return last !== undefined && isIP(last) !== 0 ? last : undefined;
}

const bare = (hop: string): string => hop.trim().replace(/^::ffff:(?=\d+\.)/i, '');

const isProxy = (address: string, proxies: Proxies | undefined): boolean =>
  proxies?.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4') ?? false;

/** Of no public address: a proxy that nobody told us of, or this machine. All would seem one visitor. */
const NOT_PUBLIC = parseProxies([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::/127',
  'fc00::/7',
  'fe80::/10',
]);

/** The first 24 bits of an address, or 48 of a long one: many people, and a gateway's machines together. Undefined where it is not public. */
export function networkOf(address: string): string | undefined {
  if (isProxy(address, NOT_PUBLIC)) return undefined;
  if (isIP(address) === 4) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const zeros = tail === undefined ? [] : ['0', '0', '0'];
  const first = [...groups, ...zeros].slice(0, 3).map((group) => Number.parseInt(group, 16));
  return `${first.map((group) => group.toString(16)).join(':')}::/48`;
}
