import type { ShipmentData } from '#contracts';
import type { Random } from './random.js';
import { hoursTo, isCooled, positionOn, temperatureIn } from './road.js';
import type { Now } from './utterance.js';

export type Step =
  | { kind: 'dispatch' | 'break-down' | 'arrive'; atMs: number }
  | { kind: 'locate'; atMs: number; latitude: number; longitude: number; temperatureCelsius: number };

const breaksDown = 0.02;
const positionsMax = 10;
const atGate = 0.97;
/** How often a cooler fails on the way, and for which part of it. */
const coolingFails = 0.05;
const failsFrom = 0.3;
const failsUntil = 0.7;

/** The steps of a trip that has not left yet, by wall-clock time. */
export function planTrip(shipment: ShipmentData, random: Random, now: Now): Step[] {
  const loadedMs = now.wallMs + random.between(0.3, 1) * now.hourMs;
  if (random.chance(breaksDown)) return [{ kind: 'break-down', atMs: loadedMs }];
  return [{ kind: 'dispatch', atMs: loadedMs }, ...drive(shipment, random, now, loadedMs, 0)];
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
