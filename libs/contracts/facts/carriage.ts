import { Type } from '@sinclair/typebox';
import { canonicalFact } from '../define.js';
import { limits } from '../limits.js';
import { code, count, freeText, identifier, orNull, partyCode } from '../values.js';
import { reportedLine } from './carried.js';

/** Canonical form of what is said of the goods on their way; key on topic `facts`: the lane. */

const shipment = { shipmentId: identifier(), lane: code() };
const named = Type.Array(reportedLine, { maxItems: limits.linesMax });
const vehicles = orNull(Type.Array(Type.Object({ code: code(), count: count() }), { maxItems: 50 }));

const splitFact = Type.Object({ ...shipment, lines: named, vehicles, remaining: vehicles });
const mergedFact = Type.Object({ ...shipment, with: identifier(), vehicles });
const stoppedFact = Type.Object({
  ...shipment,
  reason: freeText(),
  place: orNull(freeText()),
  latitude: orNull(Type.Number()),
  longitude: orNull(Type.Number()),
});
const transferredFact = Type.Object({
  ...shipment,
  lines: orNull(named),
  carrier: orNull(partyCode()),
  vehicle: orNull(code()),
  vehicles,
  reason: orNull(freeText()),
});
const returnedFact = Type.Object({ ...shipment, lines: orNull(named), place: code(), reason: freeText() });
const restockedFact = Type.Object({ ...shipment, lines: orNull(named) });

const source = 'urn:lumbung:party:brantas-logistik';
const its = { shipmentId: '35.72-31-road.2026-11-24.ambient.1', lane: '35.72-31-road' };
const line = {
  commodity: 'egg.chicken',
  demandId: 'food-station-telur-2026-w48',
  location: 'kandang-ponggok',
  lot: null,
  quantity: 1_500_000,
  varianceReason: null,
};

export const shipmentSplitFact = canonicalFact({
  type: 'lumbung.shipment.split.v1',
  source,
  title: { id: 'Fakta: kiriman dibagi', en: 'Fact: shipment split' },
  description: { id: 'Baris yang menjadi kiriman sendiri', en: 'Lines that go as a shipment of their own' },
  data: splitFact,
  example: { ...its, lines: [line], vehicles: null, remaining: null },
});

export const shipmentMergedFact = canonicalFact({
  type: 'lumbung.shipment.merged.v1',
  source,
  title: { id: 'Fakta: kiriman digabung', en: 'Fact: shipments merged' },
  description: { id: 'Dua kiriman menjadi satu', en: 'Two shipments become one' },
  data: mergedFact,
  example: { ...its, with: '35.72-31-road.2026-11-24.ambient.2', vehicles: null },
});

export const shipmentStoppedFact = canonicalFact({
  type: 'lumbung.shipment.stopped.v1',
  source,
  title: { id: 'Fakta: kiriman berhenti', en: 'Fact: shipment stopped' },
  description: { id: 'Berhenti di jalan, dengan sebabnya', en: 'It stands on its way, and why' },
  data: stoppedFact,
  example: { ...its, reason: 'As patah', place: 'Tol Ngawi KM 579', latitude: -7.4, longitude: 111.4 },
});

export const shipmentTransferredFact = canonicalFact({
  type: 'lumbung.shipment.transferred.v1',
  source,
  title: { id: 'Fakta: muatan dipindahkan', en: 'Fact: shipment transferred' },
  description: { id: 'Ke kendaraan atau pengangkut lain', en: 'To another vehicle or carrier' },
  data: transferredFact,
  example: { ...its, lines: null, carrier: null, vehicle: 'AE-9001-UX', vehicles: null, reason: null },
});

export const shipmentReturnedFact = canonicalFact({
  type: 'lumbung.shipment.returned.v1',
  source,
  title: { id: 'Fakta: kiriman kembali', en: 'Fact: shipment returned' },
  description: { id: 'Yang belum diterima kembali', en: 'What was not received goes back' },
  data: returnedFact,
  example: { ...its, lines: null, place: 'kandang-ponggok', reason: 'Jalan putus' },
});

export const shipmentRestockedFact = canonicalFact({
  type: 'lumbung.shipment.restocked.v1',
  source: 'urn:lumbung:party:btc',
  title: { id: 'Fakta: barang kembali dihitung', en: 'Fact: returned goods counted' },
  description: { id: 'Hitungan di tempatnya, satuan dasar', en: 'As counted at its place, in base units' },
  data: restockedFact,
  example: { ...its, lines: [line] },
});
