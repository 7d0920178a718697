import { Readable } from 'node:stream';
import { Controller, Get, Header, Inject, Query, Res, StreamableFile, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AccessGuard, CurrentParty, hubOf, RegistryCache, Requires } from '#access';
import type { Principal } from '#access';
import { Database, readAudit, verifyAudit } from '#database';
import type { Sql } from '#database';
import { Described, Fails, Found, Listed } from '../documents/describe.js';
import { queryPipe } from '../http/validation.js';
import { readPage } from '../queries/paging.js';
import { Where } from '../queries/where.js';
import { tenancyOf } from '../scope/tenancy.js';
import { AuditExportQuery, AuditQuery } from './audit.dto.js';
import { auditColumns, auditItem, csvHeader, csvLine } from './audit-item.js';
import type { AuditColumns } from './audit-item.js';

const exportPage = 1_000;

const listing = {
  name: 'audit',
  columns: auditColumns,
  from: 'access.audit',
  order: [{ sql: 'sequence', type: 'bigint' as const }],
  descending: true,
  item: auditItem,
};

/** What was done and what was refused, for the hub's administrators and auditors. */
@ApiTags('Audit')
@Controller('v1/audit')
@UseGuards(AccessGuard)
@Requires('audit:read')
@ApiBearerAuth()
export class AuditController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RegistryCache) private readonly registry: RegistryCache,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Listed('AuditEntry', 'Catatan audit pusat Anda, terbaru dahulu', 'The audit of your hub, newest first')
  @Fails('FORBIDDEN')
  list(@Query(queryPipe) query: AuditQuery, @CurrentParty() reader: Principal) {
    const where = new Where()
      .add('hub = ?', this.hub(reader))
      .equals('action', query.action)
      .equals('subject', query.subject)
      .equals('party', query.party)
      .equals('outcome', query.outcome);
    if (query.from !== undefined) where.add('at >= ?::timestamptz', query.from);
    if (query.to !== undefined) where.add('at < ?::timestamptz', query.to);
    return readPage<AuditColumns, ReturnType<typeof auditItem>>(this.sql(reader), listing, where, query);
  }

  @Get('export')
  @Header('cache-control', 'no-store')
  @Described(
    'Seluruh catatan audit pusat Anda, terlama dahulu, dengan hash rantainya',
    'The whole audit of your hub, oldest first, with the hashes of its chain',
  )
  @ApiResponse({
    status: 200,
    description: 'One row a line',
    content: {
      'application/x-ndjson': { schema: { type: 'string' } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  @Fails('BAD_QUERY', 'KEY_MISSING', 'SESSION_ENDED', 'FORBIDDEN')
  export(
    @Query(queryPipe) { format = 'ndjson' }: AuditExportQuery,
    @CurrentParty() reader: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): StreamableFile {
    const hub = this.hub(reader);
    void reply.header('content-disposition', `attachment; filename="audit-${hub}.${format}"`);
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8';
    return new StreamableFile(Readable.from(this.lines(this.sql(reader), hub, format)), { type });
  }

  @Get('verdict')
  @Header('cache-control', 'no-store')
  @Found('AuditVerdict', 'Hitung ulang rantai hash audit pusat Anda', 'Reckon the chain of your hub again')
  @Fails('FORBIDDEN')
  async verdict(@CurrentParty() reader: Principal) {
    const hub = this.hub(reader);
    return { hub, ...(await verifyAudit(this.sql(reader), hub)) };
  }

  private async *lines(sql: Sql, hub: string, format: 'csv' | 'ndjson'): AsyncGenerator<string> {
    if (format === 'csv') yield csvHeader;
    for (let after = 0; ;) {
      const rows = await readAudit(sql, hub, after, exportPage);
      const line = format === 'csv' ? csvLine : (row: object) => `${JSON.stringify(row)}\n`;
      if (rows.length > 0) yield rows.map((row) => line({ ...row, hash: row.hash.toString('hex') })).join('');
      if (rows.length < exportPage) return;
      after = rows.at(-1)!.sequence;
    }
  }

  private sql(reader: Principal): Sql {
    return this.database.within(tenancyOf(reader, this.registry.index));
  }

  private hub(reader: Principal): string {
    return hubOf(reader.party, this.registry.index);
  }
}
