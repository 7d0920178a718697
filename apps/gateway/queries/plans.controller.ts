import { Controller, Get, Inject, Param, UseGuards } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Database } from '#database';
import type { Allocation } from '#domain';
import { Found } from '../documents/describe.js';
import { Problem } from '../http/problem.js';
import { ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';

interface PlanRow {
  hub: string;
  commodity: string;
  number: string;
  computed_at: Date;
  registry_version: string;
  partition: number;
  position: string;
  valid_until_ms: string | null;
  digest: string;
  allocations: Allocation[];
}

const planVersion = /^([a-z0-9-]{1,63}):([a-z0-9._-]{1,64}):(\d{1,15})$/;

/** One plan as it was recorded: with the inputs from which it can be computed again. */
@ApiTags('Plan')
@Controller('v1/plans')
@UseGuards(ReadGuard)
export class PlansController {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Get(':planVersion')
  @ApiParam({ name: 'planVersion', example: 'btc:egg.chicken:118' })
  @Found('Plan', 'Satu versi rencana', 'One version of a plan', ['NOT_FOUND'])
  async one(@Param('planVersion') version: string, @ReaderScope() scope: Scope) {
    const match = planVersion.exec(version);
    if (!match) throw new Problem('NOT_FOUND');
    const [, hub, commodity, number] = match;
    const [row] = await this.database.query<PlanRow>(
      `SELECT hub, commodity, number, computed_at, registry_version, partition, position, valid_until_ms, digest,
              allocations
       FROM reconciler.plan WHERE hub = $1 AND commodity = $2 AND number = $3`,
      [hub, commodity, number],
    );
    if (!row) throw new Problem('NOT_FOUND');
    const whole = scope.everything || scope.hubs.has(row.hub);
    const allocations = whole
      ? row.allocations
      : row.allocations.filter(
          ({ destination, location }) => scope.regions.has(destination) || scope.places.has(location),
        );
    return {
      planVersion: version,
      hub: row.hub,
      commodity: row.commodity,
      computedAt: row.computed_at.toISOString(),
      registryVersion: Number(row.registry_version),
      facts: { partition: row.partition, nextOffset: Number(row.position) },
      validUntil: row.valid_until_ms === null ? null : new Date(Number(row.valid_until_ms)).toISOString(),
      digest: row.digest,
      allocations,
    };
  }
}
