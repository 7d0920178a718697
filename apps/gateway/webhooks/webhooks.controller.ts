import { Body, Controller, Delete, Get, HttpCode, Inject, Param, ParseUUIDPipe } from '@nestjs/common';
import { Patch, Post, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, CurrentParty, Requires } from '#access';
import type { Principal } from '#access';
import { outboundLimits } from '#outbound';
import { Described, Fails, Found, Listed } from '../documents/describe.js';
import { Problem } from '../http/problem.js';
import { bodyPipe, JsonObjectPipe, queryPipe } from '../http/validation.js';
import { PartyWebhooks } from './party-webhooks.js';
import {
  ChangeWebhookRequest,
  CreateWebhookRequest,
  DeliveriesQuery,
  RedeliverRequest,
  RotateSecretRequest,
  WebhooksQuery,
} from './webhooks.dto.js';

const idParameter = { name: 'webhookId', schema: { type: 'string', format: 'uuid' } };
const idPipe = new ParseUUIDPipe({ exceptionFactory: () => new Problem('NOT_FOUND') });
const answered = (status: number, schema: string) =>
  ApiResponse({ status, description: schema, schema: { $ref: `#/components/schemas/${schema}` } });

/** Addresses to which what is published for a party is sent, by the Standard Webhooks specification. */
@ApiTags('Webhooks')
@Controller('v1/webhooks')
@UseGuards(AccessGuard)
@Requires('webhooks:write')
@ApiBearerAuth()
export class WebhooksController {
  constructor(@Inject(PartyWebhooks) private readonly webhooks: PartyWebhooks) {}

  @Get()
  @Listed('Webhook', 'Webhook Anda, tanpa rahasianya', 'Your webhooks, without their secrets')
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_YOUR_PARTY', 'NOT_FOUND')
  list(@Query(queryPipe) { party }: WebhooksQuery, @CurrentParty() by: Principal) {
    return this.webhooks.list(by, party);
  }

  @Post()
  @HttpCode(201)
  @ApiBody({ type: CreateWebhookRequest })
  @Described(
    'Daftarkan webhook; rahasianya hanya ditampilkan sekali ini',
    'Subscribe an address; its secret is shown this once. It gets what is published from now on.',
  )
  @answered(201, 'NewWebhook')
  @Fails('BAD_BODY', 'KEY_MISSING', 'FORBIDDEN', 'NOT_YOUR_PARTY', 'NOT_FOUND', 'NOT_SUBSCRIBER')
  @Fails('WEBHOOK_URL_REFUSED', 'WEBHOOKS_TOO_MANY', 'WEBHOOKS_OFF')
  create(@Body(JsonObjectPipe, bodyPipe) request: CreateWebhookRequest, @CurrentParty() by: Principal) {
    return this.webhooks.create(by, request);
  }

  @Get(':webhookId')
  @ApiParam(idParameter)
  @Found('Webhook', 'Satu webhook', 'One webhook', ['KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND'])
  one(@Param('webhookId', idPipe) webhookId: string, @CurrentParty() by: Principal) {
    return this.webhooks.one(by, webhookId);
  }

  @Patch(':webhookId')
  @ApiParam(idParameter)
  @ApiBody({ type: ChangeWebhookRequest })
  @Found(
    'Webhook',
    'Ubah, hentikan sementara atau aktifkan lagi',
    'Change, pause or activate again. Events wait while it is paused or disabled, for as long as they are kept.',
  )
  @Fails('BAD_BODY', 'KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND', 'WEBHOOK_URL_REFUSED')
  change(
    @Param('webhookId', idPipe) webhookId: string,
    @Body(JsonObjectPipe, bodyPipe) request: ChangeWebhookRequest,
    @CurrentParty() by: Principal,
  ) {
    return this.webhooks.change(by, webhookId, request);
  }

  @Delete(':webhookId')
  @ApiParam(idParameter)
  @Found('RemovedWebhook', 'Hapus webhook dan rahasianya', 'Remove a webhook and its secrets')
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND')
  remove(@Param('webhookId', idPipe) webhookId: string, @CurrentParty() by: Principal) {
    return this.webhooks.remove(by, webhookId);
  }

  @Post(':webhookId/secret')
  @HttpCode(201)
  @ApiParam(idParameter)
  @ApiBody({ type: RotateSecretRequest })
  @Described(
    'Ganti rahasia; selama masa tumpang tindih kiriman bertanda tangan dua',
    'Replace the secret; during the overlap deliveries have two signatures, one of each',
  )
  @answered(201, 'RotatedSecret')
  @Fails('BAD_BODY', 'KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND', 'WEBHOOKS_OFF')
  rotate(
    @Param('webhookId', idPipe) webhookId: string,
    @Body(JsonObjectPipe, bodyPipe)
    { overlapHours = outboundLimits.overlapHoursDefault }: RotateSecretRequest,
    @CurrentParty() by: Principal,
  ) {
    return this.webhooks.rotate(by, webhookId, overlapHours);
  }

  @Post(':webhookId/test')
  @HttpCode(202)
  @ApiParam(idParameter)
  @Described(
    'Kirim peristiwa uji; hasilnya ada di catatan kiriman dengan eventId itu',
    'Send a test event; what came of it is in the log of deliveries under that eventId',
  )
  @answered(202, 'WebhookTest')
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND')
  test(@Param('webhookId', idPipe) webhookId: string, @CurrentParty() by: Principal) {
    return this.webhooks.test(by, webhookId);
  }

  @Get(':webhookId/deliveries')
  @ApiParam(idParameter)
  @Listed('Delivery', 'Catatan kiriman, terbaru dahulu', 'Log of deliveries, newest event first')
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND')
  deliveries(
    @Param('webhookId', idPipe) webhookId: string,
    @Query(queryPipe) query: DeliveriesQuery,
    @CurrentParty() by: Principal,
  ) {
    return this.webhooks.deliveries(by, webhookId, query);
  }

  @Post(':webhookId/redeliveries')
  @HttpCode(202)
  @ApiParam(idParameter)
  @ApiBody({ type: RedeliverRequest })
  @Described(
    'Kirim lagi peristiwa menurut id atau rentang waktu, paling banyak 10.000, terlama dahulu; leftFrom: dari kapan ada yang belum ikut',
    'Deliver again, by ids or a range of times: at most 10,000, oldest first; `leftFrom`: from when on some were left out',
  )
  @answered(202, 'Redelivery')
  @Fails('BAD_BODY', 'KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND', 'REDELIVERY_UNBOUNDED')
  redeliver(
    @Param('webhookId', idPipe) webhookId: string,
    @Body(JsonObjectPipe, bodyPipe) request: RedeliverRequest,
    @CurrentParty() by: Principal,
  ) {
    return this.webhooks.redeliver(by, webhookId, request);
  }
}
