import type { Problem } from '../allocation/problem.js';

/** What stops a quantity from growing; null: nothing did. */
export type Limit = 'lot' | 'demand' | 'cap' | 'unit' | null;

/** What is left in the lots, demands and caps of a problem while quantities are taken from it one by one. */
export class Room {
  private readonly lots: Map<string, number>;
  private readonly needs: Map<string, number>;
  private readonly limits: Map<string, number>;
  private readonly caps: { members: ReadonlySet<string>; left: number }[];

  /** @param unit base units in one handling unit */
  constructor(
    problem: Problem,
    private readonly unit: number,
  ) {
    this.lots = new Map(problem.lots.map(({ id, quantity }) => [id, quantity]));
    this.needs = new Map(problem.demands.map(({ id, need }) => [id, need]));
    this.limits = new Map(problem.demands.map(({ id, need, cap }) => [id, cap ?? need]));
    this.caps = problem.caps.map(({ demands, max }) => ({ members: new Set(demands), left: max }));
  }

  /** Takes as much of `wanted` as there is room for, in whole handling units, and tells what stopped it. */
  take(lot: string, demand: string, wanted: number): { quantity: number; limit: Limit } {
    const over = this.caps.filter(({ members }) => members.has(demand));
    const rooms: [Limit, number][] = [
      ['lot', this.lots.get(lot) ?? 0],
      ['demand', this.needs.get(demand) ?? 0],
      ['cap', Math.min(this.limits.get(demand) ?? 0, ...over.map(({ left }) => left))],
    ];
    const [limit, room] = rooms.reduce((least, next) => (next[1] < least[1] ? next : least), [null, wanted]);
    const quantity = room - (room % this.unit);
    less(this.lots, lot, quantity);
    less(this.needs, demand, quantity);
    less(this.limits, demand, quantity);
    for (const cap of over) cap.left -= quantity;
    return { quantity, limit: quantity < room ? 'unit' : limit };
  }
}

function less(left: Map<string, number>, id: string, quantity: number): void {
  left.set(id, (left.get(id) ?? 0) - quantity);
}
