import { Body, Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { planDifference } from '#domain';
import type { Plan } from '#domain';
import { Fails, Found } from '../documents/describe.js';
import { bodyPipe, JsonObjectPipe } from '../http/validation.js';
import { planLines } from '../queries/plan-items.js';
import { PlanSight } from '../scope/plan-sight.js';
import { ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import { WhatIfQuestion } from './what-if.dto.js';
import { WhatIfs } from './what-if-service.js';
import type { WhatIfAnswer } from './what-if-service.js';

/** What would be planned if something were otherwise. It reads and computes; nothing is written. */
@ApiTags('Plan')
@Controller('v1/what-if')
@UseGuards(ReadGuard)
export class WhatIfController {
  constructor(@Inject(WhatIfs) private readonly whatIfs: WhatIfs) {}

  @Post()
  @HttpCode(200)
  @ApiBody({ type: WhatIfQuestion })
  @Found('WhatIf', 'Rencana andaikata', 'The plan that would follow, and its difference from the present one')
  @Fails('BAD_BODY', 'BROKEN_JSON', 'WHAT_IF_REFUSED', 'AS_OF_UNAVAILABLE', 'OVERLOADED')
  async ask(@Body(JsonObjectPipe, bodyPipe) question: WhatIfQuestion, @ReaderScope() scope: Scope) {
    const answer = await this.whatIfs.answer(question);
    const { before, after, record } = answer;
    const sight = new PlanSight(scope, question.hub);
    const { allocations, demands, balances, alerts } = planDifference(before, after);
    return {
      hub: question.hub,
      commodity: question.commodity,
      basis: {
        planVersion: record?.planVersion ?? null,
        computedAt: new Date(before.now).toISOString(),
        registryVersion: before.registryVersion,
        facts: record && { partition: record.partition, nextOffset: Number(record.position) },
      },
      plan: seen(after, answer, sight),
      difference: {
        allocations: allocations.filter((row) => sight.allocation(row)),
        demands: demands.filter((row) => sight.demand(row)),
        balances: balances.filter(({ region }) => sight.region(region)),
        alerts: {
          raised: alerts.raised.filter((alert) => sight.alert(alert)),
          cleared: alerts.cleared.filter((alert) => sight.alert(alert)),
        },
      },
    };
  }
}

/** Its lines name the plan that it departs from. */
function seen(plan: Plan, { record, unit }: WhatIfAnswer, sight: PlanSight) {
  return {
    allocations: plan.allocations.filter((row) => sight.allocation(row)),
    ...planLines(plan, record?.number ?? 0, unit, sight),
    balances: plan.balances.filter(({ region }) => sight.region(region)),
    alerts: plan.alerts.filter((alert) => sight.alert(alert)),
  };
}
