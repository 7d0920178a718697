import { Controller, Get, Header, Inject, Param, Query, Res, UseGuards } from '@nestjs/common';
import { ApiParam, ApiProduces, ApiPropertyOptional, ApiResponse, ApiTags } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, Matches } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Database } from '#database';
import { tableMediaTypes, writeTable } from '#tables';
import type { TableFormat } from '#tables';
import { Described, Fails } from '../documents/describe.js';
import { httpLimits } from '../http/limits.js';
import { identifier } from '../http/patterns.js';
import { Problem } from '../http/problem.js';
import { queryPipe } from '../http/validation.js';
import { PageQuery } from '../queries/list-query.js';
import { readPage } from '../queries/paging.js';
import { Where } from '../queries/where.js';
import { OwnScope, ReadGuard } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';

/** By what lines are put together, and the SQL that says it of a line. */
const keyOf = {
  line: `concat_ws('/', o.shipment_id, o.commodity, o.demand_id, o.location, o.lot)`,
  shipment: 'o.shipment_id',
  demand: 'o.demand_id',
  lane: 'o.lane',
  carrier: `coalesce(o.carrier, '')`,
  city: 'o.destination',
  commodity: 'o.commodity',
} as const;
export type OverShortBy = keyof typeof keyOf;
const groupings = Object.keys(keyOf) as OverShortBy[];
const localDate = /^\d{4}-\d{2}-\d{2}$/;

export class OverShortQuery extends PageQuery {
  @ApiPropertyOptional({ enum: groupings, default: 'shipment' })
  @IsOptional()
  @IsIn(groupings)
  by?: OverShortBy;

  @ApiPropertyOptional({ example: 'btc' })
  @IsOptional()
  @Matches(identifier)
  hub?: string;

  @ApiPropertyOptional({ example: '35.72-31-road' })
  @IsOptional()
  @Matches(identifier)
  lane?: string;

  @ApiPropertyOptional({ example: 'brantas-logistik' })
  @IsOptional()
  @Matches(identifier)
  carrier?: string;

  @ApiPropertyOptional({ example: '31', description: 'Kemendagri code of the destination' })
  @IsOptional()
  @Matches(identifier)
  city?: string;

  @ApiPropertyOptional({ example: 'egg.chicken' })
  @IsOptional()
  @Matches(identifier)
  commodity?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(identifier)
  shipment?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(identifier)
  demand?: string;

  @ApiPropertyOptional({ example: '2026-11-01', description: 'First pickup date' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(localDate)
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-30', description: 'Last pickup date' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(localDate)
  to?: string;

  @ApiPropertyOptional({
    enum: ['true', 'false'],
    description: 'With goods that wait for a decision, or without',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  awaiting?: 'true' | 'false';
}

const quantities = [
  ...(['recommended', 'accepted', 'loaded', 'received', 'over', 'short', 'missing'] as const),
  ...(['returned', 'damaged', 'refused', 'wrong', 'surplus', 'wasted', 'restocked', 'awaiting'] as const),
];
const valued = ['over', 'short', 'wasted'] as const;
const count = (condition: string) => `count(*) FILTER (WHERE ${condition})`;

/** Sums of lines of one unit, as one JSON object. A line without a price has no part in the rupiah. */
const sums = `jsonb_build_object(
  'lines', count(*), 'settled', ${count('o.settled')},
  ${quantities.map((name) => `'${name}', sum(o.${name})`).join(', ')},
  'lateLines', ${count('o.late_minutes > 0')}, 'lateMinutes', coalesce(sum(o.late_minutes), 0),
  'otif', jsonb_build_object('lines', ${count('o.on_time IS NOT NULL AND o.settled')},
    'onTime', ${count('o.on_time AND o.settled')}, 'inFull', ${count('o.in_full')},
    'onTimeInFull', ${count('o.on_time AND o.in_full')}),
  'rupiah', CASE WHEN ${count('o.price IS NOT NULL')} > 0 THEN jsonb_build_object(
    ${valued.map((name) => `'${name}', coalesce(sum(round(o.${name}::numeric * o.price / 1000000)), 0)`).join(', ')}) END,
  'unpriced', ${count('o.settled AND o.price IS NULL')})`;

const detail = `jsonb_build_object('shipmentId', o.shipment_id, 'commodity', o.commodity, 'demandId', o.demand_id,
  'location', o.location, 'lot', o.lot, 'hub', o.hub, 'lane', o.lane, 'city', o.destination, 'carrier', o.carrier,
  'status', o.status, 'pickupDate', o.pickup_date, 'arrivalBy', o.arrival_by, 'receivedAt', o.received_at,
  'price', CASE WHEN o.price IS NOT NULL THEN jsonb_build_object('rupiahPerMillion', o.price, 'at', o.price_at,
    'market', o.price_market, 'source', o.price_source) END)`;

interface Sums {
  lines: number;
  settled: number;
  lateLines: number;
  lateMinutes: number;
  otif: { lines: number; onTime: number; inFull: number; onTimeInFull: number };
  rupiah: Record<(typeof valued)[number], number> | null;
  unpriced: number;
  [quantity: string]: unknown;
}

interface GroupRow {
  key: string;
  unit: string;
  sums: Sums;
  line: Record<string, unknown> | null;
}

const rowsMax = 10_000;
const filePattern = /^over-short\.(csv|xlsx)$/;

/** What was over, short, late and wasted, for those whose shipments it is. */
@ApiTags('Shipments')
@Controller('v1/over-short')
@UseGuards(ReadGuard)
export class OverShortController {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Described(
    'Lebih, kurang, terlambat dan terbuang, per kiriman, kebutuhan, jalur, pengangkut, kota atau komoditas',
    'Over, short, late and wasted, by shipment, demand, lane, carrier, city or commodity; sums of one unit each',
  )
  @ApiResponse({ status: 200, description: 'A page', schema: { $ref: '#/components/schemas/OverShortPage' } })
  @Fails('BAD_QUERY', 'BAD_CURSOR', 'KEY_UNKNOWN', 'DATABASE_UNAVAILABLE')
  async list(@Query(queryPipe) query: OverShortQuery, @OwnScope() scope: Scope) {
    const page = await this.page(query, scope, query.limit ?? httpLimits.listItemsDefault);
    const where = whereOf(query);
    const totals = await this.database
      .within(scope)
      .query<GroupRow>(
        `SELECT o.unit, ${sums} AS sums FROM dispatcher.over_short o ${where.sql} GROUP BY o.unit ORDER BY o.unit`,
        where.parameters,
      );
    return { ...page, totals: totals.map(({ unit, sums }) => ({ unit, ...shown(sums) })) };
  }

  @Get(':file')
  @ApiParam({ name: 'file', example: 'over-short.csv', description: '`over-short.csv` or `over-short.xlsx`' })
  @ApiProduces(...Object.values(tableMediaTypes))
  @ApiResponse({ status: 200, description: 'The file', schema: { type: 'string', format: 'binary' } })
  @Described('Daftar yang sama sebagai CSV atau XLSX', 'The same as CSV or XLSX')
  @Fails('BAD_QUERY', 'NOT_FOUND', 'EXPORT_TOO_LARGE', 'KEY_UNKNOWN')
  async file(
    @Param('file') file: string,
    @Query(queryPipe) query: OverShortQuery,
    @OwnScope() scope: Scope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const format = filePattern.exec(file)?.[1] as TableFormat | undefined;
    if (format === undefined) throw new Problem('NOT_FOUND');
    const { items, next } = await this.page({ ...query, cursor: undefined as never }, scope, rowsMax);
    if (next !== null) throw new Problem('EXPORT_TOO_LARGE');
    void reply.header('content-type', tableMediaTypes[format]);
    void reply.header('content-disposition', `attachment; filename="over-short.${format}"`);
    void reply.header('cache-control', 'no-store');
    return writeTable(tableOf(query.by ?? 'shipment', items), format);
  }

  private page({ by = 'shipment', ...query }: OverShortQuery, scope: Scope, limit: number) {
    const inner = whereOf(query);
    const where = new Where();
    for (const value of inner.parameters) where.parameter(value);
    const line = by === 'line' ? `(array_agg(${detail}))[1]` : 'NULL::jsonb';
    return readPage<GroupRow, ReturnType<typeof itemOf>>(
      this.database.within(scope),
      {
        name: `over-short/${by}`,
        columns: 'g.*',
        from: `(SELECT ${keyOf[by]} AS key, o.unit, ${sums} AS sums, ${line} AS line
                FROM dispatcher.over_short o ${inner.sql} GROUP BY 1, 2) AS g`,
        order: [
          { sql: 'g.key', type: 'text' },
          { sql: 'g.unit', type: 'text' },
        ],
        item: itemOf,
      },
      where,
      { ...query, limit },
    );
  }
}

function whereOf(query: OverShortQuery): Where {
  const where = new Where()
    .equals('o.hub', query.hub)
    .equals('o.lane', query.lane)
    .equals('o.carrier', query.carrier)
    .equals('o.destination', query.city)
    .equals('o.commodity', query.commodity)
    .equals('o.shipment_id', query.shipment)
    .equals('o.demand_id', query.demand);
  if (query.from !== undefined) where.add('o.pickup_date >= ?::date', query.from);
  if (query.to !== undefined) where.add('o.pickup_date <= ?::date', query.to);
  if (query.awaiting !== undefined)
    where.add(query.awaiting === 'true' ? 'o.awaiting > 0' : 'o.awaiting = 0');
  return where;
}

const million = 1_000_000;

function shown({ otif, ...rest }: Sums) {
  const ppm = otif.lines === 0 ? null : Math.floor((otif.onTimeInFull * million) / otif.lines);
  return { ...rest, otif: { ...otif, ppm } };
}

function itemOf({ key, unit, sums, line }: GroupRow) {
  return { key: key === '' ? null : key, unit, ...shown(sums), ...(line === null ? {} : { line }) };
}

function tableOf(by: OverShortBy, items: ReturnType<typeof itemOf>[]) {
  const rows = items.map(({ key, otif, rupiah, line, ...rest }) => {
    const { price, ...its } = (line ?? {}) as { price?: Record<string, unknown> | null };
    const cells: Record<string, unknown> = {
      ...(line === undefined ? { [by]: key } : its),
      ...rest,
      otifLines: otif.lines,
      onTime: otif.onTime,
      inFull: otif.inFull,
      onTimeInFull: otif.onTimeInFull,
      ...Object.fromEntries(valued.map((name) => [`${name}Rupiah`, rupiah?.[name]])),
      ...(price === undefined
        ? {}
        : {
            priceRupiahPerMillion: price?.['rupiahPerMillion'],
            priceAt: price?.['at'],
            priceSource: price?.['source'],
          }),
    };
    return {
      cells: Object.fromEntries(
        Object.entries(cells).map(([name, value]) => [
          name,
          value === null || value === undefined ? '' : String(value as string),
        ]),
      ),
    };
  });
  const columns = Object.keys(rows[0]?.cells ?? { [by]: '', unit: '' });
  return { columns, rows };
}
