import fc from 'fast-check';
import { cheapest, type Transport } from './transport.js';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 1) * 300;

/** A balanced problem with a known solution: amounts are drawn first, supply and need follow. */
const transportArbitrary = fc
  .record({
    columns: fc.integer({ min: 1, max: 40 }),
    rows: fc.integer({ min: 1, max: 40 }),
    dear: fc.constantFrom(0, 3, 100, 1_000_000),
    most: fc.constantFrom(1, 5, 1_000_000),
    density: fc.constantFrom(10, 50, 100),
    draw: fc.infiniteStream(fc.nat(1_000_000)),
  })
  .map(({ columns, rows, dear, most, density, draw }): Transport => {
    const next = (below: number): number => draw.next().value! % below;
    const start = new Int32Array(rows + 1);
    const column: number[] = [];
    const row: number[] = [];
    const supply = new Float64Array(columns);
    const need = new Float64Array(rows);
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        if (next(100) >= density) continue;
        const amount = next(3) === 0 ? next(most + 1) : 0;
        column.push(c);
        row.push(r);
        supply[c]! += amount;
        need[r]! += amount;
      }
      start[r + 1] = column.length;
    }
    const graph = { rows, columns, start, column: Int32Array.from(column), row: Int32Array.from(row) };
    return { graph, cost: Float64Array.from(column, () => next(dear + 1)), supply, need };
  });

function amountsOf(transport: Transport): Float64Array {
  const { arcs, amounts } = cheapest(transport);
  const all = new Float64Array(transport.cost.length);
  arcs.forEach((arc, k) => (all[arc] = amounts[k]!));
  return all;
}

/** Bellman and Ford: a flow is cheapest if and only if its residual network has no negative cycle. */
function canImprove({ graph, cost }: Transport, amounts: Float64Array): boolean {
  const distance = new Float64Array(graph.columns + graph.rows);
  for (let round = 0; round <= distance.length; round++) {
    let changed = false;
    for (let arc = 0; arc < cost.length; arc++) {
      const from = graph.column[arc]!;
      const to = graph.columns + graph.row[arc]!;
      if (distance[from]! + cost[arc]! < distance[to]!) {
        distance[to] = distance[from]! + cost[arc]!;
        changed = true;
      }
      if (amounts[arc]! > 0 && distance[to]! - cost[arc]! < distance[from]!) {
        distance[from] = distance[to]! - cost[arc]!;
        changed = true;
      }
    }
    if (!changed) return false;
  }
  return true;
}

describe('cheapest', () => {
  it('meets every supply and need, with a flow that nothing can improve', () => {
    fc.assert(
      fc.property(transportArbitrary, (transport) => {
        const { graph } = transport;
        const amounts = amountsOf(transport);
        const given = new Float64Array(graph.columns);
        const got = new Float64Array(graph.rows);
        amounts.forEach((amount, arc) => {
          given[graph.column[arc]!]! += amount;
          got[graph.row[arc]!]! += amount;
        });
        expect(given).toEqual(transport.supply);
        expect(got).toEqual(transport.need);
        expect(canImprove(transport, amounts)).toBe(false);
      }),
      { numRuns },
    );
  });
});
