import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsISO8601, IsOptional, Matches } from 'class-validator';
import { RegistryCache } from '#access';
import { Database, registryHistory } from '#database';
import type { Sql } from '#database';
import { addDays, daysBetween, fulfilment, localDate } from '#domain';
import type { Agreement, AgreementVersion, Delivery } from '#domain';
import { Found } from '../documents/describe.js';
import { Problem } from '../http/problem.js';
import { identifier } from '../http/patterns.js';
import { queryPipe } from '../http/validation.js';
import { EntrySight } from '../registry/entry-sight.js';
import { ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';

const daysDefault = 90;
const daysMax = 1_096;
const versionsMax = 500;
const localDatePattern = /^\d{4}-\d{2}-\d{2}$/;

export class FulfilmentQuery {
  @ApiPropertyOptional({ example: '2026-09-01', description: 'Absent: 90 days before `to`' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(localDatePattern)
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-30', description: 'Absent: today, at the hub' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(localDatePattern)
  to?: string;
}

/** Agreements against what came of them. */
@ApiTags('Registry')
@Controller('v1/agreements')
@UseGuards(ReadGuard)
export class AgreementsController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RegistryCache) private readonly registry: RegistryCache,
  ) {}

  @Get(':id/fulfilment')
  @ApiParam({ name: 'id', example: 'mou-btc-32.76-2025' })
  @Found(
    'Fulfilment',
    'Yang dijanjikan dan yang sampai, per ketentuan dan periode',
    'Promised against delivered, by term and period, from what receivers reported',
    ['NOT_FOUND', 'BAD_QUERY'],
  )
  async fulfilment(
    @Param('id') id: string,
    @Query(queryPipe) query: FulfilmentQuery,
    @ReaderScope() scope: Scope,
  ) {
    const agreement = this.registry.registry.agreements.find((each) => each.id === id);
    if (!identifier.test(id) || !agreement || !new EntrySight(scope).isWhole('agreement', agreement))
      throw new Problem('NOT_FOUND');
    const zone = this.registry.index.hubs.get(agreement.hub)?.timezone ?? 'Asia/Jakarta';
    const to = query.to ?? localDate(Date.now(), zone);
    const from = query.from ?? addDays(to, -daysDefault);
    if (from > to || daysBetween(from, to) > daysMax) throw new Problem('BAD_QUERY');
    const sql = this.database.within(scope);
    const deliveries = await this.deliveries(sql, agreement, zone, from, to);
    const items = fulfilment(await this.versions(sql, id, zone), deliveries, { from, to });
    const commodities = [...new Set(deliveries.map(({ commodity }) => commodity))].sort();
    const received = deliveries.filter(({ date }) => from <= date && date <= to);
    return {
      agreement: id,
      from,
      to,
      items: items.map((item) => ({ ...item, unit: this.unitOf(item.commodity) })),
      delivered: commodities.map((commodity) => ({
        commodity,
        unit: this.unitOf(commodity),
        quantity: received
          .filter((delivery) => delivery.commodity === commodity)
          .reduce((sum, { quantity }) => sum + quantity, 0),
      })),
    };
  }

  private async versions(sql: Sql, id: string, zone: string): Promise<AgreementVersion[]> {
    const of = { kind: 'agreement' as const, code: id };
    const rows = await registryHistory(sql, of, Number.MAX_SAFE_INTEGER, versionsMax);
    return rows
      .filter(({ value }) => value !== null)
      .map(({ value, recordedAt }) => ({
        from: localDate(recordedAt.getTime(), zone),
        agreement: value as Agreement,
      }))
      .reverse();
  }

  /** What the region's receivers reported, with a year around the range: periods count whole. */
  private async deliveries(
    sql: Sql,
    agreement: Agreement,
    zone: string,
    from: string,
    to: string,
  ): Promise<Delivery[]> {
    const rows = await sql.query<{ at: string; commodity: string; quantity: string }>(
      `SELECT (SELECT max((l.event->>'time')::bigint) FROM dispatcher.lifecycle l
               WHERE l.shipment_id = s.shipment_id AND l.type = 'shipment.received' AND l.outcome = 'moved') AS at,
         line->>'commodity' AS commodity, sum((line->>'received')::bigint) AS quantity
       FROM dispatcher.shipment s, jsonb_array_elements(s.shipment->'lines') AS line
       WHERE s.hub = $1 AND s.destination = $2 AND s.status IN ('received', 'closed')
         AND s.pickup_date BETWEEN $3::date - 400 AND $4::date + 400 AND line->>'received' IS NOT NULL
       GROUP BY s.shipment_id, line->>'commodity'`,
      [agreement.hub, agreement.region, from, to],
    );
    return rows
      .filter(
        ({ commodity }) => agreement.commodities.length === 0 || agreement.commodities.includes(commodity),
      )
      .map(({ at, commodity, quantity }) => ({
        date: localDate(Number(at), zone),
        commodity,
        quantity: Number(quantity),
      }));
  }

  private unitOf(commodity: string): string {
    return this.registry.index.commodities.get(commodity)?.baseUnit ?? 'g';
  }
}
