/** Our URIs for what has no GS1 key. Each part is escaped, so that a name with a colon stays one part. */

const urn = (kind: string, ...parts: string[]) =>
  ['urn:lumbung', kind, ...parts.map((part) => encodeURIComponent(part))].join(':');

export const shipmentUri = (shipmentId: string) => urn('shipment', shipmentId);
export const demandUri = (demandId: string) => urn('demand', demandId);
export const partyUri = (party: string) => urn('party', party);
export const regionUri = (region: string) => urn('region', region);
export const placeUri = (place: string) => urn('place', place);
export const lotUri = (lot: { commodity: string; location: string; lot: string }) =>
  urn('lot', lot.commodity, lot.location, lot.lot);
export const eventUri = (shipmentId: string, revision: number, kind: string) =>
  urn('epcis', shipmentId, String(revision), kind);

/** The parts of one of our URIs of a kind; null: it is something else. */
export function partsOf(uri: string, kind: string): string[] | null {
  const [scheme, name, its, ...parts] = uri.split(':');
  if (scheme !== 'urn' || name !== 'lumbung' || its !== kind) return null;
  try {
    return parts.map((part) => decodeURIComponent(part));
  } catch {
    return null;
  }
}
