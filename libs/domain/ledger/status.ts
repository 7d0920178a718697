import type { Fact } from '../facts/fact.js';
import type { Ledger } from './ledger.js';
import type { Standing } from './stream.js';

/** superseded: a newer fact speaks instead; held: waits for a person; corrected: taken back or refused. */
export type FactStatus = 'applied' | 'superseded' | 'held' | 'corrected' | 'unknown';

const BY_STANDING: Record<Standing, FactStatus> = {
  force: 'applied',
  passed: 'superseded',
  held: 'held',
  refused: 'corrected',
};

/** What became of a fact, as the ledger stands now. */
export function factStatus(ledger: Ledger, factId: string): FactStatus {
  const fact = ledger.fact(factId);
  if (fact === undefined) return 'unknown';
  const stands = fact.type === 'fact.corrected' || fact.type === 'fact.confirmed';
  return !stands && ledger.isCorrected(factId) ? 'corrected' : statusOf(ledger, fact);
}

function statusOf(ledger: Ledger, fact: Fact): FactStatus {
  switch (fact.type) {
    case 'stock.counted':
    case 'stock.moved':
      return BY_STANDING[ledger.place(fact.location).streamOf(fact).standing(fact)];
    case 'harvest.forecast':
      return BY_STANDING[ledger.forecastStanding(fact)];
    case 'demand.declared':
    case 'demand.withdrawn':
      return newest(ledger.demands.isNewest(fact));
    case 'price.observed':
      return newest(ledger.prices.isNewest(fact));
    case 'plan.overridden':
    case 'plan.released':
      return newest(ledger.overrides.isNewest(fact));
    case 'fact.confirmed':
      return newest(ledger.decisions.isNewest(fact));
    case 'fact.corrected':
    case 'shipment.regained':
      return 'applied';
    default:
      return newest(ledger.shipments.bookOf(fact).isInForce(fact));
  }
}

function newest(holds: boolean): FactStatus {
  return holds ? 'applied' : 'superseded';
}
