import { Type, type Static } from '@sinclair/typebox';
import { published } from '../define.js';
import { both } from '../language.js';
import { varianceKinds } from '../receipt-reasons.js';
import {
  baseQuantity,
  bilingual,
  baseUnit,
  code,
  count,
  freeText,
  identifier,
  instant,
  localDate,
  lotName,
  oneOf,
  orNull,
  partyCode,
} from '../values.js';
import { reason } from './reason.js';

/** The plan that everybody sees: shipments, first recommended, later accepted and carried. */

export const shipmentStatuses = [
  'recommended',
  'offered',
  'accepted',
  'dispatched',
  'in_transit',
  'received',
  'closed',
  'declined',
  'expired',
  'withdrawn',
  'cancelled',
] as const;

/** On the road: when it is expected, and what was noticed. */
const tracking = Type.Object({
  leftAt: instant(),
  estimate: Type.Optional(
    Type.Object(
      {
        p10: instant(),
        p50: instant(),
        p90: instant(),
        basis: oneOf(
          ['position', 'history', 'registry'],
          both(
            'position: dari tempatnya; history: dari perjalanan selesai di jalur ini; registry: dari data jalur saja',
            'position: from where it is; history: from finished trips on the lane; registry: from the lane’s entry alone',
          ),
        ),
        n: count(both('Perjalanan selesai yang mendasarinya', 'Finished trips behind the durations')),
        remainingKm: orNull(Type.Number({ minimum: 0 })),
      },
      both(
        'Perkiraan tiba p50; delapan dari sepuluh di antara p10 dan p90',
        'Expected at p50; in eight of ten cases between p10 and p90',
      ),
    ),
  ),
  lateMinutes: Type.Optional(
    count(both('Menit setelah akhir arrivalBy', 'Minutes after the end of arrivalBy')),
  ),
  silentSince: Type.Optional(instant()),
  arrivedAt: Type.Optional(instant()),
  excursions: Type.Optional(
    Type.Array(
      Type.Object({
        start: instant(),
        end: orNull(instant()),
        peakCelsius: Type.Number(),
        degreeMinutes: Type.Integer({ minimum: 0 }),
        minCelsius: Type.Number(),
        maxCelsius: Type.Number(),
      }),
      { maxItems: 100 },
    ),
  ),
});

const line = Type.Object({
  commodity: code(),
  lot: lotName(),
  location: code(),
  demandId: identifier(),
  quantity: baseQuantity(),
  unit: baseUnit(),
  received: Type.Optional(
    baseQuantity(
      both(
        'Diterima baik; tidak ada selama belum dilaporkan',
        'Received in good order; absent until reported',
      ),
    ),
  ),
  varianceReason: Type.Optional(Type.String()),
  variances: Type.Optional(
    Type.Array(
      Type.Object({
        kind: oneOf(varianceKinds),
        quantity: baseQuantity(),
        reason: Type.String(both('Kode alasan, atau unspecified', 'Code of a reason, or unspecified')),
        note: Type.Optional(Type.String()),
      }),
    ),
  ),
  dispositions: Type.Optional(
    Type.Array(
      Type.Object({
        to: oneOf(['stock', 'waste']),
        quantity: baseQuantity(),
        by: partyCode(),
        place: Type.Optional(code()),
        note: Type.Optional(Type.String()),
      }),
      both(
        'Keputusan atas damaged, refused dan wrong; selisihnya menunggu keputusan',
        'Decisions about damaged, refused and wrong; the rest of those awaits one',
      ),
    ),
  ),
  photos: Type.Optional(Type.Array(Type.String())),
  returning: Type.Optional(
    code(both('Kembali ke tempat ini, tidak diterima', 'Goes back to this place, was not received')),
  ),
  regained: Type.Optional(baseQuantity(both('Hitungan di sana', 'As counted there'))),
});

const leftLine = Type.Object({
  commodity: code(),
  lot: lotName(),
  location: code(),
  demandId: identifier(),
  quantity: baseQuantity(),
  reason: Type.Optional(freeText()),
});

export const changeProposal = Type.Object({
  changeId: identifier(both('Tetap sama selama usulan berlaku', 'The same while the proposal lasts')),
  kind: oneOf(['reduce', 'increase', 'replace', 'date', 'cancel']),
  status: oneOf(['open', 'accepted', 'declined', 'expired', 'withdrawn']),
  proposedAt: instant(),
  deadline: instant(both('Sampai kapan dapat dijawab', 'Until when it may be answered')),
  endedAt: Type.Optional(instant()),
  lines: Type.Array(line, {
    maxItems: 5000,
    ...both('Seluruh muatan sesudahnya', 'All that it would carry then'),
  }),
  pickupDate: localDate(),
  arrivalBy: localDate(),
  reasons: Type.Array(
    Type.Object({
      code: oneOf(['NEED', 'STOCK', 'WINDOW', 'MORE']),
      commodity: code(),
      demandId: identifier(),
      quantity: baseQuantity(),
      unit: baseUnit(),
      text: bilingual(),
    }),
    { maxItems: 5000 },
  ),
  reason: Type.Optional(freeText(both('Dari pengangkut', 'The carrier’s'))),
});

export const shipmentData = Type.Object({
  shipmentId: identifier(both('Tetap sama pada setiap revisi', 'The same in every revision')),
  revision: count(both('Bertambah pada setiap revisi', 'Grows with every revision')),
  supersedes: Type.Optional(
    orNull(count(both('Revisi yang digantikan', 'The revision that this one replaces'))),
  ),
  status: oneOf(shipmentStatuses),
  hub: partyCode(),
  lane: code(),
  origin: code(),
  destination: code(),
  pickupDate: localDate(),
  arrivalBy: localDate(),
  temperatureClass: oneOf(['ambient', 'chilled', 'frozen', 'live']),
  carrier: Type.Optional(orNull(partyCode())),
  vehicles: Type.Array(Type.Object({ code: code(), count: count() }), { maxItems: 50 }),
  lines: Type.Array(line, { maxItems: 5000 }),
  planVersion: identifier(),
  change: Type.Optional(changeProposal),
  left: Type.Optional(
    Type.Array(leftLine, {
      maxItems: 5000,
      ...both('Disanggupi tetapi tidak dimuat', 'Accepted, but not loaded'),
    }),
  ),
  breakdown: Type.Optional(
    Type.Object({
      time: instant(),
      reason: freeText(),
      place: Type.Optional(freeText()),
      latitude: Type.Optional(Type.Number()),
      longitude: Type.Optional(Type.Number()),
    }),
  ),
  handovers: Type.Optional(
    Type.Array(
      Type.Object({
        time: instant(),
        from: partyCode(),
        to: partyCode(),
        vehicle: Type.Optional(code()),
        reason: Type.Optional(freeText()),
      }),
      { maxItems: 50 },
    ),
  ),
  parts: Type.Optional(Type.Array(identifier(), { maxItems: 20 })),
  partOf: Type.Optional(identifier()),
  mergedInto: Type.Optional(identifier()),
  reasons: Type.Array(reason, { maxItems: 5000 }),
  position: Type.Optional(
    Type.Object({
      time: instant(),
      latitude: Type.Number(),
      longitude: Type.Number(),
      temperatureCelsius: Type.Optional(Type.Number()),
    }),
  ),
  tracking: Type.Optional(tracking),
});

export type ShipmentData = Static<typeof shipmentData>;

export const shipmentExample: ShipmentData = {
  shipmentId: '35.72-31-road.2026-11-24.ambient.1',
  revision: 2,
  supersedes: 1,
  status: 'recommended',
  hub: 'btc',
  lane: '35.72-31-road',
  origin: '35.72',
  destination: '31',
  pickupDate: '2026-11-24',
  arrivalBy: '2026-11-26',
  temperatureClass: 'ambient',
  carrier: null,
  vehicles: [{ code: 'CDD', count: 1 }],
  lines: [
    {
      commodity: 'egg.chicken',
      lot: 'default',
      location: 'kandang-ponggok',
      demandId: 'food-station-telur-2026-w48',
      quantity: 4_000_000,
      unit: 'g',
    },
  ],
  planVersion: 'btc:egg.chicken:118',
  reasons: [],
};

export const shipmentRecommended = published(shipmentExample.shipmentId, {
  type: 'lumbung.shipment.recommended.v1',
  title: { id: 'Kiriman disarankan', en: 'Shipment recommended' },
  description: {
    id: 'Saran kiriman dan setiap revisinya: shipmentId sama, revision naik',
    en: 'A recommended shipment and each of its revisions: same shipmentId, higher revision',
  },
  data: shipmentData,
  example: shipmentExample,
});

export const shipmentWithdrawn = published(shipmentExample.shipmentId, {
  type: 'lumbung.shipment.withdrawn.v1',
  title: { id: 'Saran kiriman ditarik', en: 'Shipment withdrawn' },
  description: { id: 'Saran ini tidak diperlukan lagi', en: 'This recommendation is no longer wanted' },
  data: shipmentData,
  example: { ...shipmentExample, revision: 3, supersedes: 2, status: 'withdrawn', lines: [], vehicles: [] },
});

export const shipmentUpdated = published(shipmentExample.shipmentId, {
  type: 'lumbung.shipment.updated.v1',
  title: { id: 'Status kiriman berubah', en: 'Shipment updated' },
  description: {
    id: 'Status baru: accepted, dispatched, in_transit, received, closed, declined, cancelled, expired',
    en: 'A new status: accepted, dispatched, in_transit, received, closed, declined, cancelled, expired',
  },
  data: shipmentData,
  example: { ...shipmentExample, status: 'accepted', carrier: 'brantas-logistik' },
});
