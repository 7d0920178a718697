import type { InboundEvent, ReceiptReason, ShipmentData } from '#contracts';
import { receivers } from './cast-figures.js';
import { demandProfiles, kitchen } from './demand-figures.js';
import type { Random } from './random.js';
import { Voice, type Now, type Utterance } from './utterance.js';

const varies = 0.08;
/** A part of what was not taken is decided on at once: it is thrown away where it is. */
const throwsAway = 0.7;
const decidesHours = [0.5, 2] as const;

interface Variance {
  kind: 'short' | 'damaged' | 'refused';
  reason: ReceiptReason;
}
const short: Variance[] = [
  { kind: 'short', reason: 'weighing' },
  { kind: 'short', reason: 'shrinkage' },
];
const variances: Record<string, Variance[]> = {
  'egg.chicken': [{ kind: 'damaged', reason: 'broken' }, ...short],
  'vegetable.mixed': [
    { kind: 'damaged', reason: 'spoiled' },
    { kind: 'refused', reason: 'quality' },
    ...short,
  ],
  'milk.cow': [{ kind: 'refused', reason: 'temperature' }, ...short],
  'fish.koi': [{ kind: 'damaged', reason: 'other' }],
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
      received.set(demandId, (received.get(demandId) ?? 0) + Number(quantity));
    }
    const { shipmentId } = shipment;
    const voice = this.voiceOf(party);
    const data = { shipmentId, ...(lines === null ? {} : { lines }) };
    const said = [voice.say('lumbung.shipment.received.v1', data, now)];
    const held = (lines ?? []).flatMap(heldBack);
    if (held.length > 0 && random.chance(throwsAway)) {
      const laterMs = random.between(...decidesHours) * now.hourMs;
      said.push(voice.say('lumbung.shipment.disposed.v1', { shipmentId, lines: held }, now, { laterMs }));
    }
    return { said, received };
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

type ReceivedLine = NonNullable<InboundEvent<'lumbung.shipment.received.v1'>['data']['lines']>[number];

function shorter({ lines }: ShipmentData, random: Random): ReceivedLine[] {
  const hit = random.integer(0, lines.length - 1);
  return lines.map(({ commodity, demandId, lot, location, quantity, unit }, index) => {
    const line = { commodity, demandId, location, lot, quantity, unit };
    if (index !== hit) return line;
    const amount = Math.min(quantity, Math.max(1, Math.floor(quantity * random.between(0.003, 0.03))));
    const variance = { ...random.pick(variances[commodity] ?? short), quantity: amount, unit };
    return { ...line, quantity: quantity - amount, variances: [variance] };
  });
}

/** What came and was not taken, to be thrown away. */
function heldBack({ commodity, demandId, lot, location, variances: its = [] }: ReceivedLine) {
  return its
    .filter(({ kind }) => kind !== 'short')
    .map(({ quantity, unit }) => ({
      ...{ commodity, demandId, lot, location, quantity, unit },
      to: 'waste' as const,
    }));
}
