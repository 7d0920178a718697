import type { Alert, Allocation, Balance, Plan, PlanGap, Registry } from '#domain';
import { sourceOfHub, type BalanceData } from '#contracts';
import type { OutboxMessage } from './outbox.js';

/** The newest fact behind a plan: how live it is. Null when the clock or the registry caused it. */
export interface Trigger {
  time: number;
  acceptedAt: number;
}

/** A plan and its number among those of its hub and commodity. */
export interface NumberedPlan {
  number: number;
  plan: Pick<
    Plan,
    | 'hub'
    | 'commodity'
    | 'now'
    | 'registryVersion'
    | 'demands'
    | 'lots'
    | 'allocations'
    | 'commitmentsSeen'
    | 'gaps'
  >;
}

/** A balance as it is stored: its own figures, and what is told of it. */
export interface BalanceRow {
  balance: Balance;
  data: object;
  event: object;
  message: OutboxMessage;
}

export interface AlertRow {
  alert: Alert;
  event: object;
  message: OutboxMessage;
}

const reasonsPerBalanceMax = 100;

/** CloudEvents of one plan: what changed, each with the plan's version and how old the facts behind it are. */
export class PlanEvents {
  readonly version: string;
  private readonly computedAt: string;
  private readonly unit: string;

  constructor(
    private readonly step: NumberedPlan,
    registry: Registry,
    private readonly trigger: Trigger | null,
  ) {
    this.version = `${step.plan.hub}:${step.plan.commodity}:${step.number}`;
    this.computedAt = new Date(step.plan.now).toISOString();
    this.unit = registry.commodities.find((c) => c.code === step.plan.commodity)?.baseUnit ?? 'g';
  }

  balance(balance: Balance): BalanceRow {
    const { plan } = this.step;
    const { newestFactAt, ...figures } = balance;
    const data = {
      ...figures,
      unit: this.unit,
      freshnessSeconds:
        newestFactAt === null ? null : Math.max(0, Math.round((plan.now - newestFactAt) / 1_000)),
      planVersion: this.version,
      computedAt: this.computedAt,
      reasons: this.reasonsOf(balance.region),
    } as BalanceData;
    const subject = `${plan.hub}/${plan.commodity}/${balance.region}`;
    const event = this.event(
      'lumbung.balance.updated.v1',
      `${this.version}:${balance.region}`,
      subject,
      data,
    );
    return {
      balance,
      data,
      event,
      message: this.message('balances', `${plan.hub}/${plan.commodity}`, event),
    };
  }

  alert(alert: Alert, state: 'raised' | 'cleared'): AlertRow {
    const { plan } = this.step;
    const { id, ...rest } = alert;
    const data = { alertId: id, ...rest, planVersion: this.version };
    const event = this.event(`lumbung.alert.${state}.v1`, `${this.version}:${state}:${id}`, id, data);
    return { alert, event, message: this.message('alerts', `${plan.hub}/${plan.commodity}`, event) };
  }

  allocations(lane: string): OutboxMessage {
    const { plan, number } = this.step;
    const data = {
      hub: plan.hub,
      commodity: plan.commodity,
      lane,
      planVersion: this.version,
      planNumber: number,
      computedAt: this.computedAt,
      registryVersion: plan.registryVersion,
      ...laneOf(plan, lane),
      reasons: [],
      factTime: this.trigger === null ? null : new Date(this.trigger.time).toISOString(),
      acceptedAt: this.trigger === null ? null : new Date(this.trigger.acceptedAt).toISOString(),
    };
    const event = this.event(
      'lumbung.allocations.planned.v1',
      `${this.version}:${lane}`,
      `${lane}/${plan.commodity}`,
      data,
    );
    return this.message('allocations', lane, event);
  }

  private reasonsOf(region: string) {
    const short = this.step.plan.demands.filter((line) => line.destination === region && !line.estimated);
    const over = this.step.plan.lots.filter((line) => line.region === region);
    return [...short, ...over].flatMap((line) => line.reasons).slice(0, reasonsPerBalanceMax);
  }

  private event(type: string, id: string, subject: string, data: object) {
    const { trigger } = this;
    return {
      specversion: '1.0',
      id,
      source: sourceOfHub(this.step.plan.hub),
      type,
      time: this.computedAt,
      datacontenttype: 'application/json',
      subject,
      sequence: String(this.step.number).padStart(20, '0'),
      ...(trigger === null
        ? {}
        : {
            facttime: new Date(trigger.time).toISOString(),
            acceptedat: new Date(trigger.acceptedAt).toISOString(),
          }),
      data,
    };
  }

  private message(topic: string, key: string, event: object): OutboxMessage {
    return { topic, key, value: Buffer.from(JSON.stringify(event)) };
  }
}

/** What a plan says of a lane. */
export function laneOf(
  plan: { allocations: Allocation[]; commitmentsSeen: Record<string, number>; gaps?: PlanGap[] },
  lane: string,
): { commitmentSeen: number; allocations: Allocation[]; gaps: PlanGap[] } {
  return {
    commitmentSeen: plan.commitmentsSeen[lane] ?? 0,
    allocations: plan.allocations.filter((row) => row.lane === lane && !row.estimated),
    gaps: (plan.gaps ?? []).filter((gap) => gap.lane === lane),
  };
}

/** The balance of a region; one that the plan does not name has nothing and needs nothing. */
export function balanceOf(plan: Pick<Plan, 'hub' | 'commodity' | 'balances'>, region: string): Balance {
  const { hub, commodity } = plan;
  const none = {
    onHand: 0,
    availableToPromise: 0,
    need: 0,
    allocated: 0,
    inTransit: 0,
    shortfall: 0,
    surplus: 0,
    estimatedNeed: 0,
  };
  const told = plan.balances.find((balance) => balance.region === region);
  return told ?? { hub, region, commodity, ...none, newestFactAt: null };
}
