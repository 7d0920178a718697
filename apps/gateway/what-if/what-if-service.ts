import type { RegistryCache } from '#access';
import { ArchiveError, PlanArchive } from '#database';
import type { PlanRecord, Sql } from '#database';
import { SuppositionError, whatIf } from '#domain';
import type { WhatIf } from '#domain';
import { Problem, retryAfter } from '../http/problem.js';
import { faultOf, refused, Suppositions } from './suppositions.js';
import type { WhatIfQuestion } from './what-if.dto.js';

export interface WhatIfAnswer extends WhatIf {
  /** The plan on record that `before` continues; null: nothing was ever planned. */
  record: PlanRecord | null;
  unit: string;
}

/** Each reads a whole ledger, so few are worked on at once and few wait. */
const atOnceMax = 2;
const waitingMax = 16;

/** Computes plans that nobody announces, from what is known now; reads only. */
export class WhatIfs {
  private readonly archive: PlanArchive;
  private working = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    sql: Sql,
    private readonly registry: RegistryCache,
  ) {
    this.archive = new PlanArchive(sql);
  }

  /** Throws `Problem`: WHAT_IF_REFUSED, OVERLOADED, AS_OF_UNAVAILABLE. */
  async answer(question: WhatIfQuestion): Promise<WhatIfAnswer> {
    const suppositions = Suppositions.of(question, this.registry.index);
    await this.turn();
    try {
      const { hub, commodity } = question;
      const now = Date.now();
      const [record = null] = await this.archive.inForceAt(new Date(now), { hub, commodity });
      const facts = record === null ? [] : await this.archive.factsSince(record);
      const { registry, commodities } = this.registry.index;
      const present = { hub, commodity, facts, registry, now, announced: record };
      const unit = commodities.get(commodity)!.baseUnit;
      return { ...whatIf(present, suppositions), record, unit };
    } catch (error) {
      if (error instanceof SuppositionError) throw refused([faultOf(error)]);
      throw error instanceof ArchiveError ? new Problem('AS_OF_UNAVAILABLE', { cause: error }) : error;
    } finally {
      this.working--;
      this.waiting.shift()?.();
    }
  }

  private async turn(): Promise<void> {
    if (this.working >= atOnceMax) {
      if (this.waiting.length >= waitingMax) throw new Problem('OVERLOADED', { headers: retryAfter(2_000) });
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.working++;
  }
}
