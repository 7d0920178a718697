import { createHash } from 'node:crypto';
import type { Commodity, Registry, Shipment, ShipmentLine, TemperatureClass } from '#domain';
import { splitLoads, type VehicleShare } from './split-loads.js';

/** Delivery note (surat jalan), load list (daftar muat), receipt (berita acara serah terima). */
export const paperKinds = ['SJ', 'DM', 'BAST'] as const;
export type PaperKind = (typeof paperKinds)[number];

interface Named {
  code: string;
  name: string;
}

export interface PaperLine {
  commodity: string;
  nameId: string;
  nameEn: string;
  lot: string;
  place: Named;
  bestBefore: string | null;
  demandId: string;
  quantity: number;
  unit: string;
  /** Base units of one handling unit, such as a crate; null where the goods have none. */
  handling: { name: string; size: number } | null;
  received?: number;
  varianceReason?: string;
}

export interface PaperSignature {
  role: 'giver' | 'receiver';
  name: string;
  party: Named;
  signedAt: string;
  /** SVG path in a box of 600 × 200. */
  strokes: string;
}

/** Everything that a paper says but its number: kept as text, and its hash is what is proven. */
export interface PaperContent {
  form: 1;
  kind: PaperKind;
  issuedAt: string;
  zone: string;
  shipmentId: string;
  revision: number;
  hub: Named;
  carrier: Named | null;
  origin: Named;
  destination: Named;
  pickupDate: string;
  arrivalBy: string;
  temperatureClass: TemperatureClass;
  vehicles: (Named & { count: number })[];
  plate: string | null;
  driver: string | null;
  lines: PaperLine[];
  /** Of a load list: what goes into which vehicle, as positions of lines. */
  loads?: VehicleShare[];
  /** Of a receipt. */
  statement?: string;
  signatures?: PaperSignature[];
  /** Number of the paper that this one takes the place of. */
  replaces: string | null;
  /** Where the code on it leads, without its token. */
  proofBase: string;
}

export interface PaperParts {
  kind: PaperKind;
  shipment: Shipment;
  registry: Registry;
  bestBefore: ReadonlyMap<string, string>;
  plate: string | null;
  driver: string | null;
  signatures: PaperSignature[];
}

/** What changes a paper, and so makes another one: not when it was asked for. */
export type PaperBasis = Omit<PaperContent, 'issuedAt' | 'revision' | 'replaces' | 'proofBase'>;

export function basisOf(parts: PaperParts): PaperBasis {
  const { kind, shipment, registry } = parts;
  const hub = registry.hubs.find(({ code }) => code === shipment.hub)!;
  const region = (code: string): Named => ({
    code,
    name: registry.regions.find((each) => each.code === code)?.name ?? code,
  });
  const lines = shipment.lines.map((line) => lineOf(line, parts));
  return {
    form: 1,
    kind,
    zone: hub.timezone,
    shipmentId: shipment.shipmentId,
    hub: { code: hub.code, name: hub.nameId },
    carrier: shipment.carrier === null ? null : partyNamed(registry, shipment.carrier),
    origin: region(shipment.origin),
    destination: region(shipment.destination),
    pickupDate: shipment.pickupDate,
    arrivalBy: shipment.arrivalBy,
    temperatureClass: shipment.temperatureClass as TemperatureClass,
    vehicles: shipment.vehicles.map(({ code, count }) => ({
      code,
      name: registry.vehicles.find((each) => each.code === code)?.name ?? code,
      count,
    })),
    plate: parts.plate,
    driver: parts.driver,
    lines,
    ...(kind === 'DM' ? { loads: splitLoads(lines, shipment.vehicles, registry) } : {}),
    ...(kind === 'BAST'
      ? { statement: statementOf(shipment).toString('hex'), signatures: parts.signatures }
      : {}),
  };
}

export function partyNamed(registry: Registry, code: string): Named {
  return { code, name: registry.parties.find((each) => each.code === code)?.nameId ?? code };
}

export function hashOf(value: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(value)).digest();
}

/** What giver and receiver sign: what was handed over, by line, and of it what arrived. */
export function statementOf({ shipmentId, hub, carrier, destination, lines }: Shipment): Buffer {
  return hashOf({
    shipmentId,
    hub,
    carrier,
    destination,
    lines: lines.map(({ commodity, location, lot, demandId, quantity, unit, received, varianceReason }) => ({
      ...{ commodity, location, lot, demandId, quantity, unit },
      received: received ?? null,
      varianceReason: varianceReason ?? null,
    })),
  });
}

function lineOf(line: ShipmentLine, { kind, registry, bestBefore }: PaperParts): PaperLine {
  const { commodity, location, lot, demandId, quantity, unit, received, varianceReason } = line;
  const known = registry.commodities.find(({ code }) => code === commodity);
  const place = registry.places.find(({ code }) => code === location);
  return {
    commodity,
    nameId: known?.nameId ?? commodity,
    nameEn: known?.nameEn ?? commodity,
    lot,
    place: { code: location, name: place?.nameId ?? location },
    bestBefore: bestBefore.get(lotKey(line)) ?? null,
    demandId,
    quantity,
    unit,
    handling: known ? handlingOf(known) : null,
    ...(kind === 'BAST' && received !== undefined ? { received } : {}),
    ...(kind === 'BAST' && varianceReason !== undefined ? { varianceReason } : {}),
  };
}

export function lotKey({ commodity, location, lot }: { commodity: string; location: string; lot: string }) {
  return `${commodity} ${location}/${lot}`;
}

const measures = new Set(
  'g grm kg kgm ton tne ml mlt l liter ltr piece h87 kuintal ons mililiter gram kilogram'.split(' '),
);
/** Heavier than this nobody carries, so it is no handling unit. */
const handlingBaseMax = 60_000;

/** The crate, sack or tray in which people count the goods: what is registered, else the largest local unit. */
export function handlingOf({ units, handlingUnit, baseUnit }: Commodity): PaperLine['handling'] {
  const local = Object.entries(units)
    .filter(([name, { denominator }]) => denominator === 1 && !measures.has(name))
    .map(([name, { numerator }]) => ({ name, size: numerator }))
    .filter(({ size }) => size > 1 && size <= handlingBaseMax);
  if (handlingUnit > 1)
    return local.find(({ size }) => size === handlingUnit) ?? { name: 'koli', size: handlingUnit };
  const largest = local.sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1))[0];
  // An egg is no packing.
  return largest === undefined || (baseUnit === 'g' && largest.size < 1_000) ? null : largest;
}
