import type { InboundEvent, ShipmentData } from '#contracts';
import type { CarrierProfile } from './cast-figures.js';
import type { Random } from './random.js';

type Responded = InboundEvent<'lumbung.shipment.responded.v1'>['data'];
type Answered = InboundEvent<'lumbung.shipment.answered.v1'>['data'];

const declines = 0.1;
/** Of those that are asked by name; the rest says yes. */
const counters = 0.08;
const vanishes = 0.04;
const changeDeclined = 0.25;
const changeUnanswered = 0.1;
const gramsPerPiece = 500;
/** No truck leaves for less. */
export const leastGrams = 200_000;
const reasons = ['Armada penuh', 'Sopir tidak tersedia', 'Tarif belum cocok', 'Jadwal bongkar bentrok'];

/** What a carrier answers to an offer; null: nothing at all, so that the offer expires. */
export function replyTo(shipment: ShipmentData, profile: CarrierProfile, random: Random): Responded | null {
  const { shipmentId, carrier } = shipment;
  const what = random.next();
  if (what < declines) return { shipmentId, response: 'declined', reason: random.pick(reasons) };
  const isAsked = carrier === profile.party;
  if (isAsked && gramsOf(shipment) < leastGrams)
    return { shipmentId, response: 'declined', reason: 'Muatan terlalu sedikit' };
  if (isAsked && what < declines + vanishes) return null;
  const vehicles = otherVehicles(shipment, profile);
  if (isAsked && vehicles !== null && what < declines + vanishes + counters)
    return { shipmentId, response: 'countered', vehicles, reason: 'Truk yang diminta sedang di luar kota' };
  const plate = `${profile.plate}-${random.integer(8000, 9999)}-U${random.pick(['A', 'B', 'K', 'N', 'T'])}`;
  return { shipmentId, response: 'accepted', vehicle: plate };
}

/** What a carrier answers to a proposal for change; null: nothing, so that all stays as it is. */
export function answerTo(shipmentId: string, changeId: string, random: Random): Answered | null {
  const what = random.next();
  if (what < changeUnanswered) return null;
  if (what < changeUnanswered + changeDeclined)
    return { shipmentId, changeId, answer: 'declined', reason: 'Truk sudah disiapkan' };
  return { shipmentId, changeId, answer: 'accepted' };
}

/** About what it weighs: a millilitre as a gram, a fish with its water as half a kilogram. */
export function gramsOf({ lines }: ShipmentData): number {
  return lines.reduce(
    (sum, { quantity, unit }) => sum + quantity * (unit === 'piece' ? gramsPerPiece : 1),
    0,
  );
}

function otherVehicles(shipment: ShipmentData, { spare }: CarrierProfile) {
  if (shipment.vehicles.every(({ code }) => code === spare.code)) return null;
  return [{ code: spare.code, count: Math.max(1, Math.ceil(gramsOf(shipment) / spare.grams)) }];
}
