import { commodityLook } from '../theme/commodity.js';
import { flowWidth, stages, type Flow, type Stage } from './flows.js';
import type { MapInput } from './option.js';

interface StageLook {
  type: 'solid' | 'dashed' | 'dotted' | number[];
  opacity: number;
  /** Seconds of a mark along the line; null: nothing moves there. */
  period: number | null;
}

export const stageLooks: Record<Stage, StageLook> = {
  planned: { type: [7, 6], opacity: 0.85, period: 7 },
  agreed: { type: 'solid', opacity: 0.75, period: 5 },
  moving: { type: 'solid', opacity: 1, period: 3 },
  arrived: { type: [2, 6], opacity: 0.6, period: null },
};

/** One series per stage; width is the quantity, colour the commodity, dashes and marks the stage. */
export function flowSeries(input: MapInput): object[] {
  const place = new Map(input.cities.map((city) => [city.code, [city.longitude, city.latitude]]));
  const bends = bendsOf(input.flows);
  return stages.map((stage) => {
    const look = stageLooks[stage];
    const data = input.flows
      .filter((flow) => flow.stage === stage && place.has(flow.origin) && place.has(flow.destination))
      .map((flow) => ({
        name: flow.key,
        coords: [place.get(flow.origin), place.get(flow.destination)],
        tip: input.flowTip(flow),
        lineStyle: {
          color: commodityLook(flow.commodity)[input.scheme],
          width: flowWidth(flow.grams) * (input.narrow ? 0.7 : 1),
          curveness: bends.get(flow.key),
        },
      }));
    return {
      type: 'lines',
      id: stage,
      coordinateSystem: 'geo',
      zlevel: 1,
      data,
      lineStyle: { type: look.type, opacity: look.opacity, cap: 'round' },
      emphasis: { lineStyle: { opacity: 1 } },
      effect: {
        show: input.moving && look.period !== null && data.length > 0,
        period: look.period ?? 1,
        symbol: stage === 'moving' ? 'arrow' : 'circle',
        symbolSize: stage === 'moving' ? 11 : 5,
        trailLength: 0,
        color: stage === 'moving' ? input.palette.ink : undefined,
      },
    };
  });
}

/** Lines of one route are fanned out, so that none hides another; all bend over the sea to the north. */
function bendsOf(flows: readonly Flow[]): Map<string, number> {
  const counts = new Map<string, number>();
  const bends = new Map<string, number>();
  for (const flow of flows) {
    const index = counts.get(flow.destination) ?? 0;
    counts.set(flow.destination, index + 1);
    bends.set(flow.key, -(0.12 + index * 0.09));
  }
  return bends;
}
