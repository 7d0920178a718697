import type { Fact } from '../facts/fact.js';
import type { Ledger } from './ledger.js';
import { factStatus, type FactStatus } from './status.js';

/** A fact and what became of it. */
export interface Entry {
  readonly fact: Fact;
  readonly status: FactStatus;
}

/** All facts of the ledger by id, each with its status: enough to rebuild it. */
export function entries(ledger: Ledger): Entry[] {
  return ledger.facts().map((fact) => ({ fact, status: factStatus(ledger, fact.id) }));
}

/** One text for one set of facts, whatever their order of arrival: facts with their status, and what follows from them. */
export function serialise(ledger: Ledger): string {
  return JSON.stringify({
    hub: ledger.hub,
    commodity: ledger.commodity,
    facts: entries(ledger).map(({ fact, status }) => [sorted(fact), status]),
    places: ledger.places().flatMap((place) => {
      const accounts = place.accounts().map(({ positions, ...account }) => ({
        ...account,
        positions: positions.map(({ described, ...position }) => ({ ...position, described: described.id })),
      }));
      const held = place.held().map(({ fact, missing }) => [fact.id, missing]);
      // A place that a taken-back fact named is no place.
      return accounts.length + held.length === 0 ? [] : [{ location: place.location, accounts, held }];
    }),
    forecasts: ledger.forecasts.inForce().map((fact) => [fact.id, ledger.forecastStanding(fact)]),
    demands: ledger.demands.inForce().map(({ id }) => id),
    prices: ledger.prices.inForce().map(({ id }) => id),
    ...overridesIn(ledger),
    shipments: ledger.shipments.all().map(({ shipmentId, stage }) => [shipmentId, stage]),
    commitmentsSeen: ledger.shipments.commitmentsSeen(),
    feeds: ledger.feeds(),
  });
}

/** Only where there ever was one. */
function overridesIn(ledger: Ledger): { overrides?: string[] } {
  const ids = ledger.overrides.inForce().map(({ id }) => id);
  return ids.length === 0 ? {} : { overrides: ids };
}

/** The same fact read from two places may have its properties in another order. */
function sorted<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value, Object.keys(flat(value)).sort())) as T;
}

function flat(value: object): Record<string, true> {
  const names: Record<string, true> = {};
  for (const [name, inner] of Object.entries(value)) {
    names[name] = true;
    const rows: unknown[] = Array.isArray(inner) ? inner : [];
    for (const row of rows) Object.assign(names, flat(row as object));
  }
  return names;
}
