import type { FastifyRequest } from 'fastify';
import { AccessError, changesState, hubOf, networkOf, RegistryCache, TokenBuckets } from '#access';
import type { AccessRequest, Refusals } from '#access';
import type { Problem } from '../http/problem.js';

const refusals = new Set([401, 403, 429]);

/** What somebody may ask for in a minute that is not there, or not theirs, before it looks like searching. */
const missesPerMinute = 20;

/** Tells the audit of requests that were refused for who sent them or how often. */
export class RefusedAttempts {
  private readonly misses = new TokenBuckets({
    perSecond: missesPerMinute / 60,
    burst: missesPerMinute,
    bucketsMax: 10_000,
  });

  constructor(
    private readonly refusals: Refusals,
    private readonly registry: RegistryCache,
  ) {}

  /** A reader without any key has tried nothing; whoever shows a wrong one, or writes without one, has. */
  note(request: FastifyRequest, problem: Problem, error: unknown): void {
    const { code, status } = problem;
    const { principal } = request as FastifyRequest & AccessRequest;
    // What is not theirs is not found: one miss is nothing, many are an attempt.
    const isSearching =
      status === 404 &&
      principal !== undefined &&
      !this.misses.take(principal.actor.id, 1, Date.now()).allowed;
    const isRefused = refusals.has(status) && !(code === 'KEY_MISSING' && !changesState(request.method));
    if (!isSearching && !isRefused) return;
    const party = principal?.party ?? null;
    // The pattern of the route, never the address itself: that is text of whoever tries.
    const route = `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
    const isSignIn = route.includes('/v1/session') || route.includes('/v1/invitations');
    this.refusals.note({
      hub: hubOf(party, this.registry.index),
      actor: principal?.actor ?? { kind: 'anonymous', id: networkOf(request.ip) },
      party,
      action: isSignIn ? 'session.refused' : 'request.refused',
      subject: (error instanceof AccessError ? error.about.subject : undefined) ?? 'door',
      details: { code, route, network: networkOf(request.ip) },
    });
  }
}
