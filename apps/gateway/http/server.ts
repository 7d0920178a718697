import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { tableTypes } from './table-types.js';
import type { GatewaySettings } from '../settings.js';
import { httpLimits } from './limits.js';
import { Problem } from './problem.js';
import { photoTypes } from '../shipments/photo-bytes.js';
import { writeProblem } from './problem.filter.js';
import type { RouteTable } from './route-table.js';

const eventTypes = [
  'application/json',
  'application/ld+json',
  'application/cloudevents+json',
  'application/cloudevents-batch+json',
];

/** Where a body may be a CSV file or a workbook. */
const takesTables = /^\/v1\/(connectors|registry)\//;

const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data'];
const takesForms = /^\/v1\/unsubscribe\//;

/** Where a body may be a picture. */
const takesPhotos = /^\/v1\/shipments\/[^/?]+\/photos(\?|$)/;

/** The HTTP server: limits on everything that comes in, bodies left as bytes. */
export function createServer(settings: GatewaySettings, routes: RouteTable): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: httpLimits.bodyBytesMax,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    trustProxy: settings.trustProxy === 'on',
    routerOptions: { maxParamLength: 512 },
    http: { maxHeaderSize: httpLimits.headerBytesMax, headersTimeout: 20_000 },
    frameworkErrors: (_error: unknown, _request: unknown, reply: unknown) =>
      writeProblem(reply as FastifyReply, new Problem('BAD_REQUEST')),
  });
  const fastify = adapter.getInstance();
  fastify.server.maxConnections = settings.connectionsMax;
  fastify.addHook('onRoute', ({ method, url }) => routes.add(method, url));
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(eventTypes, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  fastify.addContentTypeParser(tableTypes, { parseAs: 'buffer' }, (request, body, done) =>
    takesTables.test(request.url) ? done(null, body) : done(new Problem('UNSUPPORTED_MEDIA_TYPE')),
  );
  fastify.addContentTypeParser(
    [...photoTypes],
    { parseAs: 'buffer', bodyLimit: httpLimits.photoBytesMax },
    (request, body, done) =>
      takesPhotos.test(request.url) ? done(null, body) : done(new Problem('UNSUPPORTED_MEDIA_TYPE')),
  );
  // What mail programs send with one click; the address says all there is to say.
  fastify.addContentTypeParser(formTypes, { parseAs: 'buffer', bodyLimit: 4_096 }, (request, _body, done) =>
    takesForms.test(request.url) ? done(null) : done(new Problem('UNSUPPORTED_MEDIA_TYPE')),
  );
  return adapter;
}
