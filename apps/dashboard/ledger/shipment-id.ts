/** What the id of a shipment tells: where it goes, when, how warm, the how manieth, and which part of one that was split. */
export interface ShipmentIdParts {
  lane: string;
  pickupDate: string;
  temperature: string;
  number: number;
  /** 1 for what was never split off. */
  part: number;
}

/** Null for an id of another form: it is shown as it is. */
export function partsOfShipmentId(id: string): ShipmentIdParts | null {
  const found = /^(.+)\.(\d{4}-\d{2}-\d{2})\.([a-z]+)\.(\d+)((?:\.s\d+)*)$/.exec(id);
  if (!found) return null;
  const [, lane, pickupDate, temperature, number, splits] = found as unknown as string[];
  const part = Number(/\d+$/.exec(splits!)?.[0] ?? 1);
  return { lane: lane!, pickupDate: pickupDate!, temperature: temperature!, number: Number(number), part };
}
