import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  ParseUUIDPipe,
} from '@nestjs/common';
import { Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, CurrentParty, Requires } from '#access';
import type { Principal } from '#access';
import { Described, Fails, Found, Listed } from '../documents/describe.js';
import { Problem } from '../http/problem.js';
import { bodyPipe, JsonObjectPipe } from '../http/validation.js';
import { InviteFieldRequest } from './field.dto.js';
import { FieldDesk } from './field-desk.js';

const idParameter = { name: 'id', schema: { type: 'string' as const, format: 'uuid' } };

/** Which phones report for producers, for field officers. */
@ApiTags('Field')
@Controller('v1/field')
@UseGuards(AccessGuard)
@Requires('field:write')
@ApiBearerAuth()
export class FieldController {
  constructor(@Inject(FieldDesk) private readonly desk: FieldDesk) {}

  @Get('invitations')
  @Listed('FieldInvitation', 'Tautan yang masih terbuka', 'Links that are still open')
  @Fails('KEY_MISSING', 'FORBIDDEN')
  invitations(@CurrentParty() by: Principal) {
    return this.desk.invitations(by);
  }

  @Post('invitations')
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  @ApiBody({ type: InviteFieldRequest })
  @Described(
    'Buat tautan bagi HP produsen, atau bagi HP Anda sendiri untuk mencatatkan beberapa produsen',
    'Make a link for a producer’s phone, or for your own to enter for several producers',
  )
  @ApiResponse({ status: 201, schema: { $ref: '#/components/schemas/FieldInvited' } })
  @Fails('BAD_BODY', 'KEY_MISSING', 'FORBIDDEN', 'FIELD_GRANT_INVALID', 'FIELD_INVITATIONS_TOO_MANY')
  invite(@Body(JsonObjectPipe, bodyPipe) request: InviteFieldRequest, @CurrentParty() by: Principal) {
    return this.desk.invite(by, request);
  }

  @Delete('invitations/:id')
  @ApiParam(idParameter)
  @Found('FieldRevoked', 'Tutup tautan', 'Withdraw a link')
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND')
  withdraw(@Param('id', idPipe()) id: string, @CurrentParty() by: Principal) {
    return this.desk.withdraw(by, id);
  }

  @Get('devices')
  @Listed('FieldDevice', 'HP yang melapor bagi produsen', 'Phones that report for producers')
  @Fails('KEY_MISSING', 'FORBIDDEN')
  devices(@CurrentParty() by: Principal) {
    return this.desk.devices(by);
  }

  @Delete('devices/:id')
  @ApiParam(idParameter)
  @Found('FieldRevoked', 'Cabut izin HP; berlaku seketika', 'Revoke a phone, at once')
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND')
  revoke(@Param('id', idPipe()) id: string, @CurrentParty() by: Principal) {
    return this.desk.revoke(by, id);
  }
}

function idPipe(): ParseUUIDPipe {
  return new ParseUUIDPipe({ exceptionFactory: () => new Problem('NOT_FOUND') });
}
