import type { QuantityRange } from '../quantity/convert.js';
import { base, commodityOf, measure } from './base.js';
import { parseDate } from './calendar.js';
import type { Desk } from './context.js';
import type { HarvestForecast, StockCounted, StockMoved } from './fact.js';
import type { Decimalish, InboundEvent } from './inbound.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';
import { mayReport, siteOf } from './site.js';

export function canonicalCount(
  event: InboundEvent<'lumbung.stock.counted.v1'>,
  desk: Desk,
): StockCounted | Refusal {
  const { data } = event;
  const stock = stockOf(data, data.quantity, '/data/quantity', desk);
  if (isRefusal(stock)) return stock;
  const wrongDate = checkDates(data.producedOn, '/data/producedOn', data.bestBefore);
  if (wrongDate) return wrongDate;
  return {
    type: 'stock.counted',
    location: data.location,
    lot: data.lot ?? 'default',
    quantity: stock.quantity,
    grade: data.grade ?? null,
    producedOn: data.producedOn ?? null,
    bestBefore: data.bestBefore ?? null,
    ...base(event, desk, stock),
  };
}

/** A positive number with withdrawn or wasted is read as taking away: people write what they took. */
export function canonicalMovement(
  event: InboundEvent<'lumbung.stock.moved.v1'>,
  desk: Desk,
): StockMoved | Refusal {
  const { data } = event;
  const takes = data.reason === 'withdrawn' || data.reason === 'wasted';
  const stock = stockOf(data, data.delta, '/data/delta', desk, takes ? 'signed' : 'zero-or-more');
  if (isRefusal(stock)) return stock;
  const wrongDate = checkDates(data.producedOn, '/data/producedOn', data.bestBefore);
  if (wrongDate) return wrongDate;
  return {
    type: 'stock.moved',
    location: data.location,
    lot: data.lot ?? 'default',
    reason: data.reason,
    delta: takes ? 0 - Math.abs(stock.quantity) : stock.quantity,
    grade: data.grade ?? null,
    producedOn: data.producedOn ?? null,
    bestBefore: data.bestBefore ?? null,
    ...base(event, desk, stock),
  };
}

/** A forecast without an id is the place's forecast for that day: a second one for the day replaces it. */
export function canonicalForecast(
  event: InboundEvent<'lumbung.harvest.forecast.v1'>,
  desk: Desk,
): HarvestForecast | Refusal {
  const { data } = event;
  const stock = stockOf(data, data.quantity, '/data/quantity', desk);
  if (isRefusal(stock)) return stock;
  const wrongDate = checkDates(data.availableFrom, '/data/availableFrom', data.bestBefore);
  if (wrongDate) return wrongDate;
  return {
    type: 'harvest.forecast',
    forecastId: data.forecastId ?? data.availableFrom,
    location: data.location,
    quantity: stock.quantity,
    grade: data.grade ?? null,
    availableFrom: data.availableFrom,
    bestBefore: data.bestBefore ?? null,
    ...base(event, desk, stock),
  };
}

function stockOf(
  data: { location: string; commodity: string; unit: string },
  amount: Decimalish,
  path: string,
  desk: Desk,
  range: QuantityRange = 'zero-or-more',
): { hub: string; commodity: string; quantity: number } | Refusal {
  const commodity = commodityOf(data.commodity, desk);
  if (isRefusal(commodity)) return commodity;
  const site = siteOf(data.location, desk);
  if (isRefusal(site)) return site;
  if (!mayReport(desk.party, site)) return refuse('NOT_YOURS', '/data/location', data.location);
  const quantity = measure(amount, data.unit, commodity, path, range);
  return isRefusal(quantity) ? quantity : { hub: site.hub, commodity: commodity.code, quantity };
}

function checkDates(
  begin: string | undefined,
  beginPath: string,
  bestBefore: string | undefined,
): Refusal | null {
  const first = begin === undefined ? null : parseDate(begin);
  if (begin !== undefined && first === null) return refuse('DATE_INVALID', beginPath, begin);
  if (bestBefore === undefined) return null;
  const last = parseDate(bestBefore);
  if (last === null) return refuse('DATE_INVALID', '/data/bestBefore', bestBefore);
  return first !== null && last < first
    ? refuse('BEST_BEFORE_INVALID', '/data/bestBefore', bestBefore)
    : null;
}
