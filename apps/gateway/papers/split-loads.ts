import type { Registry, VehicleLoad } from '#domain';

/** What has to be known of a line to load it. */
interface Loaded {
  commodity: string;
  quantity: number;
  handling: { size: number } | null;
}

/** What one vehicle carries: positions of lines, with base units. */
export interface VehicleShare {
  vehicle: string;
  parts: { line: number; quantity: number }[];
}

/**
 * Fills one vehicle after the other, in the order of the lines, by weight and in whole handling units. What no
 * vehicle has room for any more goes with the last one: a load list names every unit of its shipment.
 */
export function splitLoads(
  lines: readonly Loaded[],
  vehicles: readonly VehicleLoad[],
  registry: Registry,
): VehicleShare[] {
  const codes = vehicles.flatMap(({ code, count }) => Array.from({ length: count }, () => code));
  const shares: VehicleShare[] = codes.map((vehicle) => ({ vehicle, parts: [] }));
  if (shares.length === 0) return [];
  const payload = (code: string) => registry.vehicles.find((each) => each.code === code)?.payloadGrams ?? 0;
  let at = 0;
  let room = payload(codes[0]!);
  lines.forEach((line, position) => {
    const weight =
      registry.commodities.find(({ code }) => code === line.commodity)?.milligramsPerBaseUnit ?? 1_000;
    const whole = line.handling?.size ?? 1;
    let left = line.quantity;
    while (left > 0) {
      const isLast = at === shares.length - 1;
      const fits = Math.floor((room * 1_000) / weight);
      const taken = isLast || fits >= left ? left : Math.floor(fits / whole) * whole;
      if (taken > 0) shares[at]!.parts.push({ line: position, quantity: taken });
      left -= taken;
      room -= Math.ceil((taken * weight) / 1_000);
      if (left > 0) room = payload(codes[++at]!);
    }
  });
  return shares;
}
