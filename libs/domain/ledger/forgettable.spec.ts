import fc from 'fast-check';
import type { Fact } from '../facts/fact.js';
import type { Registry } from '../registry/registry.js';
import { factSet } from './fact.arbitrary.js';
import { applyFacts, emptyLedger, forgettable, serialise } from './index.js';

const T0 = Date.parse('2026-11-20T00:00:00Z');
const HOUR = 3_600_000;
const registry = {
  places: [{ code: 'gudang', capacity: { 'egg.chicken': 2_000_000 } }],
} as unknown as Registry;

function state(facts: readonly Fact[], without: ReadonlySet<string>): object {
  const { ledger } = applyFacts(emptyLedger('btc', 'egg.chicken'), facts);
  ledger.adopt(registry);
  const said = JSON.parse(serialise(ledger)) as { facts: [{ id: string }, string][] };
  return { ...said, facts: said.facts.filter(([{ id }]) => !without.has(id)) };
}

const forget = (facts: readonly Fact[], old: ReadonlySet<string>, before: number) =>
  new Set(forgettable({ hub: 'btc', commodity: 'egg.chicken', facts, old, registry }, before));

describe('what may be forgotten', () => {
  it('a ledger of what is kept and of the rest is the ledger of everything, whatever came when', () => {
    let forgotten = 0;
    fc.assert(
      fc.property(
        factSet,
        fc.infiniteStream(fc.boolean()),
        fc.integer({ min: 0, max: 120 }),
        (facts, came, hours) => {
          const old = new Set(facts.filter(() => came.next().value).map(({ id }) => id));
          const gone = forget(facts, old, T0 + hours * HOUR);
          forgotten += gone.size;
          for (const id of gone) expect(old).toContain(id);
          const left = facts.filter(({ id }) => !gone.has(id));
          expect(state(left, gone)).toEqual(state(facts, gone));
        },
      ),
      { numRuns: 150 },
    );
    expect(forgotten).toBeGreaterThan(0);
  });

  it('and stays so with whatever is said later about a later time', () => {
    fc.assert(
      fc.property(factSet, fc.integer({ min: 0, max: 120 }), (facts, hours) => {
        const before = T0 + hours * HOUR;
        const old = facts.filter(({ time }) => time < before);
        const later = facts.filter(
          (fact) => fact.time >= before && fact.type !== 'fact.corrected' && fact.type !== 'fact.confirmed',
        );
        const gone = forget(old, new Set(old.map(({ id }) => id)), before);
        const all = [...old, ...later];
        const left = all.filter(({ id }) => !gone.has(id));
        expect(state(left, gone)).toEqual(state(all, gone));
      }),
      { numRuns: 150 },
    );
  });
});
