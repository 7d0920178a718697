import { Type, type Static } from '@sinclair/typebox';
import { published } from '../define.js';
import { both } from '../language.js';
import {
  baseQuantity,
  code,
  count,
  identifier,
  instant,
  localDate,
  lotId,
  lotName,
  oneOf,
  orNull,
} from '../values.js';
import { reason } from './reason.js';

/** From the reconciler to the dispatcher: the full plan of one lane and commodity, replacing the one before. */

const allocation = Type.Object({
  lotId: lotId(),
  location: code(),
  lot: lotName(),
  demandId: identifier(),
  destination: code(),
  quantity: baseQuantity(),
  lane: code(),
  pickupDate: localDate(),
  latestPickup: localDate(),
  arrivalBy: localDate(),
});

const gap = Type.Object({
  shipmentId: identifier(),
  lane: code(),
  moving: Type.Boolean(both('Sudah di jalan', 'It has left')),
  commodity: code(),
  lotId: lotId(),
  demandId: identifier(),
  quantity: baseQuantity(),
  wanted: baseQuantity(both('Yang masih diinginkan', 'What is still wanted of it')),
  code: oneOf(['NEED', 'STOCK', 'WINDOW']),
  window: Type.Optional(Type.Object({ from: localDate(), to: localDate() })),
});

const plannedData = Type.Object({
  hub: code(),
  commodity: code(),
  lane: code(),
  planVersion: identifier(both('<hub>:<komoditas>:<n>', '<hub>:<commodity>:<n>')),
  planNumber: count(),
  computedAt: instant(),
  commitmentSeen: count(
    both(
      'Nomor janji tertinggi yang dilihat rencana ini',
      'Highest commitment number that this plan has seen',
    ),
  ),
  registryVersion: count(),
  allocations: Type.Array(allocation, {
    maxItems: 5000,
    ...both(
      'Daftar lengkap; kosong berarti tidak ada lagi rencana',
      'The full set; empty means nothing more is planned',
    ),
  }),
  gaps: Type.Optional(
    Type.Array(gap, {
      maxItems: 5000,
      ...both(
        'Yang diinginkan lain dari muatan yang sudah disanggupi atau di jalan',
        'What is wanted otherwise of loads that are accepted or on the road',
      ),
    }),
  ),
  reasons: Type.Array(reason, { maxItems: 5000 }),
  factTime: orNull(
    instant(both('Kapan fakta terbaru di baliknya terjadi', 'When the newest fact behind it happened')),
  ),
  acceptedAt: orNull(instant(both('Kapan fakta itu diterima', 'When that fact was accepted'))),
});

export type AllocationsPlannedData = Static<typeof plannedData>;

export const allocationsPlanned = published('35.72-31-road/egg.chicken', {
  type: 'lumbung.allocations.planned.v1',
  title: { id: 'Alokasi direncanakan', en: 'Allocations planned' },
  description: {
    id: 'Seluruh alokasi satu jalur dan komoditas, menggantikan yang sebelumnya',
    en: 'All allocations of one lane and commodity, replacing those before',
  },
  data: plannedData,
  example: {
    hub: 'btc',
    commodity: 'egg.chicken',
    lane: '35.72-31-road',
    planVersion: 'btc:egg.chicken:118',
    planNumber: 118,
    computedAt: '2026-11-22T23:15:00.180Z',
    commitmentSeen: 7,
    registryVersion: 1,
    allocations: [
      {
        lotId: 'kandang-ponggok/default',
        location: 'kandang-ponggok',
        lot: 'default',
        demandId: 'food-station-telur-2026-w48',
        destination: '31',
        quantity: 4_000_000,
        lane: '35.72-31-road',
        pickupDate: '2026-11-24',
        latestPickup: '2026-11-25',
        arrivalBy: '2026-11-26',
      },
    ],
    reasons: [],
    factTime: '2026-11-22T23:15:00.000Z',
    acceptedAt: '2026-11-22T23:15:00.120Z',
  },
});
