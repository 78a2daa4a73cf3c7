import type { CookieSerializeOptions } from '@fastify/cookie';

/** Off loopback the name itself makes the browser insist on Secure, this host and path /. */
export const cookieName = (name: string, loopback: boolean): string =>
  loopback ? `perennial-${name}` : `__Host-perennial-${name}`;

export const cookieOptions = (loopback: boolean): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict',
  secure: !loopback,
});
