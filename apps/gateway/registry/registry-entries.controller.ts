import { Controller, Get, Inject, Param, Query, Res, UseGuards } from '@nestjs/common';
import { ApiParam, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RegistryCache } from '#access';
import { entryKinds } from '#contracts';
import type { EntryKind } from '#contracts';
import { Database, entryVersions, registryHistory } from '#database';
import type { RegistryVersionRow } from '#database';
import { tableMediaTypes, writeTable } from '#tables';
import type { TableFormat } from '#tables';
import { Described, Fails, Found, Listed } from '../documents/describe.js';
import { httpLimits } from '../http/limits.js';
import { identifier } from '../http/patterns.js';
import { Problem } from '../http/problem.js';
import { queryPipe } from '../http/validation.js';
import { decodePageCursor, encodePageCursor } from '../queries/paging.js';
import { OwnScope, ReaderScope, ReadGuard } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import { differenceOf } from './difference.js';
import { EntrySight } from './entry-sight.js';
import { kindOfPath } from './kind-path.js';
import { EntryHistoryQuery } from './registry.dto.js';
import { tableOf } from './registry-table.js';
import { entriesOf } from './with-changes.js';

const kindParameter = { name: 'kind', enum: entryKinds };
const filePattern = /^([a-z]+)\.(csv|xlsx)$/;

/** Entries of the registry one by one, as files, and how they came to be what they are. */
@ApiTags('Registry')
@Controller('v1/registry')
@UseGuards(ReadGuard)
export class RegistryEntriesController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RegistryCache) private readonly cache: RegistryCache,
  ) {}

  @Get(':file')
  @ApiParam({ name: 'file', example: 'party.csv', description: '`<kind>.csv` or `<kind>.xlsx`' })
  @ApiProduces(...Object.values(tableMediaTypes))
  @ApiResponse({ status: 200, description: 'The file', schema: { type: 'string', format: 'binary' } })
  @Described('Unduh satu jenis entri sebagai CSV atau XLSX', 'One kind of entry as CSV or XLSX')
  @Fails('NOT_FOUND', 'KEY_UNKNOWN')
  async file(
    @Param('file') file: string,
    @ReaderScope() reader: Scope,
    @OwnScope() own: Scope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const match = filePattern.exec(file);
    if (!match) throw new Problem('NOT_FOUND');
    const kind = kindOfPath(match[1]!);
    const scope = scopeFor(kind, reader, own);
    const format = match[2] as TableFormat;
    const sight = new EntrySight(scope);
    const entries = entriesOf(this.cache.registry, kind).flatMap((entry) => {
      const value = sight.seen(kind, entry.value);
      return value === null ? [] : [{ code: entry.code, value }];
    });
    const table = tableOf(kind, entries, await entryVersions(this.database.within(scope), kind));
    void reply.header('content-type', tableMediaTypes[format]);
    void reply.header('content-disposition', `attachment; filename="${kind}.${format}"`);
    return writeTable(table, format);
  }

  @Get(':kind/:code')
  @ApiParam(kindParameter)
  @Found('RegistryEntry', 'Satu entri dengan versinya', 'One entry with its version', ['NOT_FOUND'])
  async one(
    @Param('kind') kindName: string,
    @Param('code') code: string,
    @ReaderScope() reader: Scope,
    @OwnScope() own: Scope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const kind = kindOfPath(kindName);
    const scope = scopeFor(kind, reader, own);
    const [row] = await this.historyOf(scope, kind, code, Number.MAX_SAFE_INTEGER, 1);
    const value = row && row.value !== null ? new EntrySight(scope).seen(kind, row.value as object) : null;
    if (!row || value === null) throw new Problem('NOT_FOUND');
    void reply.header('etag', `"${row.version}"`);
    return { kind, code, version: row.version, value };
  }

  @Get(':kind/:code/history')
  @ApiParam(kindParameter)
  @Listed(
    'RegistryVersion',
    'Riwayat satu entri, terbaru dahulu: siapa, kapan, mengapa, dan apa bedanya',
    'History of an entry, newest first: who, when, why, and the difference to the one before',
  )
  @Fails('NOT_FOUND')
  async history(
    @Param('kind') kindName: string,
    @Param('code') code: string,
    @Query(queryPipe) { limit = httpLimits.listItemsDefault, cursor }: EntryHistoryQuery,
    @ReaderScope() reader: Scope,
    @OwnScope() own: Scope,
  ) {
    const kind = kindOfPath(kindName);
    const scope = scopeFor(kind, reader, own);
    const list = `history/${kind}/${code}`;
    const before =
      cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(decodePageCursor(list, cursor, 1)[0]);
    if (!Number.isSafeInteger(before)) throw new Problem('BAD_CURSOR');
    // One more than is shown: what the last one differs from.
    const rows = await this.historyOf(scope, kind, code, before, limit + 1);
    const sight = new EntrySight(scope);
    const shown = rows.slice(0, limit).filter(({ value }, i) => {
      const told = (value ?? rows[i + 1]?.value) as object | null | undefined;
      return told && sight.isWhole(kind, told);
    });
    if (shown.length === 0) throw new Problem('NOT_FOUND');
    return {
      items: shown.map((row) => versionItem(row, rows[rows.indexOf(row) + 1], sight)),
      next: rows.length > limit ? encodePageCursor(list, [String(rows[limit - 1]!.version)]) : null,
    };
  }

  private historyOf(scope: Scope, kind: EntryKind, code: string, before: number, limit: number) {
    if (!identifier.test(code)) throw new Problem('NOT_FOUND');
    return registryHistory(this.database.within(scope), { kind, code }, before, limit);
  }
}

function versionItem(row: RegistryVersionRow, previous: RegistryVersionRow | undefined, sight: EntrySight) {
  const { version, value, recordedAt, recordedBy, actor, reason } = row;
  return {
    version,
    at: recordedAt.toISOString(),
    by: recordedBy,
    // Which key or person it was is the hub's own business.
    actor: sight.isHub ? actor : null,
    reason,
    value,
    difference: differenceOf(previous?.value ?? null, value),
  };
}

// What carriers do for how much is their own and their hub's, also where reading is open.
function scopeFor(kind: EntryKind, reader: Scope, own: Scope): Scope {
  return kind === 'service' ? own : reader;
}
