import { Type, type Static } from '@sinclair/typebox';
import { canonicalFact } from '../define.js';
import { both } from '../language.js';
import { limits } from '../limits.js';
import { baseQuantity, code, count, identifier, localDate, lotId } from '../values.js';

/** The dispatcher's own facts: they tell the ledger what is promised, on the way and delivered. Key: `hub/commodity`. */

const line = Type.Object({ lotId: lotId(), demandId: identifier(), quantity: baseQuantity() });
const shipment = {
  shipmentId: identifier(),
  lane: code(),
  commitment: count(
    both(
      'Nomor urut per jalur dan komoditas: rencana menyebut nomor terakhir yang dilihatnya',
      'Number per lane and commodity: a plan names the last one it has seen',
    ),
  ),
};
const lines = Type.Array(line, { maxItems: limits.linesMax });

const committedFact = Type.Object({ ...shipment, pickupDate: localDate(), arrivalBy: localDate(), lines });
const releasedFact = Type.Object({ ...shipment });
const departedFact = Type.Object({ ...shipment, arrivalBy: Type.Optional(localDate()), lines });
const regainedFact = Type.Object({ ...shipment, lines });
const arrivedFact = Type.Object({ ...shipment, lines });

export type ShipmentCommittedFact = Static<typeof committedFact>;
export type ShipmentReleasedFact = Static<typeof releasedFact>;
export type ShipmentDepartedFact = Static<typeof departedFact>;
export type ShipmentRegainedFact = Static<typeof regainedFact>;
export type ShipmentArrivedFact = Static<typeof arrivedFact>;

const commodity = 'egg.chicken';
const shipmentExample = { shipmentId: '35.72-31-road.2026-11-24.ambient.1', lane: '35.72-31-road' };
const lineExample = {
  lotId: 'kandang-ponggok/default',
  demandId: 'food-station-telur-2026-w48',
  quantity: 4_000_000,
};

export const shipmentCommittedFact = canonicalFact({
  type: 'lumbung.shipment.committed.v1',
  commodity,
  title: { id: 'Fakta: kiriman dijanjikan', en: 'Fact: shipment committed' },
  description: {
    id: 'Baris kiriman yang diterima menjadi janji',
    en: 'The lines of an accepted shipment are promised',
  },
  data: committedFact,
  example: {
    ...shipmentExample,
    commitment: 7,
    pickupDate: '2026-11-24',
    arrivalBy: '2026-11-26',
    lines: [lineExample],
  },
});

export const shipmentReleasedFact = canonicalFact({
  type: 'lumbung.shipment.released.v1',
  commodity,
  title: { id: 'Fakta: janji dilepas', en: 'Fact: shipment released' },
  description: {
    id: 'Janji dikembalikan karena kiriman batal',
    en: 'The promise is given back: the shipment was cancelled',
  },
  data: releasedFact,
  example: { ...shipmentExample, commitment: 8 },
});

export const shipmentDepartedFact = canonicalFact({
  type: 'lumbung.shipment.departed.v1',
  commodity,
  title: { id: 'Fakta: barang berangkat', en: 'Fact: shipment departed' },
  description: { id: 'Barang meninggalkan lotnya', en: 'The goods left their lots' },
  data: departedFact,
  example: { ...shipmentExample, commitment: 9, lines: [lineExample] },
});

export const shipmentArrivedFact = canonicalFact({
  type: 'lumbung.shipment.arrived.v1',
  commodity,
  title: { id: 'Fakta: barang tiba', en: 'Fact: shipment arrived' },
  description: { id: 'Jumlah yang benar-benar diterima', en: 'What was really received' },
  data: arrivedFact,
  example: { ...shipmentExample, commitment: 10, lines: [{ ...lineExample, quantity: 3_970_000 }] },
});

export const shipmentRegainedFact = canonicalFact({
  type: 'lumbung.shipment.regained.v1',
  commodity,
  title: { id: 'Fakta: barang kembali', en: 'Fact: goods regained' },
  description: {
    id: 'Yang kembali ke tempat di pusat dagang: dibawa pulang dan dihitung, atau tidak diambil penerima',
    en: 'What is at places of the hub again: brought back and counted, or not taken by its receiver',
  },
  data: regainedFact,
  example: { ...shipmentExample, commitment: 10, lines: [{ ...lineExample, quantity: 500_000 }] },
});
