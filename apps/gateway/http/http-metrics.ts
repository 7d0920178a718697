import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { Histogram } from 'prom-client';
import type { Vitals } from '#runtime';

/** Counts and times every answer by route. */
export function measureHttp(adapter: FastifyAdapter, vitals: Vitals): void {
  const seconds = new Histogram({
    name: 'lumbung_http_request_duration_seconds',
    help: 'Time to answer by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [vitals.metrics],
  });
  adapter.getInstance().addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const status = String(reply.statusCode);
    seconds.observe({ method: request.method, route, status }, reply.elapsedTime / 1_000);
    done();
  });
}
