import { Body, Controller, Delete, Get, HttpCode, Inject, Param, ParseUUIDPipe } from '@nestjs/common';
import { Post, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, CurrentParty, Requires } from '#access';
import type { Principal } from '#access';
import { Described, Fails, Found, Listed } from '../documents/describe.js';
import { Problem } from '../http/problem.js';
import { bodyPipe, JsonObjectPipe, queryPipe } from '../http/validation.js';
import { AddSenderRequest, SendersQuery } from './senders.dto.js';
import { Senders } from './senders.js';

/** Who may report by message, in whose name and of which places. A number speaks for its party as a key does. */
@ApiTags('Messages')
@Controller('v1/messages/senders')
@UseGuards(AccessGuard)
@Requires('keys:write')
@ApiBearerAuth()
export class SendersController {
  constructor(@Inject(Senders) private readonly senders: Senders) {}

  @Get()
  @Listed(
    'MessageSender',
    'Nomor dan obrolan yang melapor lewat pesan',
    'Numbers and chats that report by message',
  )
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_YOUR_PARTY', 'NOT_FOUND')
  list(@Query(queryPipe) { party }: SendersQuery, @CurrentParty() by: Principal) {
    return this.senders.list(by, party);
  }

  @Post()
  @HttpCode(201)
  @ApiBody({ type: AddSenderRequest })
  @Described(
    'Daftarkan nomor atau obrolan untuk sebuah pihak, setelah pemiliknya setuju',
    'Register a number or chat for a party, once its owner has agreed',
  )
  @ApiResponse({ status: 201, schema: { $ref: '#/components/schemas/MessageSender' } })
  @Fails('BAD_BODY', 'KEY_MISSING', 'FORBIDDEN', 'NOT_YOUR_PARTY', 'NOT_FOUND')
  @Fails('SENDER_INVALID', 'SENDER_TAKEN', 'SENDERS_TOO_MANY')
  add(@Body(JsonObjectPipe, bodyPipe) request: AddSenderRequest, @CurrentParty() by: Principal) {
    return this.senders.add(by, request);
  }

  @Delete(':senderId')
  @ApiParam({ name: 'senderId', schema: { type: 'string', format: 'uuid' } })
  @Found('RevokedSender', 'Cabut; nomornya dihapus', 'Revoke; the number is erased')
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND')
  revoke(@Param('senderId', idPipe()) senderId: string, @CurrentParty() by: Principal) {
    return this.senders.revoke(by, senderId);
  }
}

function idPipe(): ParseUUIDPipe {
  return new ParseUUIDPipe({ exceptionFactory: () => new Problem('NOT_FOUND') });
}
