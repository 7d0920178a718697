import { commodityLook } from '../theme/commodity.js';
import { flowWidth, stages, type Flow, type Stage } from './flows.js';
import type { MapInput } from './input.js';

interface StageLook {
  /** Dash and gap in line widths; null: unbroken. */
  dash: [number, number] | null;
  opacity: number;
  /** Seconds of a mark along the line; null: nothing moves there. */
  period: number | null;
}

export const stageLooks: Record<Stage, StageLook> = {
  planned: { dash: [2.4, 1.6], opacity: 0.85, period: null },
  agreed: { dash: null, opacity: 0.75, period: null },
  moving: { dash: null, opacity: 1, period: 3 },
  arrived: { dash: [0.8, 1.6], opacity: 0.6, period: null },
};

/** One series per stage; width is the quantity, colour the commodity, dashes and marks the stage. */
export function flowSeries(input: MapInput): object[] {
  const place = new Map(input.cities.map((city) => [city.code, [city.longitude, city.latitude]]));
  const width = (flow: Flow): number => flowWidth(flow.grams) * (input.narrow ? 0.7 : 1);
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
          type: look.dash ? look.dash.map((part) => part * Math.max(3, width(flow))) : 'solid',
          color: commodityLook(flow.commodity)[input.scheme],
          width: width(flow),
          curveness: bends.get(flow.key),
        },
      }));
    return {
      type: 'lines',
      id: stage,
      coordinateSystem: 'geo',
      // What moves is drawn anew with every frame, so it has a canvas of its own.
      zlevel: stage === 'moving' ? 2 : 1,
      data,
      lineStyle: { opacity: look.opacity },
      emphasis: { lineStyle: { opacity: 1 } },
      effect: {
        show: input.moving && look.period !== null && data.length > 0,
        period: look.period ?? 1,
        symbol: stage === 'moving' ? 'arrow' : 'circle',
        symbolSize: (stage === 'moving' ? 11 : 5) * (input.narrow ? 0.7 : 1),
        trailLength: 0,
        color: stage === 'moving' ? input.palette.ink : undefined,
      },
    };
  });
}

const bendLeast = 0.08;
const bendSpread = 0.36;

/** Lines of one route are fanned out, so that none hides another; all bend over the sea to the north. */
function bendsOf(flows: readonly Flow[]): Map<string, number> {
  const routes = new Map<string, Flow[]>();
  for (const flow of flows) routes.set(flow.destination, [...(routes.get(flow.destination) ?? []), flow]);
  const bends = new Map<string, number>();
  for (const route of routes.values()) {
    const step = Math.min(0.09, bendSpread / route.length);
    route.forEach((flow, index) => bends.set(flow.key, -(bendLeast + index * step)));
  }
  return bends;
}
