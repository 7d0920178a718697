import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { styleNonce } from './security.js';

const hashed = /[.-][A-Za-z0-9_-]{8,}\.(js|css|woff2?|svg|png|json)(\.(br|gz))?$/;
/** Vite writes this where a nonce goes. */
const noncePlace = '__CSP_NONCE__';
const services = /^\/(v1|d|docs|schemas|health)(\/|$)|^\/(metrics|openapi\.json|asyncapi\.json)$/;

/** Answers a browser that asks for a page of the dashboard; false: it asks for something else. */
export type AnswerPage = (request: FastifyRequest, reply: FastifyReply) => boolean;

/** Serves the built dashboard; files with a hash in their name never change. Null when there is none. */
export async function serveDashboard(
  app: NestFastifyApplication,
  folder: string,
): Promise<AnswerPage | null> {
  const root = resolve(folder);
  const file = resolve(root, 'index.html');
  if (!existsSync(file)) return null;
  const page = readFileSync(file, 'utf8');
  await app.register(fastifyStatic, {
    root,
    prefix: '/',
    index: false,
    // The build lays compressed copies beside them.
    preCompressed: true,
    // The page is never served as it lies: it needs a nonce.
    allowedPath: (path) => path !== '/index.html',
    cacheControl: false,
    setHeaders: (reply, path) => {
      const forever = hashed.test(path) && path.includes('/assets/');
      reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  // The producers' entry needs no nonce: it makes no styles as it runs.
  const entry = resolve(root, 'lapor/index.html');
  const entryPage = existsSync(entry) ? readFileSync(entry, 'utf8') : null;
  const answerEntry = (reply: FastifyReply) =>
    reply.status(200).type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(entryPage);
  const answer = (reply: FastifyReply) => {
    const body = page.replaceAll(noncePlace, styleNonce(reply));
    return reply.status(200).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(body);
  };
  app
    .getHttpAdapter()
    .getInstance()
    .get('/', (_, reply) => answer(reply));
  if (entryPage !== null)
    app
      .getHttpAdapter()
      .getInstance()
      .get('/lapor/', (_, reply) => answerEntry(reply))
      .get('/lapor', (_, reply) => reply.redirect('/lapor/'));
  return (request, reply) => {
    if (!asksForPage(request)) return false;
    void answer(reply);
    return true;
  };
}

function asksForPage({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?', 1)[0]!;
  const isPage = method === 'GET' && !services.test(path) && !/\.[a-z0-9]+$/i.test(path);
  return isPage && (headers.accept ?? '').includes('text/html');
}
