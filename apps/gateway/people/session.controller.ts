import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AccessError, acceptLink, changeOwnPassword, Credentials, endedCookie } from '#access';
import {
  endSession,
  endSessions,
  hubOf,
  openSessions,
  readLink,
  RegistryCache,
  sessionCookie,
  Sessions,
  SignIn,
} from '#access';
import type { SessionHolder, ShownCredentials } from '#access';
import { Database } from '#database';
import { Described, Fails, Found, Listed } from '../documents/describe.js';
import { Problem } from '../http/problem.js';
import { bodyPipe, JsonObjectPipe } from '../http/validation.js';
import { Oidc } from './oidc.js';
import { AcceptRequest, LinkRequest, PasswordRequest, SignInRequest } from './people.dto.js';

const session = { $ref: '#/components/schemas/Session' };

/** Logging in and out, and one-time links. Sessions are cookies that no script can read. */
@ApiTags('Session')
@Controller('v1')
export class SessionController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RegistryCache) private readonly registry: RegistryCache,
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(Oidc) private readonly oidc: Oidc,
  ) {}

  @Get('session')
  @Header('cache-control', 'no-store')
  @Described(
    'Siapa saya; person kosong bila belum masuk',
    'Who I am; person is null for whoever is not logged in',
  )
  @ApiResponse({ status: 200, description: 'Who I am', schema: session })
  async whoAmI(@Req() request: ShownCredentials, @Res({ passthrough: true }) reply: FastifyReply) {
    const token = this.credentials.sessionToken(request);
    if (token === null) return this.answer(null);
    try {
      return await this.answer(token, request.ip);
    } catch (error) {
      // Too many failures of the neighbours say nothing about this session: it is not taken away for them.
      if (!(error instanceof AccessError) || error.code === 'TOO_MANY_ATTEMPTS') throw error;
      void reply.header('set-cookie', endedCookie(this.credentials.secure));
      return this.answer(null);
    }
  }

  @Post('session')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Described('Masuk dengan nama pengguna dan kata sandi', 'Log in with a user name and a password')
  @ApiBody({ type: SignInRequest })
  @ApiResponse({ status: 200, description: 'Logged in; the session is a cookie', schema: session })
  @Fails('BROKEN_JSON', 'BAD_BODY', 'SIGN_IN_FAILED', 'CROSS_SITE', 'TOO_MANY_ATTEMPTS', 'OVERLOADED')
  async logIn(
    @Req() request: ShownCredentials,
    @Body(JsonObjectPipe, bodyPipe) { username, password }: SignInRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    this.credentials.demandOurPages(request);
    const token = await this.signIn.withPassword(username, password, request.ip);
    return this.begin(request, reply, token);
  }

  @Delete('session')
  @HttpCode(204)
  @Described('Keluar', 'Log out')
  @ApiResponse({ status: 204, description: 'Logged out' })
  @Fails('CROSS_SITE')
  async logOut(@Req() request: ShownCredentials, @Res({ passthrough: true }) reply: FastifyReply) {
    this.credentials.demandOurPages(request);
    const token = this.credentials.sessionToken(request);
    if (token !== null) await this.sessions.end(token);
    void reply.header('set-cookie', endedCookie(this.credentials.secure));
  }

  @Get('sessions')
  @Header('cache-control', 'no-store')
  @Listed('OpenSession', 'Sesi saya yang masih berlaku', 'My sessions that still count')
  @Fails('SESSION_ENDED')
  async openSessions(@Req() request: ShownCredentials) {
    const { holder, token } = await this.holder(request);
    return { items: await openSessions(this.database, holder.id, token), next: null };
  }

  @Delete('sessions/:session')
  @HttpCode(204)
  @Described('Akhiri satu sesi saya', 'End one session of mine')
  @ApiResponse({ status: 204, description: 'Ended' })
  @Fails('SESSION_ENDED', 'CROSS_SITE', 'NOT_FOUND')
  async endSession(@Req() request: ShownCredentials, @Param('session') session: string) {
    const { holder } = await this.demandHolder(request);
    if (!(await endSession(this.database, holder.id, session))) throw new Problem('NOT_FOUND');
  }

  @Delete('sessions')
  @HttpCode(204)
  @Described('Keluar dari semua perangkat', 'Log out everywhere')
  @ApiResponse({ status: 204, description: 'Logged out everywhere' })
  @Fails('SESSION_ENDED', 'CROSS_SITE')
  async logOutEverywhere(@Req() request: ShownCredentials, @Res({ passthrough: true }) reply: FastifyReply) {
    const { holder, token } = await this.demandHolder(request);
    await endSessions(this.database, holder.id);
    await this.sessions.end(token);
    void reply.header('set-cookie', endedCookie(this.credentials.secure));
  }

  @Post('session/password')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Described(
    'Ganti kata sandi sendiri; semua sesi lain berakhir',
    'Change one’s own password; all other sessions end',
  )
  @ApiBody({ type: PasswordRequest })
  @ApiResponse({ status: 200, description: 'Changed', schema: session })
  @Fails('BROKEN_JSON', 'BAD_BODY', 'SESSION_ENDED', 'SIGN_IN_FAILED', 'CROSS_SITE', 'PASSWORD_WEAK')
  async changePassword(
    @Req() request: ShownCredentials,
    @Body(JsonObjectPipe, bodyPipe) passwords: PasswordRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { holder } = await this.demandHolder(request);
    const { database, signIn } = this;
    const token = await changeOwnPassword(
      { database, signIn, hub: this.hub(holder.party) },
      holder,
      passwords,
    );
    return this.begin(request, reply, token);
  }

  @Post('invitations/look')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiBody({ type: LinkRequest })
  @Found('Invitation', 'Untuk siapa tautan sekali pakai ini', 'Whom a one-time link is for', ['LINK_INVALID'])
  @Fails('BROKEN_JSON', 'BAD_BODY', 'CROSS_SITE', 'TOO_MANY_ATTEMPTS')
  async look(@Req() request: ShownCredentials, @Body(JsonObjectPipe, bodyPipe) { token }: LinkRequest) {
    this.credentials.demandOurPages(request);
    this.signIn.takeAttempt(request.ip);
    const { person, expiresAt } = await readLink(this.database, token);
    const { username = null, name = null, party = this.hub(null) } = person ?? {};
    const purpose =
      person === null ? 'first-administrator' : person.signIn.password ? 'password' : 'invitation';
    // Who is not in yet cannot read the registry, and wants to know for whom they are asked.
    const { nameId = party, nameEn = party } = this.registry.index.parties.get(party) ?? {};
    return { purpose, username, name, party, partyName: { id: nameId, en: nameEn }, expiresAt };
  }

  @Post('invitations/accept')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Described(
    'Pakai tautan sekali pakai: tetapkan kata sandi, lalu langsung masuk',
    'Use a one-time link: set a password and be logged in',
  )
  @ApiBody({ type: AcceptRequest })
  @ApiResponse({ status: 200, description: 'Logged in', schema: session })
  @Fails('BROKEN_JSON', 'BAD_BODY', 'CROSS_SITE', 'LINK_INVALID', 'PASSWORD_WEAK', 'USERNAME_TAKEN')
  @Fails('USERNAME_NEEDED', 'TOO_MANY_ATTEMPTS')
  async accept(
    @Req() request: ShownCredentials,
    @Body(JsonObjectPipe, bodyPipe) body: AcceptRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    this.credentials.demandOurPages(request);
    this.signIn.takeAttempt(request.ip);
    const token = await this.database.transaction(async (sql) => {
      const { person } = await readLink(sql, body.token);
      const party = person?.party ?? this.hub(null);
      const id = await acceptLink(sql, body, this.hub(party));
      return this.signIn.open(sql, id, party, 'session.opened');
    });
    return this.begin(request, reply, token);
  }

  /** The session that the browser showed until now ends: a known id never becomes a better one. */
  private async begin(request: ShownCredentials, reply: FastifyReply, token: string) {
    const before = this.credentials.sessionToken(request);
    if (before !== null) await this.sessions.end(before);
    void reply.header('set-cookie', sessionCookie(token, this.credentials.secure));
    return this.answer(token, request.ip);
  }

  private async answer(token: string | null, address = '') {
    const signIn = { password: true, oidc: this.oidc.isOn };
    if (token === null) return { person: null, signIn };
    const holder = await this.sessions.find(token, address);
    const { party, permissions } = await this.sessions.principal(token, address);
    const { id, username, name, roles } = holder;
    return { person: { id, username, name, party, roles, permissions: [...permissions].sort() }, signIn };
  }

  private demandHolder(request: ShownCredentials): Promise<{ holder: SessionHolder; token: string }> {
    this.credentials.demandOurPages(request);
    return this.holder(request);
  }

  private async holder(request: ShownCredentials): Promise<{ holder: SessionHolder; token: string }> {
    const token = this.credentials.sessionToken(request);
    if (token === null) throw new AccessError('SESSION_ENDED');
    return { holder: await this.sessions.find(token, request.ip), token };
  }

  private hub(party: string | null): string {
    return hubOf(party, this.registry.index);
  }
}
