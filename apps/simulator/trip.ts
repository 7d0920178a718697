import type { ShipmentData } from '#contracts';
import type { Random } from './random.js';
import { hoursTo, isCooled, positionOn, temperatureIn } from './road.js';
import type { Now } from './utterance.js';

export type Step =
  | { kind: 'cancel' | 'arrive' | 'hand-over'; atMs: number }
  /** `leaves`: the share of the load for which there is no room. */
  | { kind: 'dispatch'; atMs: number; leaves: number }
  | { kind: 'break-down'; atMs: number; latitude: number; longitude: number }
  | { kind: 'locate'; atMs: number; latitude: number; longitude: number; temperatureCelsius: number };

const cancels = 0.02;
const breaksDown = 0.05;
const leavesSome = 0.05;
/** Where on the way, and how many hours until another truck has the load. */
const brokenAt = [0.3, 0.7] as const;
const standsHours = [0.8, 2] as const;
const positionsMax = 10;
const atGate = 0.97;
/** How often a cooler fails on the way, and for which part of it. */
const coolingFails = 0.05;
const failsFrom = 0.3;
const failsUntil = 0.7;

/** The steps of a trip that has not left yet, by wall-clock time. */
export function planTrip(shipment: ShipmentData, random: Random, now: Now): Step[] {
  const loadedMs = now.wallMs + random.between(0.3, 1) * now.hourMs;
  if (random.chance(cancels)) return [{ kind: 'cancel', atMs: loadedMs }];
  const leaves = random.chance(leavesSome) ? random.between(0.05, 0.3) : 0;
  const breaks = random.chance(breaksDown);
  const way = drive(shipment, random, now, loadedMs, 0);
  const steps = breaks ? interrupted(way, shipment, random, now) : way;
  return [{ kind: 'dispatch', atMs: loadedMs, leaves }, ...steps];
}

/** It breaks down somewhere on the way; everything behind that is later by as long as it stands there. */
function interrupted(way: Step[], { destination }: ShipmentData, random: Random, now: Now): Step[] {
  const part = random.between(...brokenAt);
  const [first, last] = [way[0]!.atMs, way.at(-1)!.atMs];
  const atMs = first + part * (last - first);
  const standsMs = random.between(...standsHours) * now.hourMs;
  const isBefore = (step: Step) => step.atMs <= atMs;
  return [
    ...way.filter(isBefore),
    { kind: 'break-down', atMs, ...positionOn(destination, part) },
    { kind: 'hand-over', atMs: atMs + standsMs },
    ...way.filter((step) => !isBefore(step)).map((step) => ({ ...step, atMs: step.atMs + standsMs })),
  ];
}

/** The rest of a trip that was under way when the play was interrupted. */
export function resumeTrip(shipment: ShipmentData, random: Random, now: Now): Step[] {
  return drive(shipment, random, now, now.wallMs, random.between(0.3, 0.9));
}

/** From `from` (0 … 1) of the way to its end. */
function drive(shipment: ShipmentData, random: Random, now: Now, leaveMs: number, from: number): Step[] {
  const { destination, temperatureClass } = shipment;
  const hours = (hoursTo(destination) ?? 0) * random.between(0.9, 1.25);
  const wholeMs = hours * now.hourMs;
  const positions = Math.min(positionsMax, Math.max(4, Math.ceil(hours)));
  const isFailing = isCooled(temperatureClass) && random.chance(coolingFails);
  const steps: Step[] = [];
  for (let number = 1; number <= positions; number++) {
    const part = number / (positions + 1);
    if (part <= from) continue;
    const isWarm = isFailing && part > failsFrom && part < failsUntil;
    const temperatureCelsius = temperatureIn(isWarm ? 'ambient' : temperatureClass, random);
    const atMs = leaveMs + (part - from) * wholeMs;
    steps.push({ kind: 'locate', atMs, ...positionOn(destination, part), temperatureCelsius });
  }
  // It stands at the gate for a while before somebody signs.
  steps.push({
    kind: 'locate',
    atMs: leaveMs + (atGate - from) * wholeMs,
    ...positionOn(destination, 1),
    temperatureCelsius: temperatureIn(temperatureClass, random),
  });
  return [...steps, { kind: 'arrive', atMs: leaveMs + (1 - from) * wholeMs }];
}
