import { Body, Controller, Get, HttpCode, Inject, Param, Put, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiTags } from '@nestjs/swagger';
import { AccessGuard, CurrentParty, RegistryCache, Requires } from '#access';
import type { Principal } from '#access';
import { Fails, Found, Listed } from '../documents/describe.js';
import { Problem } from '../http/problem.js';
import { bodyPipe, JsonObjectPipe, queryPipe } from '../http/validation.js';
import { HubRegistryQuery } from '../queries/list-query.js';
import { pageOf } from '../queries/paging.js';
import { OwnScope, ReadGuard } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import { EntrySight } from './entry-sight.js';
import { RegistryChanges } from './registry-changes.js';
import { PutEntryRequest } from './registry.dto.js';

/** What carriers do on which lane, for how much. A carrier says its own; the hub sees and edits all in the registry. */
@ApiTags('Registry')
@Controller('v1/services')
export class ServicesController {
  constructor(
    @Inject(RegistryChanges) private readonly changes: RegistryChanges,
    @Inject(RegistryCache) private readonly cache: RegistryCache,
  ) {}

  @Get()
  @UseGuards(ReadGuard)
  @Listed(
    'CarrierService',
    'Layanan pengangkut: miliknya sendiri, atau semua bagi hub',
    'Services of carriers: a carrier’s own, or all of them for the hub',
  )
  list(@Query(queryPipe) query: HubRegistryQuery, @OwnScope() scope: Scope) {
    const sight = new EntrySight(scope);
    const seen = this.cache.registry.services.filter(
      (service) =>
        (query.hub === undefined || query.hub === service.hub) && sight.isWhole('service', service),
    );
    return pageOf('services', seen, ({ carrier, lane }) => `${carrier}/${lane}`, query);
  }

  @Put(':lane')
  @HttpCode(200)
  @UseGuards(AccessGuard)
  @Requires('shipments:report')
  @ApiBearerAuth()
  @ApiParam({ name: 'lane', example: '35.72-31-road' })
  @ApiBody({ type: PutEntryRequest })
  @Found(
    'RegistryChanged',
    'Pengangkut menulis layanannya sendiri di satu jalur',
    'A carrier writes its own service on a lane',
  )
  @Fails('BAD_BODY', 'KEY_MISSING', 'FORBIDDEN', 'NOT_YOUR_HUB', 'ENTRY_CHANGED', 'REGISTRY_REFUSED')
  async put(
    @Param('lane') lane: string,
    @Body(JsonObjectPipe, bodyPipe) { value, reason, expectedVersion = 0 }: PutEntryRequest,
    @CurrentParty() by: Principal,
  ) {
    // Everybody else has the registry's own door.
    if (by.kind !== 'carrier') throw new Problem('FORBIDDEN');
    const change = { kind: 'service' as const, code: `${by.party}/${lane}`, value, expectedVersion };
    const { version, changes } = await this.changes.write([change], by, reason);
    return { version, changes };
  }
}
