import type { Fact, ShipmentFactLine, ShipmentRegained } from '../facts/fact.js';
import type { ShipmentFact } from './shipment-book.js';
import { LedgerError, type LedgerErrorCode } from './ledger-error.js';

/** Greatest quantity of one fact, base units (10^12 g are a million tonnes): sums stay exact integers. */
export const QUANTITY_MAX = 1_000_000_000_000;
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Throws a `LedgerError` when the fact is impossible or belongs to another ledger. */
export function checkFact(fact: Fact, hub: string, commodity: string): void {
  const check = new Check(fact.id);
  check.that(fact.hub === hub, 'WRONG_LEDGER', 'hub');
  check.that(fact.commodity === commodity, 'WRONG_LEDGER', 'commodity');
  check.that(Number.isSafeInteger(fact.time), 'BAD_TIME', 'time');
  checkOwn(fact, check);
}

function checkOwn(fact: Fact, check: Check): void {
  switch (fact.type) {
    case 'stock.counted':
      check.lot(fact.location, fact.lot);
      check.quantity(fact.quantity, 'quantity');
      return check.goods(fact.producedOn, fact.bestBefore);
    case 'stock.moved':
      check.lot(fact.location, fact.lot);
      check.quantity(Math.abs(fact.delta), 'delta');
      check.that(fact.delta === 0 || fact.delta > 0 === adds(fact.reason), 'WRONG_SIGN', 'delta');
      return check.goods(fact.producedOn, fact.bestBefore);
    case 'harvest.forecast':
      check.lot(fact.location, fact.forecastId);
      check.quantity(fact.quantity, 'quantity');
      check.that(DATE.test(fact.availableFrom), 'BAD_DATE', 'availableFrom');
      return check.goods(null, fact.bestBefore);
    case 'demand.declared':
      check.name(fact.demandId, 'demandId');
      check.name(fact.destination, 'destination');
      check.quantity(fact.quantity, 'quantity');
      check.that(DATE.test(fact.windowFrom) && DATE.test(fact.windowTo), 'NO_WINDOW', 'window');
      check.that(fact.windowFrom <= fact.windowTo, 'NO_WINDOW', 'window');
      check.that(Number.isInteger(fact.priority) && fact.priority >= 1, 'BAD_PRIORITY', 'priority');
      return check.quantity(fact.minShelfLifeDays, 'minShelfLifeDays');
    case 'demand.withdrawn':
      return check.name(fact.demandId, 'demandId');
    case 'price.observed':
      check.name(fact.market, 'market');
      return check.that(Number.isSafeInteger(fact.price) && fact.price >= 0, 'NEGATIVE', 'price');
    case 'shipment.committed':
      check.that(DATE.test(fact.pickupDate) && DATE.test(fact.arrivalBy), 'BAD_DATE', 'pickupDate');
      return checkShipment(fact, check);
    case 'shipment.released':
    case 'shipment.departed':
    case 'shipment.arrived':
    case 'shipment.regained':
      return checkShipment(fact, check);
    case 'plan.overridden':
      check.name(fact.overrideId, 'overrideId');
      check.that(Number.isSafeInteger(fact.until), 'BAD_TIME', 'until');
      return check.quantity(fact.quantity ?? 0, 'quantity');
    case 'plan.released':
      return check.name(fact.overrideId, 'overrideId');
    case 'fact.corrected':
      return check.name(fact.corrects, 'corrects');
    case 'fact.confirmed':
      return check.name(fact.confirms, 'confirms');
  }
}

function checkShipment(fact: ShipmentFact | ShipmentRegained, check: Check): void {
  check.name(fact.shipmentId, 'shipmentId');
  check.name(fact.lane, 'lane');
  check.quantity(fact.commitment, 'commitment');
  check.lines(fact.type === 'shipment.released' ? [] : fact.lines);
}

function adds(reason: string): boolean {
  return reason === 'produced' || reason === 'received';
}

class Check {
  constructor(private readonly factId: string) {}

  that(holds: boolean, code: LedgerErrorCode, field: string): void {
    if (!holds) throw new LedgerError(code, this.factId, field);
  }

  name(value: string, field: string): void {
    this.that(typeof value === 'string' && value !== '', 'NO_NAME', field);
  }

  lot(location: string, lot: string): void {
    this.name(location, 'location');
    this.name(lot, 'lot');
  }

  quantity(value: number, field: string): void {
    this.that(Number.isInteger(value), 'NOT_INTEGER', field);
    this.that(value >= 0, 'NEGATIVE', field);
    this.that(value <= QUANTITY_MAX, 'TOO_LARGE', field);
  }

  goods(producedOn: string | null, bestBefore: string | null): void {
    this.that(producedOn === null || DATE.test(producedOn), 'BAD_DATE', 'producedOn');
    this.that(bestBefore === null || DATE.test(bestBefore), 'BAD_DATE', 'bestBefore');
  }

  lines(lines: readonly ShipmentFactLine[]): void {
    for (const line of lines) {
      this.name(line.lotId, 'lines.lotId');
      this.name(line.demandId, 'lines.demandId');
      this.quantity(line.quantity, 'lines.quantity');
    }
  }
}
