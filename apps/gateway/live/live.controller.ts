import { Controller, Get, Inject, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessError, Authenticator, Credentials, CurrentParty, Sessions } from '#access';
import type { Principal, ShownCredentials } from '#access';
import { Described, Fails } from '../documents/describe.js';
import { Problem, retryAfter } from '../http/problem.js';
import { queryPipe } from '../http/validation.js';
import { ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import type { LiveClient } from './live-client.js';
import { LiveQuery } from './live-query.js';
import { LiveService } from './live-service.js';
import { liveTopics } from './positions.js';

const defaultTopics = 'shipments,balances,alerts';

/** The live feed: a snapshot, then every change as it happens. */
@ApiTags('Live')
@Controller('v1/live')
@UseGuards(ReadGuard)
export class LiveController {
  constructor(
    @Inject(LiveService) private readonly live: LiveService,
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
  ) {}

  @Get()
  @Described(
    'Siaran langsung (SSE): keadaan sekarang, caught-up, lalu setiap perubahan',
    'Live feed (server-sent events): the present state, caught-up, then every change. Last-Event-ID resumes exactly; `reset` says that this is not possible any more and a new snapshot follows.',
  )
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Id of the last event received' })
  @ApiResponse({
    status: 200,
    description: '`event:` is the CloudEvents type, `data:` the CloudEvent, `id:` an opaque cursor',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @Fails('BAD_QUERY', 'KEY_UNKNOWN', 'TOO_MANY_CLIENTS', 'STARTING')
  async open(
    @Query(queryPipe) query: LiveQuery,
    @ReaderScope() scope: Scope,
    @CurrentParty() reader: Principal | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!this.live.ready) throw new Problem('STARTING', { headers: retryAfter(1_000) });
    if (this.live.isFull) throw new Problem('TOO_MANY_CLIENTS', { headers: retryAfter(5_000) });
    const names = (query.topics ?? defaultTopics).split(',');
    const header = request.headers['last-event-id'];
    const lastEventId = (typeof header === 'string' && header !== '' ? header : query.lastEventId) ?? null;
    const raw = openStream(request, reply);
    const joining = this.live.join({
      sink: {
        write: (frame) => raw.write(frame),
        end: (frame) => raw.end(frame),
        destroy: () => raw.destroy(),
      },
      topics: liveTopics.flatMap((topic, i) => (names.includes(topic) ? [i] : [])),
      feeds: names.includes('feeds'),
      filter: {
        hub: query.hub ?? null,
        commodity: query.commodity ?? null,
        region: query.region ?? null,
        scope,
      },
      lastEventId,
      onClosed: () => undefined,
    });
    let client: LiveClient | null = null;
    let gone = false;
    const forget = this.closeWithKey(request, raw);
    raw.on('drain', () => client?.drained());
    const unfollow = this.endWithSession(request, reader, () => {
      gone = true;
      client?.end();
    });
    raw.on('close', () => {
      gone = true;
      unfollow();
      forget();
      client?.close();
    });
    raw.on('error', () => client?.close());
    client = await joining;
    if (gone) client.close();
  }

  /** A stream that a session opened ends soon after it; open reading goes on without one. */
  private endWithSession(
    request: FastifyRequest,
    reader: Principal | undefined,
    end: () => void,
  ): () => void {
    const token = this.credentials.sessionToken(request as ShownCredentials);
    const isOpen = reader?.actor.kind !== 'person' || token === null;
    return isOpen ? () => undefined : this.sessions.follow(token, end);
  }

  /** What a key opened is closed when the key ends. */
  private closeWithKey({ headers, ip }: FastifyRequest, raw: FastifyReply['raw']): () => void {
    if (headers.authorization === undefined) return () => undefined;
    return this.authenticator.onChange(() => {
      this.authenticator.authenticate(headers.authorization, ip).catch((error: unknown) => {
        if (error instanceof AccessError) raw.destroy();
      });
    });
  }
}

function openStream(request: FastifyRequest, reply: FastifyReply): FastifyReply['raw'] {
  const headers = reply.getHeaders();
  reply.hijack();
  const { raw } = reply;
  request.raw.socket.setTimeout(0);
  request.raw.socket.setNoDelay(true);
  raw.writeHead(200, {
    ...(headers as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    // A stream that ends closes its connection, so that a stopping gateway waits for nobody.
    connection: 'close',
  });
  return raw;
}
