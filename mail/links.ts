import { createHmac, timingSafeEqual } from 'node:crypto';
import { clickBytes, clickIdOf } from './click-id.ts';

/** One secret that signs links, and what it is called in them. */
export type LinkKey = Readonly<{ id: string; secret: string }>;
/**
 * u: unsubscribe, p: choose what to get, o: confirm a consent, h: answer a handoff, c: follow a link of a mail. A link of one purpose is
 * none of another.
 */
export type Purpose = 'u' | 'p' | 'o' | 'h' | 'c';

export type Links = Readonly<{
  /**
   * A link that only we can make. `id` is a uuid, or a uuid, a dot and a rep's id (`h`: whose answer it is) or a topic (`o`: to what), or
   * what `clickId` makes (`c`); nothing else of anybody is in it. Throws on anything else.
   */
  url(purpose: Purpose, id: string): string;
  /** A page of ours, by its path: whoever opens it must be logged in. */
  page(path: string): string;
  /** The id of a token that we made for this purpose with a key that still stands; else undefined. Never throws. */
  read(purpose: Purpose, token: string): string | undefined;
}>;

const ID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.(.{1,80}))?$/u;
const UUID_BYTES = 16;
const TOKEN = /^([A-Za-z0-9_-]{1,16})\.([A-Za-z0-9_-]{22,460})\.([A-Za-z0-9_-]{32})$/;
/** 192 bits: far beyond guessing, and short enough for a line of text. */
const MAC_BYTES = 24;

/** Signs with the first key and verifies with all, so that a key can be replaced while old mails still work. Throws without a key. */
export function createLinks(keys: readonly LinkKey[], baseUrl: string): Links {
  const [first] = keys;
  if (first === undefined)
    throw new Error('PERENNIAL_LINK_KEYS has no key: links cannot be signed.');
  const byId = new Map(keys.map((key) => [key.id, key]));
  const base = baseUrl.replace(/\/+$/, '');
  return {
    url(purpose, id) {
      const body = (purpose === 'c' ? clickBytes(id) : bytesOf(id)).toString('base64url');
      return `${base}/${purpose}/${first.id}.${body}.${macOf(first, purpose, body).toString('base64url')}`;
    },
    page: (path) => `${base}${path}`,
    read(purpose, token) {
      const [, keyId = '', body = '', mac = ''] = TOKEN.exec(token) ?? [];
      const key = byId.get(keyId);
      if (key === undefined) return undefined;
      const given = Buffer.from(mac, 'base64url');
      if (!timingSafeEqual(given, macOf(key, purpose, body))) return undefined;
      return purpose === 'c' ? clickIdOf(body) : idOf(body);
    },
  };
}

/** Reads PERENNIAL_LINK_KEYS, `id:secret,id:secret`. Throws an Error that names the variable and never its value. */
export function parseLinkKeys(text: string): readonly LinkKey[] {
  const keys = text.split(',').map((part) => {
    const [id = '', ...secret] = part.trim().split(':');
    return { id, secret: secret.join(':') };
  });
  if (keys.some(({ id }) => !/^[A-Za-z0-9_-]{1,16}$/.test(id))) {
    throw new Error(`PERENNIAL_LINK_KEYS has a key without a proper id. ${SHAPE}`);
  }
  if (keys.some(({ secret }) => secret.length < 32)) {
    throw new Error(`PERENNIAL_LINK_KEYS has a secret of fewer than 32 characters. ${SHAPE}`);
  }
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new Error(`PERENNIAL_LINK_KEYS names an id twice. ${SHAPE}`);
  }
  return keys;
}

const SHAPE =
  'Write id:secret,id:secret: ids of at most 16 letters and digits, the newest first, secrets as of `openssl rand -hex 32`.';

/** Everything that the token says is signed, and what it is for besides. */
const macOf = ({ id, secret }: LinkKey, purpose: Purpose, body: string): Buffer =>
  createHmac('sha256', secret)
    .update(`perennial/link/1\n${purpose}\n${id}\n${body}`)
    .digest()
    .subarray(0, MAC_BYTES);

function bytesOf(id: string): Buffer {
  const [, uuid, rest = ''] = ID.exec(id) ?? [];
  if (uuid === undefined) throw new Error('A link is of a uuid.');
  return Buffer.concat([Buffer.from(uuid.replaceAll('-', ''), 'hex'), Buffer.from(rest)]);
}

function idOf(body: string): string {
  const bytes = Buffer.from(body, 'base64url');
  const hex = bytes.toString('hex', 0, UUID_BYTES);
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return bytes.length === UUID_BYTES ? uuid : `${uuid}.${bytes.toString('utf8', UUID_BYTES)}`;
}
