import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessError, cookieLine, cookieOf, Credentials, sessionCookie, Sessions, SignIn } from '#access';
import type { ShownCredentials } from '#access';
import { Described, Fails } from '../documents/describe.js';
import { RefusedAttempts } from '../audit/refused-attempts.js';
import { problemOf } from '../http/problem.filter.js';
import { Oidc } from './oidc.js';

const journeySeconds = 600;

/** Single sign-on. A browser is led through it; what goes wrong is told on the log-in page. */
@ApiTags('Session')
@Controller('v1/session/oidc')
export class OidcController {
  constructor(
    @Inject(Oidc) private readonly oidc: Oidc,
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(RefusedAttempts) private readonly refused: RefusedAttempts,
  ) {}

  @Get()
  @Described('Ke penyedia masuk tunggal', 'To the provider of single sign-on')
  @ApiResponse({ status: 303, description: 'To the provider' })
  @Fails('OIDC_OFF', 'OIDC_FAILED', 'TOO_MANY_ATTEMPTS')
  async begin(@Req() request: ShownCredentials, @Res() reply: FastifyReply): Promise<void> {
    this.signIn.takeAttempt(request.ip);
    const { url, journey } = await this.oidc.begin();
    await reply
      .header('set-cookie', this.journeyCookie(journey, journeySeconds))
      .header('cache-control', 'no-store')
      .redirect(url.href, 303);
  }

  @Get('callback')
  @Described('Kembali dari penyedia masuk tunggal', 'Back from the provider of single sign-on')
  @ApiResponse({ status: 303, description: 'To the dashboard, or to its log-in page with what went wrong' })
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { secure } = this.credentials;
    void reply.header('cache-control', 'no-store');
    try {
      this.signIn.takeAttempt(request.ip);
      const search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
      const journey = cookieOf(request.headers.cookie, journeyName(secure));
      const token = await this.oidc.finish(search, journey);
      const before = this.credentials.sessionToken(request as ShownCredentials);
      if (before !== null) await this.sessions.end(before);
      await reply
        .header('set-cookie', [sessionCookie(token, secure), this.journeyCookie('', 0)])
        .redirect('/#/', 303);
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      this.refused.note(request, problemOf(error), error);
      await reply.header('set-cookie', this.journeyCookie('', 0)).redirect(`/#/masuk/${error.code}`, 303);
    }
  }

  private journeyCookie(value: string, seconds: number): string {
    const { secure } = this.credentials;
    return cookieLine(journeyName(secure), value, secure, seconds);
  }
}

function journeyName(secure: boolean): string {
  return secure ? '__Host-lumbung-oidc' : 'lumbung-oidc';
}
