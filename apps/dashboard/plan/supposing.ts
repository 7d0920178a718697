import type { DemandItem, PlanAnswer } from '../api/types.js';

/** Where the sliders stand, as the address keeps it. Stock and demand in percent of today's. */
export interface Supposing {
  lotId: string;
  stock: number;
  demandId: string;
  asked: number;
  /** Null: as it is. */
  priority: number | null;
  lane: string;
}

export function supposing(query: URLSearchParams): Supposing {
  const within = (name: string, min: number, max: number): number | null => {
    const value = Number(query.get(name) ?? Number.NaN);
    return Number.isFinite(value) ? Math.min(max, Math.max(min, Math.round(value))) : null;
  };
  return {
    lotId: query.get('lot') ?? '',
    stock: within('stok', 0, 300) ?? 100,
    demandId: query.get('kebutuhan') ?? '',
    asked: within('minta', 0, 300) ?? 100,
    priority: within('urut', 1, 9),
    lane: query.get('jalur') ?? '',
  };
}

/** The same as changes of a what-if, in base units; what stands where it is today is none. */
export function supposed(
  values: Supposing,
  lot: PlanAnswer['lots'][number] | undefined,
  demand: DemandItem | undefined,
  unit: string,
): Record<string, unknown>[] {
  const { stock, asked, priority, lane } = values;
  const changes: Record<string, unknown>[] = [];
  const more = lot ? Math.round((lot.onHand * stock) / 100) - lot.onHand : 0;
  if (lot && more !== 0)
    changes.push({ change: 'stock.added', location: lot.location, lot: lot.lot, quantity: more, unit });
  const isUrgent = demand !== undefined && priority !== null && priority !== demand.priority;
  if (demand && (asked !== 100 || isUrgent))
    changes.push({
      change: 'demand.changed',
      demandId: demand.demandId,
      ...(asked !== 100 && { quantity: Math.round((demand.declared * asked) / 100), unit }),
      ...(isUrgent && { priority }),
    });
  if (lane !== '') changes.push({ change: 'lane.blocked', lane });
  return changes;
}
