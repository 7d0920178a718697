import type { Vehicle } from '../registry/registry.js';
import type { Burden, HandlingUnits } from './burden.js';

interface Truck {
  vehicle: Vehicle;
  /** What it can take of the burden's mix. */
  milligrams: bigint;
}

interface Room {
  milligrams: bigint;
  /** null: volume does not count. */
  microVolume: bigint | null;
}

/**
 * Whether whole units can be laid into these trucks: to each its share of every kind, rounded down, and what
 * that leaves, at most one unit a kind and truck, the heaviest first into the first truck with room. False
 * may be wrong, true is a way to load them.
 */
export function canHold(trucks: readonly Truck[], { units }: Burden): boolean {
  const total = trucks.reduce((sum, { milligrams }) => sum + milligrams, 0n);
  const rooms = trucks.map(({ vehicle }) => roomOf(vehicle));
  const left: HandlingUnits[] = [];
  for (const unit of units) {
    let rest = unit.count;
    for (const [k, { milligrams }] of trucks.entries()) {
      const count = (unit.count * milligrams) / total;
      lay(unit, count, rooms[k]!);
      rest -= count;
    }
    for (; rest > 0n; rest--) left.push(unit);
  }
  left.sort((a, b) => (a.milligrams > b.milligrams ? -1 : a.milligrams < b.milligrams ? 1 : 0));
  return left.every((unit) => {
    const room = rooms.find((of) => isRoom(unit, of));
    if (room !== undefined) lay(unit, 1n, room);
    return room !== undefined;
  });
}

function roomOf({ payloadGrams, volumeMillilitres }: Vehicle): Room {
  return {
    milligrams: BigInt(payloadGrams) * 1_000n,
    microVolume: volumeMillilitres === null ? null : BigInt(volumeMillilitres) * 1_000_000n,
  };
}

function lay(unit: HandlingUnits, count: bigint, room: Room): void {
  room.milligrams -= count * unit.milligrams;
  if (room.microVolume !== null) room.microVolume -= count * unit.microVolume;
}

function isRoom(unit: HandlingUnits, { milligrams, microVolume }: Room): boolean {
  return unit.milligrams <= milligrams && (microVolume === null || unit.microVolume <= microVolume);
}
