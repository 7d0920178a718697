import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AccessGuard, CurrentParty, Requires } from '#access';
import type { Principal } from '#access';
import { noticePages } from '#outbound';
import { Described, Fails, Found, Listed } from '../documents/describe.js';
import { bodyPipe, JsonObjectPipe, queryPipe } from '../http/validation.js';
import { readPage } from '../queries/paging.js';
import { Where } from '../queries/where.js';
import { AddressRequest, ConfirmRequest, NoticesQuery, ReadRequest, WishesRequest } from './notices.dto.js';
import { noticeColumns, Notices, personOf, shownNotice } from './notices.js';
import type { NoticeRow } from './notices.js';

const listing = {
  name: 'notices',
  columns: noticeColumns,
  from: 'notices.notice',
  order: [
    { sql: 'raised_at', type: 'timestamptz' as const },
    { sql: 'notice_id', type: 'text' as const },
  ],
  descending: true,
  item: shownNotice,
};

/** What one was told, and wants to be told. For people alone: a key has no inbox. */
@ApiTags('Notices')
@Controller('v1')
@UseGuards(AccessGuard)
@Requires('read')
@ApiBearerAuth()
export class NoticesController {
  constructor(@Inject(Notices) private readonly notices: Notices) {}

  @Get('notices')
  @Header('cache-control', 'no-store')
  @Listed('Notice', 'Pemberitahuan saya, yang terbaru dahulu', 'What I was told, the newest first')
  @Fails('KEY_MISSING', 'SESSION_ENDED', 'FORBIDDEN')
  list(@Query(queryPipe) query: NoticesQuery, @CurrentParty() by: Principal) {
    const where = new Where().add('person = ?', personOf(by));
    if (query.state === 'unread') where.add('read_at IS NULL AND cleared_at IS NULL');
    return readPage<NoticeRow, ReturnType<typeof shownNotice>>(this.notices.database, listing, where, query);
  }

  @Get('notices/summary')
  @Header('cache-control', 'no-store')
  @Found('NoticeSummary', 'Berapa yang belum dibaca', 'How many are unread', [
    'KEY_MISSING',
    'SESSION_ENDED',
    'FORBIDDEN',
  ])
  summary(@CurrentParty() by: Principal) {
    return this.notices.summary(personOf(by));
  }

  @Post('notices/read')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiBody({ type: ReadRequest })
  @Found('NoticeSummary', 'Tandai sudah dibaca, di semua perangkat', 'Mark as read, on all devices', [
    ...(['KEY_MISSING', 'SESSION_ENDED', 'FORBIDDEN'] as const),
    ...(['CROSS_SITE', 'BROKEN_JSON', 'BAD_BODY'] as const),
  ])
  async read(@Body(JsonObjectPipe, bodyPipe) { noticeIds }: ReadRequest, @CurrentParty() by: Principal) {
    const person = personOf(by);
    await this.notices.read(person, noticeIds);
    return this.notices.summary(person);
  }

  @Get('notice-settings')
  @Header('cache-control', 'no-store')
  @Found('NoticeSettings', 'Apa yang ingin saya ketahui, dan lewat apa', 'What I want to be told, and how', [
    'KEY_MISSING',
    'SESSION_ENDED',
    'FORBIDDEN',
  ])
  settings(@CurrentParty() by: Principal) {
    return this.notices.settings(by);
  }

  @Put('notice-settings')
  @Header('cache-control', 'no-store')
  @ApiBody({ type: WishesRequest })
  @Found('NoticeSettings', 'Ubah semuanya', 'Change all of it', [
    ...(['KEY_MISSING', 'SESSION_ENDED', 'FORBIDDEN'] as const),
    ...(['CROSS_SITE', 'BROKEN_JSON', 'BAD_BODY'] as const),
  ])
  change(@Body(JsonObjectPipe, bodyPipe) wishes: WishesRequest, @CurrentParty() by: Principal) {
    return this.notices.change(by, wishes);
  }

  @Put('notice-settings/address')
  @Header('cache-control', 'no-store')
  @ApiBody({ type: AddressRequest })
  @Found(
    'NoticeSettings',
    'Alamat surel; dipakai setelah tautan yang dikirim ke sana dibuka',
    'The e-mail address; it counts once the link that is sent there was opened',
    [
      ...(['KEY_MISSING', 'SESSION_ENDED', 'FORBIDDEN', 'CROSS_SITE', 'BROKEN_JSON', 'BAD_BODY'] as const),
      ...(['MAIL_OFF', 'MAILS_TOO_MANY'] as const),
    ],
  )
  moveTo(@Body(JsonObjectPipe, bodyPipe) { address }: AddressRequest, @CurrentParty() by: Principal) {
    return this.notices.moveTo(by, address);
  }
}

/** Links in mails: signed, so that they need no session and no script. */
@ApiTags('Notices')
@Controller('v1')
export class MailLinksController {
  constructor(@Inject(Notices) private readonly notices: Notices) {}

  @Post('mail-confirmations')
  @HttpCode(204)
  @Described(
    'Benarkan alamat surel dengan tautan yang dikirim ke sana',
    'Confirm an address by the link sent there',
  )
  @ApiBody({ type: ConfirmRequest })
  @ApiResponse({ status: 204, description: 'Confirmed' })
  @Fails('BROKEN_JSON', 'BAD_BODY', 'MAIL_LINK_INVALID')
  async confirm(@Body(JsonObjectPipe, bodyPipe) { token }: ConfirmRequest) {
    await this.notices.confirm(token);
  }

  // Programs that look at links in mails open them: nothing ends by that.
  @Get('unsubscribe/:token')
  @ApiParam({ name: 'token', type: String })
  @Described('Ke halaman untuk berhenti menerima surel', 'To the page where mail can be stopped')
  @ApiResponse({ status: 303, description: 'To the dashboard' })
  page(@Param('token') token: string, @Res() reply: FastifyReply) {
    void reply
      .status(303)
      .header('location', `/${noticePages.unsubscribe(encodeURIComponent(token))}`)
      .send();
  }

  @Post('unsubscribe/:token')
  @HttpCode(204)
  @ApiParam({ name: 'token', type: String })
  @Described(
    'Berhenti menerima surel, sekali tekan (RFC 8058)',
    'Stop all mail with one click (RFC 8058); the body is not looked at',
  )
  @ApiResponse({ status: 204, description: 'No more mail' })
  @Fails('MAIL_LINK_INVALID')
  async unsubscribe(@Param('token') token: string) {
    await this.notices.unsubscribe(token);
  }
}
