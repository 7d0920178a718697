import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessError } from '#access';
import { isTransientDatabaseError } from '#database';
import type { Log } from '#runtime';
import { Problem, retryAfter } from './problem.js';
import { kindOf } from './problem-codes.js';
import type { DoorCode } from './problem-codes.js';
import type { RouteTable } from './route-table.js';

const fastifyCodes: Record<string, DoorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
};

/** Any error as a Problem. What is not expected says nothing of its inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof AccessError) return accessProblem(error);
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  if (typeof code === 'string' && Object.hasOwn(fastifyCodes, code)) return new Problem(fastifyCodes[code]!);
  if (error instanceof HttpException) return httpProblem(error.getStatus(), error);
  if (typeof statusCode === 'number' && statusCode < 500) return httpProblem(statusCode, error);
  if (isTransientDatabaseError(error))
    return new Problem('DATABASE_UNAVAILABLE', { cause: error, headers: retryAfter(2_000) });
  return new Problem('INTERNAL', { cause: error });
}

function accessProblem(error: AccessError): Problem {
  const { code, retryAfterMs, about } = error;
  const headers: Record<string, string> =
    code === 'TOO_MANY_ATTEMPTS' || code === 'OVERLOADED' ? retryAfter(retryAfterMs) : {};
  if (code === 'KEY_MISSING' || code === 'SESSION_ENDED' || code === 'SIGN_IN_FAILED')
    headers['www-authenticate'] = 'Bearer realm="lumbung"';
  else if (code === 'FORBIDDEN')
    headers['www-authenticate'] = 'Bearer realm="lumbung", error="insufficient_scope"';
  else if (kindOf(code).status === 401)
    headers['www-authenticate'] = 'Bearer realm="lumbung", error="invalid_token"';
  return new Problem(code, {
    headers,
    cause: error,
    extensions: about.reason ? { reason: about.reason } : {},
  });
}

function httpProblem(status: number, cause: unknown): Problem {
  if (status === 404) return new Problem('NOT_FOUND', { cause });
  if (status === 413) return new Problem('BODY_TOO_LARGE', { cause });
  if (status === 415) return new Problem('UNSUPPORTED_MEDIA_TYPE', { cause });
  if (status >= 500) return new Problem('INTERNAL', { cause });
  return new Problem('BAD_REQUEST', { cause });
}

/** Writes every error as problem+json, and the dashboard's page where a browser asked for one of its addresses. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly routes: RouteTable,
    private readonly pageFor: (request: FastifyRequest, reply: FastifyReply) => boolean,
    private readonly refused: (request: FastifyRequest, problem: Problem, error: unknown) => void,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    let problem = problemOf(error);
    if (problem.code === 'NOT_FOUND' && !(error instanceof Problem)) {
      const allowed = this.routes.methodsOf(request.url);
      if (allowed.length > 0 && !allowed.includes(request.method))
        problem = new Problem('METHOD_NOT_ALLOWED', { headers: { allow: allowed.join(', ') } });
      else if (this.pageFor(request, reply)) return;
    }
    this.refused(request, problem, error);
    if (problem.status >= 500) {
      const level = problem.code === 'INTERNAL' ? 'error' : 'warn';
      this.log[level](
        { err: problem.cause, method: request.method, path: pathOf(request.url) },
        problem.code,
      );
    }
    if (reply.sent || reply.raw.headersSent) return;
    writeProblem(reply, problem);
  }
}

export function writeProblem(reply: FastifyReply, problem: Problem): void {
  void reply
    .status(problem.status)
    .headers({
      ...problem.headers,
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
    })
    .send(JSON.stringify(problem.body()));
}

function pathOf(url: string): string {
  // An invitation's word opens a door: it is in no log.
  return url
    .split('?', 1)[0]!
    .replace(/(\/invitations\/)[^/]+/, '$1…')
    .slice(0, 200);
}
