import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

const hashed = /[.-][A-Za-z0-9_-]{8,}\.(js|css|woff2?|svg|png|json)$/;
const services = /^\/(v1|docs|schemas|health)(\/|$)|^\/(metrics|openapi\.json|asyncapi\.json)$/;

/** Serves the built dashboard; files with a hash in their name never change. False when there is none. */
export async function serveDashboard(app: NestFastifyApplication, folder: string): Promise<boolean> {
  const root = resolve(folder);
  if (!existsSync(resolve(root, 'index.html'))) return false;
  await app.register(fastifyStatic, {
    root,
    prefix: '/',
    index: ['index.html'],
    cacheControl: false,
    setHeaders: (reply, path) => {
      const forever = hashed.test(path) && path.includes('/assets/');
      reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return true;
}

/** Answers a browser that asks for a page of the dashboard with the dashboard. */
export function dashboardPage(request: FastifyRequest, reply: FastifyReply): boolean {
  const path = request.url.split('?', 1)[0]!;
  const wantsPage = (request.headers.accept ?? '').includes('text/html');
  if (request.method !== 'GET' || !wantsPage || services.test(path) || /\.[a-z0-9]+$/i.test(path))
    return false;
  void reply.status(200).sendFile('index.html');
  return true;
}
