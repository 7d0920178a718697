import { Type } from '@sinclair/typebox';
import { inbound } from '../define.js';
import { both } from '../language.js';
import { limits } from '../limits.js';
import { code, count, freeText, identifier, lotId, lotName, partyCode, quantity, unit } from '../values.js';

/** What a carrier or the hub says of the goods themselves: divided, joined, standing, handed over, brought back. */

const shipmentId = identifier(both('Pengenal kiriman', 'Shipment id'));
const line = Type.Object({
  lotId: Type.Optional(lotId()),
  lot: Type.Optional(lotName()),
  location: Type.Optional(code()),
  demandId: identifier(),
  commodity: code(),
  quantity: quantity(),
  unit: unit(),
});
const lines = (id: string, en: string) =>
  Type.Array(line, { minItems: 1, maxItems: limits.linesMax, ...both(id, en) });
const vehicles = (id: string, en: string) =>
  Type.Optional(
    Type.Array(Type.Object({ code: code(), count: count({ minimum: 1, maximum: 1_000 }) }), {
      minItems: 1,
      maxItems: 50,
      ...both(id, en),
    }),
  );

const splitData = Type.Object({
  shipmentId,
  lines: lines('Yang menjadi kiriman sendiri', 'What becomes a shipment of its own'),
  vehicles: vehicles('Kendaraan kiriman baru', 'Vehicles of the new shipment'),
  remaining: vehicles('Kendaraan kiriman lama', 'Vehicles that are left for the first one'),
});
const mergedData = Type.Object({
  shipmentId,
  with: identifier(both('Kiriman yang bergabung ke kiriman ini', 'The shipment that joins this one')),
  vehicles: vehicles('Bila lain dari jumlah keduanya', 'Where they are not those of both'),
});
const stoppedData = Type.Object({
  shipmentId,
  reason: freeText(),
  place: Type.Optional(freeText({ maxLength: 200 })),
  latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
});
const transferredData = Type.Object({
  shipmentId,
  lines: Type.Optional(
    lines('Yang berpindah; tanpa baris berarti semua', 'What changes hands; everything when absent'),
  ),
  carrier: Type.Optional(partyCode(both('Bila pengangkutnya lain', 'Where it is another carrier'))),
  vehicle: Type.Optional(code(both('Nomor polisi kendaraan pengganti', 'Plate of the other vehicle'))),
  vehicles: vehicles('Jenis kendaraan pengganti', 'Kinds of vehicles that take over'),
  reason: Type.Optional(freeText()),
});
const returnedData = Type.Object({
  shipmentId,
  lines: Type.Optional(
    lines(
      'Yang kembali; tanpa baris berarti semua yang belum diterima',
      'What goes back; all that was not received when absent',
    ),
  ),
  place: code(both('Tempat di pusat dagang', 'Place of the hub')),
  reason: freeText(),
});
const restockedData = Type.Object({
  shipmentId,
  lines: Type.Optional(
    lines('Hitungan di tempat; tanpa baris berarti semua', 'What was counted there; all of it when absent'),
  ),
});

const example = '35.72-31-road.2026-11-24.ambient.1';
const someLines = [
  {
    commodity: 'egg.chicken',
    demandId: 'food-station-telur-2026-w48',
    location: 'kandang-ponggok',
    quantity: '1500',
    unit: 'KGM',
  },
];

export const shipmentSplit = inbound('brantas-logistik', {
  type: 'lumbung.shipment.split.v1',
  title: { id: 'Kiriman dibagi', en: 'Shipment split' },
  description: {
    id: 'Sebagian baris menjadi kiriman sendiri, dengan pengangkut yang sama',
    en: 'Some lines go as a shipment of their own, with the same carrier',
  },
  data: splitData,
  example: { shipmentId: example, lines: someLines, vehicles: [{ code: 'CDE', count: 1 }] },
});

export const shipmentMerged = inbound('brantas-logistik', {
  type: 'lumbung.shipment.merged.v1',
  title: { id: 'Kiriman digabung', en: 'Shipments merged' },
  description: {
    id: 'Kiriman lain pada jalur, tanggal dan kelas yang sama bergabung ke kiriman ini',
    en: 'Another shipment of the same lane, date and class joins this one',
  },
  data: mergedData,
  example: { shipmentId: example, with: '35.72-31-road.2026-11-24.ambient.2' },
});

export const shipmentStopped = inbound('brantas-logistik', {
  type: 'lumbung.shipment.stopped.v1',
  title: { id: 'Kiriman berhenti di jalan', en: 'Shipment stopped' },
  description: { id: 'Kendaraan rusak atau tertahan', en: 'The vehicle broke down, or is held up' },
  data: stoppedData,
  example: {
    shipmentId: example,
    reason: 'As patah',
    place: 'Tol Ngawi KM 579',
    latitude: -7.4,
    longitude: 111.4,
  },
});

export const shipmentTransferred = inbound('brantas-logistik', {
  type: 'lumbung.shipment.transferred.v1',
  title: { id: 'Muatan dipindahkan', en: 'Shipment transferred' },
  description: {
    id: 'Muatan melanjutkan perjalanan dengan kendaraan atau pengangkut lain',
    en: 'The load goes on in another vehicle, or with another carrier',
  },
  data: transferredData,
  example: { shipmentId: example, vehicle: 'AE-9001-UX' },
});

export const shipmentReturned = inbound('brantas-logistik', {
  type: 'lumbung.shipment.returned.v1',
  title: { id: 'Kiriman kembali', en: 'Shipment returned' },
  description: {
    id: 'Yang belum diterima kembali ke pusat dagang; menjadi stok setelah dihitung di sana',
    en: 'What was not received goes back to the hub; it is stock once it is counted there',
  },
  data: returnedData,
  example: { shipmentId: example, place: 'kandang-ponggok', reason: 'Jalan putus' },
});

export const shipmentRestocked = inbound('btc', {
  type: 'lumbung.shipment.restocked.v1',
  title: { id: 'Barang kembali dihitung', en: 'Returned goods counted' },
  description: {
    id: 'Hitungan di tempat asal; yang hilang di jalan tercatat sebagai susut',
    en: 'What was counted at its place; what is missing is a loss on the way',
  },
  data: restockedData,
  example: { shipmentId: example, lines: someLines },
});
