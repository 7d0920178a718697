import { toPricePerMillion } from '../quantity/convert.js';
import { base, commodityOf } from './base.js';
import type { Desk } from './context.js';
import { onlyHub } from './directory.js';
import type { PriceObserved } from './fact.js';
import type { InboundEvent } from './inbound.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';

/** A market is a registered place, a region, or the party itself (a market operator). */
export function canonicalPrice(
  event: InboundEvent<'lumbung.price.observed.v1'>,
  desk: Desk,
): PriceObserved | Refusal {
  const { data } = event;
  const commodity = commodityOf(data.commodity, desk);
  if (isRefusal(commodity)) return commodity;
  const hub = hubOfMarket(data.market, desk);
  if (isRefusal(hub)) return hub;
  const price = toPricePerMillion(data.price, data.unit, commodity);
  if (price.kind === 'refused') {
    const ofUnit = price.code === 'UNIT_UNKNOWN';
    return refuse(price.code, ofUnit ? '/data/unit' : '/data/price', ofUnit ? data.unit : data.price);
  }
  return {
    type: 'price.observed',
    market: data.market,
    price: price.quantity,
    ...base(event, desk, { hub, commodity: commodity.code }),
  };
}

function hubOfMarket(market: string, desk: Desk): string | Refusal {
  const { party, directory } = desk;
  const place = directory.places.get(market);
  const regions = market === party.code ? party.regions : [place?.region ?? market];
  if (!place && market !== party.code && !directory.regions.has(market)) {
    return refuse('LOCATION_UNKNOWN', '/data/market', market);
  }
  const own = market === party.code || place?.party === party.code;
  if (party.kind === 'carrier' || !(own || regions.every((region) => party.regions.includes(region)))) {
    return refuse('NOT_YOURS', '/data/market', market);
  }
  const producing = regions.flatMap((region) => [...(directory.hubsProducingIn.get(region) ?? [])]);
  const supplying = regions.flatMap((region) => [...(directory.hubsSupplying.get(region) ?? [])]);
  return place?.hub ?? onlyHub([...producing, ...supplying]) ?? refuse('HUB_UNKNOWN', '/data/market', market);
}
