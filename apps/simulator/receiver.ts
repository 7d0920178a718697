import type { ShipmentData } from '#contracts';
import { receivers } from './cast-figures.js';
import { demandProfiles, kitchen } from './demand-figures.js';
import type { Random } from './random.js';
import { Voice, type Now, type Utterance } from './utterance.js';

const varies = 0.08;
const reasons: Record<string, string[]> = {
  'egg.chicken': ['Pecah di jalan', 'Retak saat bongkar'],
  'vegetable.mixed': ['Layu di jalan', 'Busuk sebagian'],
  'milk.cow': ['Tumpah saat bongkar', 'Rusak karena suhu'],
  'fish.koi': ['Mati di jalan'],
};
const parties = new Set<string>([...demandProfiles.map(({ party }) => party), kitchen.party]);

/** What really came out of a truck: mostly all of it, now and then a little less with a reason. */
export class Receivers {
  private readonly voices = new Map<string, Voice>();

  constructor(
    private readonly run: string,
    private readonly random: Random,
  ) {}

  /** Says nothing when nobody at the destination is connected. Quantities: base units by demand. */
  sign(shipment: ShipmentData, now: Now): { said: Utterance[]; received: Map<string, number> } {
    const received = new Map<string, number>();
    const party = receiverOf(shipment);
    if (party === null) return { said: [], received };
    const random = this.random.fork(shipment.shipmentId);
    const lines = random.chance(varies) ? shorter(shipment, random) : null;
    for (const { demandId, quantity } of lines ?? shipment.lines) {
      received.set(demandId, (received.get(demandId) ?? 0) + quantity);
    }
    const data = { shipmentId: shipment.shipmentId, ...(lines === null ? {} : { lines }) };
    return { said: [this.voiceOf(party).say('lumbung.shipment.received.v1', data, now)], received };
  }

  private voiceOf(party: string): Voice {
    const known = this.voices.get(party);
    if (known) return known;
    const voice = new Voice(party, this.run, `${party}.terima`);
    this.voices.set(party, voice);
    return voice;
  }
}

/** The party whose demand takes most of the load. */
function receiverOf({ lines, destination }: ShipmentData): string | null {
  const shares = new Map<string, number>();
  for (const { demandId, quantity } of lines) {
    const owner = demandId.startsWith('mbg-surabaya.') ? kitchen.party : (demandId.split('.')[0] ?? '');
    if (parties.has(owner)) shares.set(owner, (shares.get(owner) ?? 0) + quantity);
  }
  const [first] = [...shares].sort(([a, most], [b, least]) => least - most || (a < b ? -1 : 1));
  return first?.[0] ?? receivers[destination] ?? null;
}

function shorter({ lines }: ShipmentData, random: Random) {
  const hit = random.integer(0, lines.length - 1);
  return lines.map(({ commodity, demandId, lot, location, quantity, unit }, index) => {
    const line = { commodity, demandId, location, lot, quantity, unit };
    if (index !== hit) return line;
    const lost = Math.max(1, Math.floor(quantity * random.between(0.003, 0.03)));
    const why = random.pick(reasons[commodity] ?? ['Selisih timbangan']);
    return { ...line, quantity: Math.max(0, quantity - lost), varianceReason: why };
  });
}
