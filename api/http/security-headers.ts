import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Headers for whatever is answered. */
export function securityHeaders(app: FastifyInstance, loopback: boolean): void {
  void app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false, // they upgrade insecure requests, which breaks a page on plain http
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    // with 'no-referrer' a browser sends our own forms with "Origin: null"
    referrerPolicy: { policy: 'same-origin' },
    // a mail in the inbox's sandbox is of no origin, and browsers complain of the difference
    originAgentCluster: false,
    strictTransportSecurity: loopback ? false : { maxAge: 180 * 24 * 60 * 60 },
  });
}
