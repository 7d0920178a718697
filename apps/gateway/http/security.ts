import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import helmet from '@fastify/helmet';
import type { FastifyReply } from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const yearSeconds = 31_536_000;
const policy = 'content-security-policy';

// The page of the API's description brings a style element of its own.
const ownStyles = (request: IncomingMessage) =>
  /^\/docs(\/|$)/.test(request.url ?? '') ? "'unsafe-inline'" : "'report-sample'";

/**
 * Lets this one answer make style elements that carry the nonce. Our dashboard's theme makes some as it runs; what
 * is put into the page from outside does not know the nonce and stays without effect.
 */
export function styleNonce(reply: FastifyReply): string {
  const nonce = randomBytes(16).toString('base64');
  const header = String(reply.getHeader(policy));
  reply.header(policy, header.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`));
  return nonce;
}

/** Headers that keep a browser from doing more with our pages than they need. */
export async function addSecurityHeaders(app: NestFastifyApplication, isHttps: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", ownStyles],
        // Charts place their hints by attributes; an attribute can load nothing and selects nothing else.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Only where people reach us by https: browsers heed neither of the two without it.
    strictTransportSecurity: isHttps ? { maxAge: yearSeconds, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: isHttps ? { policy: 'same-origin' } : false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}
