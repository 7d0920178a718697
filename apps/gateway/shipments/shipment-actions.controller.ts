import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AccessGuard, CurrentParty, Requires } from '#access';
import type { Principal } from '#access';
import { Described, Fails } from '../documents/describe.js';
import { PartyLimit } from '../events/party-limit.js';
import { traceOf } from '../events/trace.js';
import { bodyPipe, JsonObjectPipe } from '../http/validation.js';
import {
  CancellationReport,
  ChangeAnswerReport,
  DecisionReport,
  DispatchReport,
  DispositionReport,
  LocationReport,
  ReceiptReport,
  ResponseReport,
} from './shipment-actions.dto.js';
import { readingsPerEvent } from '../tracking/locations.controller.js';
import { Readings } from '../tracking/readings.js';
import {
  BreakdownReport,
  MergeReport,
  RestockReport,
  ReturnReport,
  SplitReport,
  TransferReport,
} from './carriage.dto.js';
import { ShipmentReports } from './shipment-reports.js';
import type { ReportType } from './shipment-reports.js';

const reported = { $ref: '#/components/schemas/Reported' };
const reportedOrRead = { oneOf: [reported, { $ref: '#/components/schemas/ReadingVerdicts' }] };

type RequestHeaders = Record<string, string | undefined>;

function Reported(path: string, body: Type, id: string, en: string, schema: object = reported) {
  return applyDecorators(
    Post(`:id/${path}`),
    HttpCode(202),
    Described(id, en),
    ApiBody({ type: body }),
    ApiHeader({ name: 'Idempotency-Key', required: false, description: 'Event id; a repeat has no effect' }),
    ApiResponse({ status: 202, description: 'Accepted', schema }),
    Fails(
      'BAD_BODY',
      'BROKEN_JSON',
      'KEY_MISSING',
      'SHIPMENT_NOT_YOURS',
      'NOT_FOUND',
      'SHIPMENT_STATE',
      'OFFER_OVER',
      'COUNTER_NOT_POSSIBLE',
      'DECISION_NOT_ASKED',
      'CHANGE_OVER',
      'SPLIT_NOT_POSSIBLE',
      'MERGE_NOT_POSSIBLE',
      'ID_REUSED',
    ),
    Fails('SHIPMENT_LINE_UNKNOWN', 'SHIPMENT_LINE_REPORTED', 'SHIPMENT_QUANTITY_OVER', 'GOODS_NOT_AWAITING'),
    Fails('UNSUPPORTED_MEDIA_TYPE', 'UNIT_NOT_EXACT', 'RATE_LIMITED', 'KAFKA_UNAVAILABLE'),
  );
}

/** What carriers and receivers report, as plain HTTP; each becomes the party's own event. */
@ApiTags('Shipments')
@ApiBearerAuth()
@Controller('v1/shipments')
@UseGuards(AccessGuard)
@Requires('shipments:report')
export class ShipmentActionsController {
  constructor(
    @Inject(ShipmentReports) private readonly reports: ShipmentReports,
    @Inject(PartyLimit) private readonly limit: PartyLimit,
    @Inject(Readings) private readonly readings: Readings,
  ) {}

  @Reported(
    'responses',
    ResponseReport,
    'Pengangkut menyanggupi, menolak, atau mengusulkan ganti',
    'A carrier accepts, declines or makes a counter-offer',
  )
  respond(
    @Param('id') shipmentId: string,
    @Body(JsonObjectPipe, bodyPipe) body: ResponseReport,
    @CurrentParty() principal: Principal,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take('responded', shipmentId, body, { principal, headers, reply });
  }

  @Reported(
    'decisions',
    DecisionReport,
    'Hub menyetujui penawaran, atau menjawab usulan ganti pengangkut',
    'The hub approves an offer, or answers a carrier’s counter-offer',
  )
  decide(
    @Param('id') shipmentId: string,
    @Body(JsonObjectPipe, bodyPipe) body: DecisionReport,
    @CurrentParty() principal: Principal,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take('decided', shipmentId, body, { principal, headers, reply });
  }

  @Reported(
    'changes',
    ChangeAnswerReport,
    'Pengangkut menjawab usulan perubahan',
    'A carrier answers a proposal for change',
  )
  answer(
    @Param('id') shipmentId: string,
    @Body(JsonObjectPipe, bodyPipe) body: ChangeAnswerReport,
    @CurrentParty() principal: Principal,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take('answered', shipmentId, body, { principal, headers, reply });
  }

  @Reported('dispatches', DispatchReport, 'Kiriman berangkat', 'The shipment leaves')
  dispatch(
    @Param('id') shipmentId: string,
    @Body(JsonObjectPipe, bodyPipe) body: DispatchReport,
    @CurrentParty() principal: Principal,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take('dispatched', shipmentId, body, { principal, headers, reply });
  }

  @Reported(
    'locations',
    LocationReport,
    'Posisi kiriman di jalan: satu, atau banyak sekaligus setelah lama tanpa sinyal',
    'Where the shipment is on its way: one position, or many that had to wait for a signal',
    reportedOrRead,
  )
  locate(
    @Param('id') shipmentId: string,
    @Body(JsonObjectPipe, bodyPipe) body: LocationReport,
    @CurrentParty() principal: Principal,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (body.points !== undefined) {
      const weight = Math.ceil(body.points.length / readingsPerEvent);
      void reply.headers(this.limit.take(principal.party, weight));
      return this.readings.takeOf(shipmentId, body.points, principal);
    }
    return this.take('located', shipmentId, body, { principal, headers, reply });
  }

  @Reported('receipts', ReceiptReport, 'Yang benar-benar diterima', 'What was really received')
  receive(
    @Param('id') shipmentId: string,
    @Body(JsonObjectPipe, bodyPipe) body: ReceiptReport,
    @CurrentParty() principal: Principal,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take('received', shipmentId, body, { principal, headers, reply });
  }

  @Reported(
    'dispositions',
    DispositionReport,
    'Barang yang tidak diambil kembali menjadi stok atau dibuang',
    'Goods that were not taken go back into stock, or are waste',
  )
  dispose(
    @Param('id') shipmentId: string,
    @Body(JsonObjectPipe, bodyPipe) body: DispositionReport,
    @CurrentParty() principal: Principal,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take('disposed', shipmentId, body, { principal, headers, reply });
  }

  @Reported(
    'cancellations',
    CancellationReport,
    'Kiriman tidak jadi berangkat',
    'The shipment does not leave',
  )
  cancel(
    @Param('id') shipmentId: string,
    @Body(JsonObjectPipe, bodyPipe) body: CancellationReport,
    @CurrentParty() principal: Principal,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take('cancelled', shipmentId, body, { principal, headers, reply });
  }

  @Reported(
    'splits',
    SplitReport,
    'Sebagian muatan menjadi kiriman sendiri',
    'Some lines go as a shipment of their own',
  )
  split(
    @Param('id') shipmentId: string,
    @Body(JsonObjectPipe, bodyPipe) body: SplitReport,
    @CurrentParty() principal: Principal,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take('split', shipmentId, body, { principal, headers, reply });
  }

  @Reported('merges', MergeReport, 'Kiriman lain bergabung ke kiriman ini', 'Another shipment joins this one')
  merge(
    @Param('id') shipmentId: string,
    @Body(JsonObjectPipe, bodyPipe) body: MergeReport,
    @CurrentParty() principal: Principal,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take('merged', shipmentId, body, { principal, headers, reply });
  }

  @Reported('breakdowns', BreakdownReport, 'Kendaraan berhenti di jalan', 'The vehicle stands on its way')
  breakDown(
    @Param('id') shipmentId: string,
    @Body(JsonObjectPipe, bodyPipe) body: BreakdownReport,
    @CurrentParty() principal: Principal,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take('stopped', shipmentId, body, { principal, headers, reply });
  }

  @Reported(
    'transfers',
    TransferReport,
    'Muatan pindah kendaraan atau pengangkut, atau jalan lagi',
    'The load goes on in another vehicle or with another carrier, or goes on again',
  )
  transfer(
    @Param('id') shipmentId: string,
    @Body(JsonObjectPipe, bodyPipe) body: TransferReport,
    @CurrentParty() principal: Principal,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take('transferred', shipmentId, body, { principal, headers, reply });
  }

  @Reported(
    'returns',
    ReturnReport,
    'Yang belum diterima kembali ke pusat dagang',
    'What was not received goes back to the hub',
  )
  turnBack(
    @Param('id') shipmentId: string,
    @Body(JsonObjectPipe, bodyPipe) body: ReturnReport,
    @CurrentParty() principal: Principal,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take('returned', shipmentId, body, { principal, headers, reply });
  }

  @Reported(
    'restocks',
    RestockReport,
    'Barang yang kembali sudah dihitung di tempatnya',
    'What came back has been counted at its place',
  )
  restock(
    @Param('id') shipmentId: string,
    @Body(JsonObjectPipe, bodyPipe) body: RestockReport,
    @CurrentParty() principal: Principal,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take('restocked', shipmentId, body, { principal, headers, reply });
  }

  private take(
    type: ReportType,
    shipmentId: string,
    body: { id?: string; time?: string },
    { principal, headers, reply }: { principal: Principal; headers: RequestHeaders; reply: FastifyReply },
  ) {
    void reply.headers(this.limit.take(principal.party, 1));
    const key = headers['idempotency-key'];
    return this.reports.take({ type, shipmentId, body, principal, key, traceparent: traceOf(headers) });
  }
}
