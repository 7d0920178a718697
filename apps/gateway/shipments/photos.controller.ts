import { Controller, Get, Header, HttpCode, Inject, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard, CurrentParty, Requires } from '#access';
import type { Principal } from '#access';
import { receiptReasonNames } from '#contracts';
import { Described, Fails, Listed } from '../documents/describe.js';
import { PartyLimit } from '../events/party-limit.js';
import { OwnScope, ReadGuard } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import { photoTypes } from './photo-bytes.js';
import { Photos } from './photos.js';

/** Photos that show how goods arrived. */
@ApiTags('Shipments')
@Controller('v1/shipments/:id/photos')
export class PhotosController {
  constructor(
    @Inject(Photos) private readonly photos: Photos,
    @Inject(PartyLimit) private readonly limit: PartyLimit,
  ) {}

  @Post()
  @HttpCode(201)
  @UseGuards(AccessGuard)
  @Requires('shipments:report')
  @ApiBearerAuth()
  @ApiConsumes(...photoTypes)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Described(
    'Unggah foto (paling besar 4 MB); tempat dan waktu pengambilannya dibuang, foto yang sama punya id yang sama',
    'Upload a photo (4 MB at most); where and when it was taken is removed, the same photo has the same id',
  )
  @ApiResponse({ status: 201, description: 'Kept', schema: { $ref: '#/components/schemas/NewPhoto' } })
  @Fails('KEY_MISSING', 'FORBIDDEN', 'SHIPMENT_NOT_YOURS', 'NOT_FOUND', 'PHOTO_REFUSED', 'PHOTOS_TOO_MANY')
  @Fails('BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'RATE_LIMITED', 'DATABASE_UNAVAILABLE')
  add(
    @Param('id') shipmentId: string,
    @Req() request: FastifyRequest,
    @CurrentParty() by: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    void reply.headers(this.limit.take(by.party, 1));
    return this.photos.add(shipmentId, request.body, by);
  }

  @Get()
  @UseGuards(ReadGuard)
  @Header('cache-control', 'no-store')
  @Listed('Photo', 'Foto satu kiriman', 'The photos of a shipment')
  @Fails('NOT_FOUND')
  list(@Param('id') shipmentId: string, @OwnScope() scope: Scope) {
    return this.photos.list(shipmentId, scope);
  }

  @Get(':photoId')
  @UseGuards(ReadGuard)
  @ApiProduces(...photoTypes)
  @Described('Satu foto', 'One photo')
  @ApiResponse({ status: 200, description: 'The photo', schema: { type: 'string', format: 'binary' } })
  @Fails('KEY_UNKNOWN', 'NOT_FOUND', 'DATABASE_UNAVAILABLE')
  async one(
    @Param('id') shipmentId: string,
    @Param('photoId') id: string,
    @OwnScope() scope: Scope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { mediaType, bytes } = await this.photos.one(shipmentId, id, scope);
    void reply.header('content-type', mediaType);
    // What it is never changes; who may see it does.
    void reply.header('cache-control', 'private, max-age=3600');
    void reply.header('content-disposition', `inline; filename="${id.slice(0, 12)}.${mediaType.slice(6)}"`);
    return bytes;
  }
}

/** Why goods were otherwise than shipped, with the names that people choose from. */
@ApiTags('Shipments')
@Controller('v1/receipt-reasons')
@UseGuards(ReadGuard)
export class ReceiptReasonsController {
  @Get()
  @Listed('ReceiptReason', 'Alasan selisih penerimaan', 'Reasons of a variance at receipt')
  list() {
    const items = Object.entries(receiptReasonNames).map(([code, text]) => ({ code, text }));
    return { items, next: null };
  }
}
