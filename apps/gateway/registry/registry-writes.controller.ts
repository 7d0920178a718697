import {
  Body,
  Controller,
  Delete,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard, CurrentParty, Requires } from '#access';
import type { Principal } from '#access';
import { entryKinds } from '#contracts';
import { readTable, TableError } from '#tables';
import type { Table } from '#tables';
import { Fails, Found } from '../documents/describe.js';
import { identifier } from '../http/patterns.js';
import { Problem } from '../http/problem.js';
import { tableFormatOf, tableTypes } from '../http/table-types.js';
import { bodyPipe, JsonObjectPipe, queryPipe } from '../http/validation.js';
import { kindOfPath } from './kind-path.js';
import { RegistryChanges } from './registry-changes.js';
import type { Outcome } from './registry-changes.js';
import {
  ChangesRequest,
  DeleteEntryQuery,
  ImportQuery,
  PutEntryRequest,
  registryLimits,
} from './registry.dto.js';
import { changesOf, faultAt } from './registry-table.js';
import type { CellFault, TableChanges } from './registry-table.js';

const kindParameter = { name: 'kind', enum: entryKinds };
const ifMatch = { name: 'If-Match', required: false, description: 'The ETag that the entry was read with' };

/** Changes of the registry. Nothing is overwritten: each is a version of its own, with who, when and why. */
@ApiTags('Registry')
@Controller('v1/registry')
@UseGuards(AccessGuard)
@Requires('registry:write')
@ApiBearerAuth()
export class RegistryWritesController {
  constructor(@Inject(RegistryChanges) private readonly changes: RegistryChanges) {}

  @Post('changes')
  @HttpCode(200)
  @ApiBody({ type: ChangesRequest })
  @Found(
    'RegistryChanged',
    'Ubah beberapa entri sekaligus: semua atau tidak sama sekali',
    'Change several entries at once: all or none',
  )
  @Fails('BAD_BODY', 'KEY_MISSING', 'FORBIDDEN', 'NOT_YOUR_HUB', 'ENTRY_CHANGED', 'REGISTRY_REFUSED')
  async several(
    @Body(JsonObjectPipe, bodyPipe) { changes, reason }: ChangesRequest,
    @CurrentParty() by: Principal,
  ) {
    return answerOf(await this.changes.write(changes, by, reason));
  }

  @Put(':kind/:code')
  @ApiParam(kindParameter)
  @ApiHeader(ifMatch)
  @ApiBody({ type: PutEntryRequest })
  @Found('RegistryChanged', 'Tulis satu entri, dengan alasannya', 'Write one entry, with the reason')
  @Fails(
    'BAD_BODY',
    'KEY_MISSING',
    'FORBIDDEN',
    'NOT_YOUR_HUB',
    'NOT_FOUND',
    'ENTRY_CHANGED',
    'REGISTRY_REFUSED',
  )
  async put(
    @Param('kind') kindName: string,
    @Param('code') code: string,
    @Body(JsonObjectPipe, bodyPipe) { value, reason, expectedVersion }: PutEntryRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @CurrentParty() by: Principal,
  ) {
    const change = {
      ...entryAt(kindName, code),
      value,
      expectedVersion: versionOf(request, expectedVersion) ?? 0,
    };
    return withTag(reply, await this.changes.write([change], by, reason));
  }

  @Delete(':kind/:code')
  @ApiParam(kindParameter)
  @ApiHeader(ifMatch)
  @Found(
    'RegistryChanged',
    'Keluarkan satu entri; riwayatnya tetap ada',
    'Take an entry away; its history stays',
  )
  @Fails(
    'BAD_QUERY',
    'KEY_MISSING',
    'FORBIDDEN',
    'NOT_YOUR_HUB',
    'NOT_FOUND',
    'ENTRY_CHANGED',
    'REGISTRY_REFUSED',
  )
  async remove(
    @Param('kind') kindName: string,
    @Param('code') code: string,
    @Query(queryPipe) { reason, expectedVersion }: DeleteEntryQuery,
    @Req() request: FastifyRequest,
    @CurrentParty() by: Principal,
  ) {
    const entry = entryAt(kindName, code);
    const change = { ...entry, value: null, expectedVersion: versionOf(request, expectedVersion) ?? 0 };
    return answerOf(await this.changes.write([change], by, reason));
  }

  @Post(':kind/import')
  @HttpCode(200)
  @ApiParam(kindParameter)
  @ApiConsumes(...tableTypes)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Found(
    'RegistryImported',
    'Impor CSV atau XLSX; preview=true hanya memperlihatkan apa yang akan terjadi',
    'Import CSV or XLSX; preview=true only shows what would happen',
  )
  @Fails(
    'BAD_QUERY',
    'KEY_MISSING',
    'FORBIDDEN',
    'NOT_YOUR_HUB',
    'NOT_FOUND',
    'TABLE_REFUSED',
    'BODY_TOO_LARGE',
  )
  @Fails('UNSUPPORTED_MEDIA_TYPE')
  async import(
    @Param('kind') kindName: string,
    @Query(queryPipe) { reason, preview }: ImportQuery,
    @Req() request: FastifyRequest,
    @CurrentParty() by: Principal,
  ) {
    const kind = kindOfPath(kindName);
    const read = changesOf(kind, await tableIn(request));
    const isPreview = preview === 'true';
    const judged = await this.changes.preview(read.changes, by);
    const errors = [...read.faults, ...rowFaults(judged, read)].sort((a, b) => a.line - b.line);
    if (errors.length > 0 && !isPreview) throw tableProblem(errors.slice(0, errorsMax));
    const outcome = isPreview ? judged : await this.changes.write(read.changes, by, reason);
    const changes = outcome.changes.map((entry, i) => ({ line: read.changes[i]!.line, ...entry }));
    return { preview: isPreview, version: outcome.version, changes, errors: errors.slice(0, errorsMax) };
  }
}

const errorsMax = 100;

function entryAt(kind: string, code: string) {
  if (!identifier.test(code)) throw new Problem('NOT_FOUND');
  return { kind: kindOfPath(kind), code };
}

function versionOf(request: FastifyRequest, given: number | undefined): number | undefined {
  const tag = /^"(\d{1,12})"$/.exec(request.headers['if-match'] ?? '')?.[1];
  return given ?? (tag === undefined ? undefined : Number(tag));
}

function answerOf({ version, changes }: Outcome) {
  return { version, changes };
}

function withTag(reply: FastifyReply, outcome: Outcome) {
  void reply.header('etag', `"${outcome.changes[0]!.version}"`);
  return answerOf(outcome);
}

async function tableIn(request: FastifyRequest): Promise<Table> {
  const format = tableFormatOf(request.headers['content-type']);
  if (format === null) throw new Problem('UNSUPPORTED_MEDIA_TYPE');
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  try {
    return await readTable(bytes, { format, rowsMax: registryLimits.importRowsMax });
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    const { code, line, text } = error;
    throw tableProblem([{ line: line ?? 0, column: null, code, text }]);
  }
}

/** What is wrong with entries, at the rows that said them; what they would break elsewhere has none. */
function rowFaults(judged: Outcome, { changes }: TableChanges): CellFault[] {
  return judged.faults.map((fault) => {
    const line = changes.find(({ kind, code }) => kind === fault.kind && code === fault.code)?.line ?? 0;
    const column = fault.path.split('/')[1] ?? null;
    return faultAt(line, column, fault.fault, fault.text.id, fault.text.en);
  });
}

function tableProblem(errors: CellFault[]): Problem {
  return new Problem('TABLE_REFUSED', {
    errors: errors.map(({ line, column, code, text }) => ({
      path: column === null ? `/rows/${line}` : `/rows/${line}/${column}`,
      code,
      text,
      line,
      column,
    })),
  });
}
