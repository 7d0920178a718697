import { Type, type Static } from '@sinclair/typebox';
import { inbound } from '../define.js';
import { both } from '../language.js';
import { code, dateOrInstant, freeText, identifier, oneOf, partyCode, quantity, unit } from '../values.js';

/** What cities need, in revisions: the newest declaration of a demandId replaces the one before. */

const declaredData = Type.Object({
  demandId: identifier(
    both(
      'Pengenal kebutuhan; deklarasi baru merevisi yang lama',
      'Id of the need; a new declaration revises the old one',
    ),
  ),
  destination: code(both('Wilayah tujuan (kode Kemendagri)', 'Destination region (Kemendagri code)')),
  commodity: code(both('Kode komoditas', 'Commodity code')),
  quantity: quantity(),
  unit: unit(),
  window: Type.Object(
    { from: dateOrInstant(), to: dateOrInstant() },
    both('Barang harus tiba di antara kedua tanggal ini', 'Goods must arrive between these two dates'),
  ),
  priority: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 9,
      ...both('1 paling mendesak; bawaan 5', '1 is the most urgent; default 5'),
    }),
  ),
  minShelfLifeDays: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 3650,
      ...both('Sisa umur simpan saat tiba, hari; bawaan 0', 'Shelf life left at arrival, days; default 0'),
    }),
  ),
  grade: Type.Optional(code(both('Mutu yang diminta', 'Grade asked for'))),
  hub: Type.Optional(
    partyCode(
      both('Pusat dagang; bila kosong dipilih oleh registri', 'Hub; the registry decides when absent'),
    ),
  ),
  basis: oneOf(
    ['order', 'replenishment', 'estimate'],
    both('Dasar: pesanan, pengisian ulang, perkiraan', 'Basis of the figure'),
  ),
});

const withdrawnData = Type.Object({
  demandId: identifier(),
  commodity: Type.Optional(code()),
  reason: Type.Optional(freeText()),
});

export type DemandDeclaredData = Static<typeof declaredData>;
export type DemandWithdrawnData = Static<typeof withdrawnData>;

export const demandDeclared = inbound('e-peken', {
  type: 'lumbung.demand.declared.v1',
  title: { id: 'Kebutuhan dinyatakan', en: 'Demand declared' },
  description: {
    id: 'Kebutuhan satu tujuan atas satu komoditas dalam rentang tanggal',
    en: 'A need of one destination for one commodity in a window of dates',
  },
  data: declaredData,
  example: {
    demandId: 'e-peken-telur-2026-w48',
    destination: '35.78',
    commodity: 'egg.chicken',
    quantity: 60,
    unit: 'TNE',
    window: { from: '2026-11-24', to: '2026-11-30' },
    minShelfLifeDays: 7,
    basis: 'replenishment',
  },
});

export const demandWithdrawn = inbound('e-peken', {
  type: 'lumbung.demand.withdrawn.v1',
  title: { id: 'Kebutuhan dicabut', en: 'Demand withdrawn' },
  description: { id: 'Kebutuhan itu tidak ada lagi', en: 'The need exists no longer' },
  data: withdrawnData,
  example: { demandId: 'e-peken-telur-2026-w48', commodity: 'egg.chicken', reason: 'Pesanan dibatalkan' },
});
