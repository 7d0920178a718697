import { arrivals, effectsOf, isTold, type Effect } from './effect.js';
import { withoutChange } from './change.js';
import type {
  CarriageEvent,
  ReportedLine,
  ShipmentMerged,
  ShipmentRestocked,
  ShipmentReturned,
  ShipmentSplit,
  ShipmentTransferred,
} from './lifecycle-event.js';
import { withoutOffers } from './offer.js';
import { spread, type LineReport } from './report.js';
import type { Journey, Shipment, ShipmentLine, VehicleLoad } from './shipment.js';
import { refuseStep, type StepRefused } from './step-refusal.js';

/** What such a step makes; journeys' steps and revisions are the caller's to keep. */
export type Carried = { states: Shipment[]; effects: Effect[]; others?: Shipment[] } | StepRefused;

const partsMax = 20;
const handoversMax = 50;
const idLengthMax = 120;

/** Goods are divided, joined, handed over or turned around; each base unit stays in one shipment. */
export function carry(
  shipment: Shipment,
  event: Exclude<CarriageEvent, ShipmentRestocked>,
  other: Shipment | null,
): Carried {
  switch (event.type) {
    case 'shipment.split':
      return split(shipment, event);
    case 'shipment.merged':
      return merge(shipment, event, other);
    case 'shipment.transferred':
      return transfer(shipment, event);
    case 'shipment.returned':
      return turnBack(shipment, event);
    case 'shipment.stopped': {
      const { time, reason, place, latitude, longitude } = event;
      const where = {
        ...(place === null ? {} : { place }),
        ...(latitude === null || longitude === null ? {} : { latitude, longitude }),
      };
      const journey = { ...journeyOf(shipment), breakdown: { time, reason, ...where } };
      return { states: [{ ...shipment, journey, status: 'in_transit' }], effects: [] };
    }
  }
}

/** First less is promised of the one, then the rest of the other: at no time is more promised than there is. */
function split(shipment: Shipment, event: ShipmentSplit): Carried {
  const divided = divide(shipment, event.lines);
  if ('kind' in divided) return divided;
  const { rest, part } = divided;
  const made = partOf(shipment, part, event.vehicles);
  if (made === null || rest.length === 0 || part.length === 0)
    return refuseStep('SPLIT_NOT_POSSIBLE', shipment.status);
  const first = {
    ...withoutChange(shipment, event.time),
    lines: rest,
    vehicles: event.remaining ?? shipment.vehicles,
    journey: withPart(shipment, made.shipmentId),
  };
  const gone = shipment.lines.filter(({ commodity }) => !rest.some((line) => line.commodity === commodity));
  return {
    states: [first],
    others: [made],
    effects: [
      ...effectsOf('released', gone, event.time),
      ...effectsOf('committed', rest, event.time),
      ...ofOther(made, effectsOf('committed', part, event.time)),
    ],
  };
}

function merge(shipment: Shipment, event: ShipmentMerged, other: Shipment | null): Carried {
  const isPossible =
    other !== null &&
    other.shipmentId === event.with &&
    other.shipmentId !== shipment.shipmentId &&
    other.status === 'accepted' &&
    other.carrier === shipment.carrier &&
    other.lane === shipment.lane &&
    other.pickupDate === shipment.pickupDate &&
    other.temperatureClass === shipment.temperatureClass;
  if (!isPossible) return refuseStep('MERGE_NOT_POSSIBLE', shipment.status, event.with);
  const lines = joined([...shipment.lines, ...other.lines]);
  const vehicles = event.vehicles ?? sumOf([...shipment.vehicles, ...other.vehicles]);
  const arrivalBy = shipment.arrivalBy > other.arrivalBy ? shipment.arrivalBy : other.arrivalBy;
  const ended = {
    ...withoutOffers(withoutChange(other, event.time)),
    status: 'cancelled' as const,
    journey: { ...journeyOf(other), mergedInto: shipment.shipmentId },
  };
  return {
    states: [{ ...withoutChange(shipment, event.time), lines, vehicles, arrivalBy }],
    others: [ended],
    effects: [
      ...ofOther(other, effectsOf('released', other.lines, event.time)),
      ...effectsOf('committed', lines, event.time),
    ],
  };
}

/** All goes on in other hands, or some lines do as a shipment of their own: they left when the first truck left. */
function transfer(shipment: Shipment, event: ShipmentTransferred): Carried {
  const journey = handed(shipment, event);
  const carrier = event.carrier ?? shipment.carrier;
  const { breakdown: _over, ...goesOn } = journey;
  if (event.lines === null) {
    const vehicles = event.vehicles ?? shipment.vehicles;
    return {
      states: [{ ...shipment, carrier, vehicles, journey: goesOn, status: 'in_transit' }],
      effects: [],
    };
  }
  const divided = divide(shipment, event.lines);
  if ('kind' in divided) return divided;
  const { rest, part } = divided;
  const made = partOf(shipment, part, event.vehicles);
  if (made === null || rest.length === 0 || part.length === 0)
    return refuseStep('SPLIT_NOT_POSSIBLE', shipment.status);
  const departedAt = journey.departedAt ?? event.time;
  const ownJourney = { ...journeyOf(made), ...handedOn(goesOn), departedAt };
  const second: Shipment = { ...made, carrier, status: 'in_transit', journey: ownJourney };
  // Of a commodity that goes on whole, the first shipment carried nothing.
  const touched = new Set(part.map(({ commodity }) => commodity));
  const left = shipment.lines
    .filter(({ commodity }) => touched.has(commodity))
    .map((line) => ({
      ...line,
      quantity: rest
        .filter((each) => isSameLine(each, line))
        .reduce((sum, { quantity }) => sum + quantity, 0),
    }));
  const first: Shipment = {
    ...shipment,
    lines: rest,
    status: 'in_transit',
    journey: { ...journey, ...partsWith(shipment, made.shipmentId) },
  };
  return {
    states: endedWhenTold(first),
    others: [second],
    effects: [
      ...effectsOf('departed', onceEach(left), departedAt),
      ...ofOther(second, effectsOf('departed', part, departedAt)),
      ...finished(shipment, rest, touched, event.time),
    ],
  };
}

/** A commodity of which only received lines stay has arrived now; one that is all gone, with nothing. */
function finished(
  shipment: Shipment,
  rest: readonly ShipmentLine[],
  touched: ReadonlySet<string>,
  time: number,
): Effect[] {
  return [...touched].flatMap((commodity) => {
    const still = rest.filter((line) => line.commodity === commodity);
    if (still.some(({ received }) => received === undefined)) return [];
    const lines =
      still.length > 0
        ? still
        : onceEach(shipment.lines.filter((line) => line.commodity === commodity)).map((line) => ({
            ...line,
            received: 0,
          }));
    return effectsOf('arrived', lines, time, ({ received }) => received!);
  });
}

/** What goes back is not received; the demand is open again, and the stock is where it is counted, when it is. */
function turnBack(shipment: Shipment, event: ShipmentReturned): Carried {
  const open = shipment.lines.filter(({ received }) => received === undefined);
  const divided = divide(shipment, event.lines ?? open.map(reportOf));
  if ('kind' in divided) return divided;
  const { rest, part } = divided;
  if (part.length === 0) return refuseStep('SHIPMENT_NOTHING_LOADED', shipment.status);
  const back = part.map((line) => ({
    ...line,
    received: 0,
    varianceReason: event.reason,
    returning: event.place,
  }));
  const lines = [...rest, ...back];
  const { breakdown: _over, ...goesOn } = journeyOf(shipment);
  return {
    states: [{ ...shipment, lines, journey: goesOn, status: 'in_transit' }],
    effects: arrivals(lines, back, event.time),
  };
}

/** Counted where it came back to; what is missing of it is a loss on the way. */
export function restock(shipment: Shipment, event: ShipmentRestocked): Carried {
  const waiting = shipment.lines.filter(
    ({ returning, regained }) => returning !== undefined && regained === undefined,
  );
  if (waiting.length === 0) return refuseStep('SHIPMENT_STATE', shipment.status);
  // They are reported as if they were to be received: what was said of them so far is that they were not.
  const asOpen = waiting.map(({ received: _received, ...line }) => line);
  const spreading = spread(asOpen, event.lines ?? asOpen.map(reportOf), ({ quantity }) => ({
    planned: quantity,
    extra: 0,
  }));
  if (spreading.kind === 'refused') return refuseStep(spreading.code, shipment.status, spreading.value);
  const counted = new Map(waiting.map((line, k) => [line, spreading.byLine.get(asOpen[k]!)?.quantity]));
  const lines = shipment.lines.map((line) => {
    const regained = counted.get(line);
    return regained === undefined ? line : { ...line, regained };
  });
  const told = lines
    .filter((line, k) => line !== shipment.lines[k] && line.regained! > 0)
    .map((line) => ({ ...line, location: line.returning! }));
  const effects = effectsOf('regained', told, event.time, ({ regained }) => regained!);
  return { states: endedWhenTold({ ...shipment, lines, status: 'in_transit' }), effects };
}

/** When nothing more is to be said of any line, it is over. */
function endedWhenTold(shipment: Shipment): Shipment[] {
  return shipment.lines.every(isTold)
    ? [
        { ...shipment, status: 'received' },
        { ...shipment, status: 'closed' },
      ]
    : [shipment];
}

/** The lines without what is named, and what is named; each keeps what is known of it. */
function divide(
  shipment: Shipment,
  reported: readonly ReportedLine[],
): { rest: ShipmentLine[]; part: ShipmentLine[] } | StepRefused {
  const spreading = spread(shipment.lines, reported, ({ quantity, received }) => ({
    planned: received === undefined ? quantity : 0,
    extra: 0,
  }));
  if (spreading.kind === 'refused') return refuseStep(spreading.code, shipment.status, spreading.value);
  const takenOf = (line: ShipmentLine): number =>
    (spreading.byLine.get(line) as LineReport | undefined)?.quantity ?? 0;
  const rest = shipment.lines
    .map((line) => (takenOf(line) === 0 ? line : { ...line, quantity: line.quantity - takenOf(line) }))
    .filter(({ quantity }) => quantity > 0);
  const part = shipment.lines
    .filter((line) => takenOf(line) > 0)
    .map((line) => ({ ...line, quantity: takenOf(line) }));
  return { rest, part };
}

function partOf(shipment: Shipment, lines: ShipmentLine[], vehicles: VehicleLoad[] | null): Shipment | null {
  const parts = journeyOf(shipment).parts ?? [];
  const shipmentId = `${shipment.shipmentId}.s${parts.length + 1}`;
  if (parts.length >= partsMax || shipmentId.length > idLengthMax) return null;
  const { changes: _changes, offering: _offering, note: _note, journey: _journey, ...rest } = shipment;
  const journey: Journey = { steps: [], declines: [], partOf: shipment.shipmentId };
  return {
    ...rest,
    shipmentId,
    revision: 0,
    lines,
    vehicles: vehicles ?? shipment.vehicles,
    reasons: [],
    journey,
  };
}

function withPart(shipment: Shipment, partId: string): Journey {
  return { ...journeyOf(shipment), ...partsWith(shipment, partId) };
}

function partsWith(shipment: Shipment, partId: string): { parts: string[] } {
  return { parts: [...(journeyOf(shipment).parts ?? []), partId] };
}

function handed(shipment: Shipment, { time, carrier, vehicle, reason, lines }: ShipmentTransferred): Journey {
  const from = shipment.carrier ?? '';
  const handover = {
    time,
    from,
    to: carrier ?? from,
    ...(vehicle === null ? {} : { vehicle }),
    ...(reason === null ? {} : { reason }),
  };
  const before = journeyOf(shipment);
  const handovers = [...(before.handovers ?? []), handover].slice(-handoversMax);
  return { ...before, handovers, ...(vehicle === null || lines !== null ? {} : { vehicle }) };
}

/** What the second truck knows of the hand-over. */
function handedOn({ handovers }: Journey): Partial<Journey> {
  const last = handovers?.at(-1);
  return last === undefined
    ? {}
    : { handovers: [last], ...(last.vehicle === undefined ? {} : { vehicle: last.vehicle }) };
}

function ofOther({ shipmentId }: Shipment, effects: Effect[]): Effect[] {
  return effects.map((effect) => ({ ...effect, of: shipmentId }));
}

function reportOf({ commodity, demandId, location, lot, quantity }: ShipmentLine): ReportedLine {
  return { commodity, demandId, location, lot, quantity, varianceReason: null };
}

function isSameLine(a: ShipmentLine, b: ShipmentLine): boolean {
  return (
    a.commodity === b.commodity && a.demandId === b.demandId && a.location === b.location && a.lot === b.lot
  );
}

function onceEach(lines: readonly ShipmentLine[]): ShipmentLine[] {
  return lines.filter((line, k) => lines.findIndex((each) => isSameLine(each, line)) === k);
}

/** Lines of one lot and demand become one. */
function joined(lines: readonly ShipmentLine[]): ShipmentLine[] {
  const all: ShipmentLine[] = [];
  for (const line of lines) {
    const k = all.findIndex((each) => isSameLine(each, line));
    if (k < 0) all.push(line);
    else all[k] = { ...all[k]!, quantity: all[k]!.quantity + line.quantity };
  }
  return all;
}

function sumOf(vehicles: readonly VehicleLoad[]): VehicleLoad[] {
  const counts = new Map<string, number>();
  for (const { code, count } of vehicles) counts.set(code, (counts.get(code) ?? 0) + count);
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

function journeyOf({ journey }: Shipment): Journey {
  return journey ?? { steps: [], declines: [] };
}
