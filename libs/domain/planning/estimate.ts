import type { DemandDeclared } from '../facts/fact.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Consumption } from '../registry/registry.js';
import { addDays, localDate } from './calendar.js';
import { mulDiv } from './share.js';
import type { World } from './world.js';

/** The class after all that anybody can ask for: 9 is the least urgent that an event may say. */
export const ESTIMATE_CLASS = 10;
const THOUSAND_YEARS = 365_000n;

/**
 * What cities are taken to need that have an agreement but have never said what they need: population ×
 * consumption per head for the next days. The first demand of a city replaces its estimate for ever, even
 * when that demand is withdrawn, for then the city has said that it needs nothing.
 */
export function estimatesOf(ledger: Ledger, world: World): DemandDeclared[] {
  const { hub, commodity, registry, now, today } = world;
  if (hub.estimateDays === 0) return [];
  const partners = new Set(
    registry.agreements
      .filter(
        ({ hub: code, status, commodities, validFrom, validTo }) =>
          code === hub.code &&
          status === 'active' &&
          (commodities.length === 0 || commodities.includes(commodity.code)) &&
          validFrom <= today &&
          today <= validTo,
      )
      .map(({ region }) => region),
  );
  if (partners.size === 0) return [];
  const heard = heardOf(ledger, world);
  return [...partners].flatMap((code) => {
    const eaten = consumptionOf(code, world);
    const region = world.region(code);
    if (heard.has(code) || eaten === undefined || !region?.population) return [];
    const aDay = mulDiv(region.population, eaten.perThousandPerYear, THOUSAND_YEARS);
    const from = localDate(now, region.timezone);
    return [
      {
        id: `estimate.${code}`,
        eventId: `estimate.${code}`,
        source: hub.code,
        time: now,
        acceptedAt: now,
        hub: hub.code,
        commodity: commodity.code,
        type: 'demand.declared' as const,
        demandId: `estimate.${code}`,
        destination: code,
        quantity: aDay * hub.estimateDays,
        windowFrom: from,
        windowTo: addDays(from, hub.estimateDays - 1),
        priority: ESTIMATE_CLASS,
        minShelfLifeDays: 0,
        grade: null,
        basis: 'estimate' as const,
      },
    ];
  });
}

/** Regions that have spoken for themselves. A withdrawal names no region, so its party's regions count. */
function heardOf(ledger: Ledger, world: World): Set<string> {
  const heard = new Set<string>();
  for (const fact of ledger.demands.inForce()) {
    if (fact.type === 'demand.declared') heard.add(fact.destination);
    else for (const region of world.party(fact.source)?.regions ?? []) heard.add(region);
  }
  return heard;
}

/** The region's own figure, else the one that holds everywhere. */
function consumptionOf(region: string, { registry, commodity }: World): Consumption | undefined {
  const rows = registry.consumption.filter((row) => row.commodity === commodity.code);
  return rows.find((row) => row.region === region) ?? rows.find((row) => row.region === null);
}
