import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { planDifference } from '#domain';
import { Found } from '../documents/describe.js';
import { Problem } from '../http/problem.js';
import { queryPipe } from '../http/validation.js';
import { PlanSight } from '../scope/plan-sight.js';
import { ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import { PastPlans } from './past-plans.js';
import type { PastPlan } from './past-plans.js';
import { planLines } from './plan-items.js';

class DifferenceQuery {
  @ApiPropertyOptional({
    description: 'The plan before; absent: the one just before',
    example: 'btc:egg.chicken:117',
  })
  @IsOptional()
  @IsString()
  @MaxLength(160)
  from?: string;
}

/** One plan: what was announced, and the inputs from which anybody can compute it again. */
@ApiTags('Plan')
@Controller('v1/plans')
@UseGuards(ReadGuard)
export class PlansController {
  constructor(@Inject(PastPlans) private readonly past: PastPlans) {}

  @Get(':planVersion')
  @ApiParam({ name: 'planVersion', example: 'btc:egg.chicken:118' })
  @Found('Plan', 'Satu versi rencana', 'One version of a plan', [
    'NOT_FOUND',
    'AS_OF_UNAVAILABLE',
    'HISTORY_ENDED',
  ])
  async one(@Param('planVersion') version: string, @ReaderScope() scope: Scope) {
    const past = await this.past.one(version);
    if (past === null) throw new Problem('NOT_FOUND');
    const { record, registry, plan, unit } = past;
    const { hub, commodity, number, now, validUntil } = record;
    const sight = new PlanSight(scope, hub);
    return {
      planVersion: version,
      hub,
      commodity,
      computedAt: new Date(now).toISOString(),
      validUntil: validUntil === null ? null : new Date(validUntil).toISOString(),
      previous: number === 1 ? null : `${hub}:${commodity}:${number - 1}`,
      registryVersion: record.registryVersion,
      facts: { partition: record.partition, nextOffset: Number(record.position) },
      digest: record.digest,
      handlingUnit: registry.commodities.find(({ code }) => code === commodity)?.handlingUnit ?? 1,
      // The whole problem shows everybody's stock and need, and a part of it cannot be solved again.
      problem: sight.isWhole ? plan.exact.problem : null,
      allocations: sight.isWhole ? plan.exact.allocations : [],
      frozen: sight.isWhole ? plan.frozen : [],
      announced: record.allocations.filter((row) => sight.allocation(row)),
      isKept: plan.candidate !== null,
      ...planLines(plan, number, unit, sight),
    };
  }

  @Get(':planVersion/difference')
  @ApiParam({ name: 'planVersion', example: 'btc:egg.chicken:118' })
  @Found('PlanDifference', 'Apa yang berubah di antara dua rencana', 'What differs between two plans', [
    'BAD_QUERY',
    'NOT_FOUND',
    'AS_OF_UNAVAILABLE',
    'HISTORY_ENDED',
  ])
  async difference(
    @Param('planVersion') version: string,
    @Query(queryPipe) { from }: DifferenceQuery,
    @ReaderScope() scope: Scope,
  ) {
    const after = await this.past.one(version);
    if (after === null) throw new Problem('NOT_FOUND');
    const { hub, commodity, number } = after.record;
    const before = await this.past.one(from ?? `${hub}:${commodity}:${number - 1}`);
    // Plans of two ledgers have nothing in common.
    if (before?.record.hub !== hub || before.record.commodity !== commodity) throw new Problem('NOT_FOUND');
    const sight = new PlanSight(scope, hub);
    const difference = planDifference(before.plan, after.plan);
    return {
      hub,
      commodity,
      unit: after.unit,
      before: headOf(before),
      after: headOf(after),
      allocations: difference.allocations.filter((row) => sight.allocation(row)),
      demands: difference.demands.filter((row) => sight.demand(row)),
      balances: difference.balances.filter(({ region }) => sight.region(region)),
      alerts: {
        raised: difference.alerts.raised.filter((alert) => sight.alert(alert)),
        cleared: difference.alerts.cleared.filter((alert) => sight.alert(alert)),
      },
    };
  }
}

function headOf({ record }: PastPlan) {
  return {
    planVersion: record.planVersion,
    computedAt: new Date(record.now).toISOString(),
    registryVersion: record.registryVersion,
    facts: { partition: record.partition, nextOffset: Number(record.position) },
  };
}
