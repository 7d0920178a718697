import { Type, type Static } from '@sinclair/typebox';
import { canonicalFact } from '../define.js';
import { both } from '../language.js';
import { limits } from '../limits.js';
import { receiptReasons, varianceKinds } from '../receipt-reasons.js';
import {
  baseQuantity,
  code,
  count,
  freeText,
  identifier,
  localDate,
  lotName,
  oneOf,
  orNull,
  partyCode,
} from '../values.js';

/** Canonical form of what carriers and receivers say; key on topic `facts`: the lane. No `commodity` attribute. */

const shipment = { shipmentId: identifier(), lane: code(both('Jalur', 'Lane')) };
const vehicle = orNull(code());
export const reportedLine = Type.Object({
  commodity: code(),
  demandId: identifier(),
  location: orNull(
    code(both('null bila pelapor tidak menyebut tempatnya', 'null when the reporter named no place')),
  ),
  lot: orNull(lotName()),
  quantity: baseQuantity(),
  varianceReason: orNull(freeText()),
});
const lines = orNull(
  Type.Array(reportedLine, {
    maxItems: limits.linesMax,
    ...both('null: semua sesuai kiriman', 'null: all as the shipment says'),
  }),
);

const respondedFact = Type.Object({
  ...shipment,
  response: oneOf(['accepted', 'declined', 'countered']),
  reason: orNull(freeText()),
  vehicle,
  counter: Type.Optional(
    Type.Object({
      vehicles: orNull(Type.Array(Type.Object({ code: code(), count: count() }), { maxItems: 50 })),
      pickupDate: orNull(localDate()),
    }),
  ),
});
const decidedFact = Type.Object({
  ...shipment,
  about: oneOf(['offer', 'counter']),
  decision: oneOf(['approved', 'refused']),
  by: freeText(),
  carrier: orNull(partyCode()),
  reason: orNull(freeText()),
});
const answeredFact = Type.Object({
  ...shipment,
  changeId: orNull(identifier()),
  answer: oneOf(['accepted', 'declined']),
  reason: orNull(freeText()),
});
const dispatchedFact = Type.Object({
  ...shipment,
  lines,
  vehicle,
  reason: Type.Optional(orNull(freeText())),
});
const locatedFact = Type.Object({
  ...shipment,
  latitude: Type.Number({ minimum: -90, maximum: 90 }),
  longitude: Type.Number({ minimum: -180, maximum: 180 }),
  temperatureCelsius: orNull(Type.Number()),
});
const receivedLine = Type.Object({
  ...reportedLine.properties,
  variances: Type.Optional(
    Type.Array(
      Type.Object({
        kind: oneOf(varianceKinds),
        quantity: baseQuantity(),
        reason: oneOf(receiptReasons),
        note: Type.Optional(freeText()),
      }),
      { maxItems: limits.variancesMax },
    ),
  ),
  photos: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: limits.linePhotosMax })),
});
const receivedFact = Type.Object({
  ...shipment,
  lines: orNull(
    Type.Array(receivedLine, {
      maxItems: limits.linesMax,
      ...both('null: semua sesuai kiriman', 'null: all as the shipment says'),
    }),
  ),
});
const disposedFact = Type.Object({
  ...shipment,
  lines: Type.Array(
    Type.Object({
      commodity: code(),
      demandId: identifier(),
      location: orNull(code()),
      lot: orNull(lotName()),
      quantity: baseQuantity(),
      to: oneOf(['stock', 'waste']),
      place: orNull(code(both('null: tempat asalnya', 'null: where it came from'))),
      note: orNull(freeText()),
    }),
    { maxItems: limits.linesMax },
  ),
});
const cancelledFact = Type.Object({ ...shipment, reason: freeText() });

export type ShipmentRespondedFact = Static<typeof respondedFact>;
export type ShipmentDecidedFact = Static<typeof decidedFact>;
export type ShipmentAnsweredFact = Static<typeof answeredFact>;
export type ShipmentDispatchedFact = Static<typeof dispatchedFact>;
export type ShipmentLocatedFact = Static<typeof locatedFact>;
export type ShipmentReceivedFact = Static<typeof receivedFact>;
export type ShipmentDisposedFact = Static<typeof disposedFact>;
export type ShipmentCancelledFact = Static<typeof cancelledFact>;

const source = 'urn:lumbung:party:brantas-logistik';
const shipmentExample = { shipmentId: '35.72-31-road.2026-11-24.ambient.1', lane: '35.72-31-road' };
const lineExample = {
  commodity: 'egg.chicken',
  demandId: 'food-station-telur-2026-w48',
  location: 'kandang-ponggok',
  lot: 'default',
  quantity: 3_970_000,
  varianceReason: null,
};

export const shipmentRespondedFact = canonicalFact({
  type: 'lumbung.shipment.responded.v1',
  source,
  title: { id: 'Fakta: kiriman dijawab', en: 'Fact: shipment responded' },
  description: { id: 'Jawaban pengangkut', en: 'The carrier’s answer' },
  data: respondedFact,
  example: { ...shipmentExample, response: 'accepted', reason: null, vehicle: 'AG-8123-UK' },
});

export const shipmentDecidedFact = canonicalFact({
  type: 'lumbung.shipment.decided.v1',
  source: 'urn:lumbung:party:btc',
  title: { id: 'Fakta: hub memutuskan', en: 'Fact: shipment decided' },
  description: {
    id: 'Keputusan petugas hub, dengan namanya',
    en: 'What an officer of the hub decided, by name',
  },
  data: decidedFact,
  example: {
    ...shipmentExample,
    about: 'offer',
    decision: 'approved',
    by: 'Sri Wahyuni',
    carrier: null,
    reason: null,
  },
});

export const shipmentAnsweredFact = canonicalFact({
  type: 'lumbung.shipment.answered.v1',
  source,
  title: { id: 'Fakta: usulan perubahan dijawab', en: 'Fact: change answered' },
  description: { id: 'Jawaban atas usulan perubahan', en: 'The answer to a proposal for change' },
  data: answeredFact,
  example: { ...shipmentExample, changeId: null, answer: 'accepted', reason: null },
});

export const shipmentDispatchedFact = canonicalFact({
  type: 'lumbung.shipment.dispatched.v1',
  source,
  title: { id: 'Fakta: kiriman berangkat', en: 'Fact: shipment dispatched' },
  description: { id: 'Yang dimuat, dalam satuan dasar', en: 'What was loaded, in base units' },
  data: dispatchedFact,
  example: { ...shipmentExample, lines: [lineExample], vehicle: 'AG-8123-UK' },
});

export const shipmentLocatedFact = canonicalFact({
  type: 'lumbung.shipment.located.v1',
  source,
  title: { id: 'Fakta: posisi kiriman', en: 'Fact: shipment located' },
  description: { id: 'Posisi di jalan', en: 'Where it is on its way' },
  data: locatedFact,
  example: { ...shipmentExample, latitude: -7.25, longitude: 111.12, temperatureCelsius: 24.5 },
});

export const shipmentReceivedFact = canonicalFact({
  type: 'lumbung.shipment.received.v1',
  source: 'urn:lumbung:party:food-station',
  title: { id: 'Fakta: kiriman diterima', en: 'Fact: shipment received' },
  description: { id: 'Yang diterima, dalam satuan dasar', en: 'What was received, in base units' },
  data: receivedFact,
  example: { ...shipmentExample, lines: [{ ...lineExample, varianceReason: 'Pecah di jalan' }] },
});

export const shipmentDisposedFact = canonicalFact({
  type: 'lumbung.shipment.disposed.v1',
  source: 'urn:lumbung:party:btc',
  title: { id: 'Fakta: barang diputuskan', en: 'Fact: goods disposed of' },
  description: {
    id: 'Keputusan atas barang yang tidak diambil, dalam satuan dasar',
    en: 'What was decided about goods that were not taken, in base units',
  },
  data: disposedFact,
  example: {
    ...shipmentExample,
    lines: [
      {
        commodity: 'egg.chicken',
        demandId: 'food-station-telur-2026-w48',
        location: null,
        lot: null,
        quantity: 30_000,
        to: 'waste',
        place: null,
        note: null,
      },
    ],
  },
});

export const shipmentCancelledFact = canonicalFact({
  type: 'lumbung.shipment.cancelled.v1',
  source,
  title: { id: 'Fakta: kiriman dibatalkan', en: 'Fact: shipment cancelled' },
  description: { id: 'Kiriman tidak jadi berangkat', en: 'The shipment does not leave' },
  data: cancelledFact,
  example: { ...shipmentExample, reason: 'Kendaraan rusak' },
});
