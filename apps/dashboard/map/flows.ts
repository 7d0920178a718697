import type { Commodity, Shipment, ShipmentStatus } from '../api/types.js';
import type { Tracked } from '../live/board.js';

/** How far the goods of a flow are; each stage has its own kind of line. */
export type Stage = 'planned' | 'agreed' | 'moving' | 'arrived';
export const stages: readonly Stage[] = ['planned', 'agreed', 'moving', 'arrived'];

const stageOf: Partial<Record<ShipmentStatus, Stage>> = {
  recommended: 'planned',
  offered: 'planned',
  accepted: 'agreed',
  dispatched: 'moving',
  in_transit: 'moving',
  received: 'arrived',
};

export interface Flow {
  key: string;
  origin: string;
  destination: string;
  commodity: string;
  stage: Stage;
  /** Base units of the commodity. */
  quantity: number;
  unit: string;
  /** Grams, so that flows of pieces and litres have a comparable width. */
  grams: number;
  shipments: number;
}

/** Shipments under way as flows: one per route, commodity and stage, the heaviest first. Finished ones are no flow. */
export function flowsOf(
  shipments: Iterable<Tracked<Shipment>>,
  commodities: readonly Commodity[],
  commodity: string | null,
): Flow[] {
  const milligrams = new Map(commodities.map((item) => [item.code, item.milligramsPerBaseUnit]));
  const flows = new Map<string, Flow>();
  for (const { thing } of shipments) {
    const stage = stageOf[thing.status];
    if (!stage) continue;
    const counted = new Set<string>();
    for (const line of thing.lines) {
      if (commodity && line.commodity !== commodity) continue;
      const key = `${thing.origin}>${thing.destination}>${line.commodity}>${stage}`;
      const flow = flows.get(key) ?? emptyFlow(key, thing, line.commodity, line.unit, stage);
      flow.quantity += line.quantity;
      flow.grams += (line.quantity * (milligrams.get(line.commodity) ?? 1000)) / 1000;
      if (!counted.has(key)) flow.shipments += 1;
      counted.add(key);
      flows.set(key, flow);
    }
  }
  return [...flows.values()].sort((a, b) => b.grams - a.grams || a.key.localeCompare(b.key));
}

function emptyFlow(
  key: string,
  { origin, destination }: Shipment,
  commodity: string,
  unit: string,
  stage: Stage,
): Flow {
  return { key, origin, destination, commodity, stage, unit, quantity: 0, grams: 0, shipments: 0 };
}

/** Line width in pixels: area-like growth, so that 40 t is clearly more than 4 t and 4 t can still be seen. */
export function flowWidth(grams: number): number {
  const tons = grams / 1_000_000;
  return Math.min(9, 1.5 + Math.sqrt(tons) * 1.1);
}
