import { Type, type Static } from '@sinclair/typebox';
import { published } from '../define.js';
import { both } from '../language.js';
import { baseQuantity, baseUnit, code, instant, identifier, orNull, partyCode } from '../values.js';
import { reason } from './reason.js';

/** Supply and need of one commodity for one region: what officers know as *neraca pangan*. */

const balanceData = Type.Object({
  hub: partyCode(),
  region: code(),
  commodity: code(),
  onHand: baseQuantity(both('Stok yang ada', 'Stock on hand')),
  availableToPromise: baseQuantity(both('Stok yang masih dapat dijanjikan', 'Available to promise')),
  need: baseQuantity(both('Kebutuhan bersih', 'Net need')),
  allocated: baseQuantity(both('Sudah dialokasikan', 'Allocated')),
  inTransit: baseQuantity(both('Dalam perjalanan', 'On the way')),
  shortfall: baseQuantity(both('Kekurangan', 'Shortfall')),
  surplus: baseQuantity(both('Kelebihan', 'Surplus')),
  estimatedNeed: Type.Optional(
    baseQuantity(
      both(
        'Perkiraan kebutuhan wilayah yang belum menyatakan kebutuhannya',
        'Estimated need of a region that never said what it needs',
      ),
    ),
  ),
  unit: baseUnit(),
  freshnessSeconds: orNull(
    baseQuantity(both('Umur fakta terbaru saat dihitung', 'Age of the newest fact when computed')),
  ),
  planVersion: identifier(),
  computedAt: instant(),
  reasons: Type.Optional(Type.Array(reason, { maxItems: 1000 })),
});

export type BalanceData = Static<typeof balanceData>;

export const balanceUpdated = published('btc/egg.chicken/31', {
  type: 'lumbung.balance.updated.v1',
  title: { id: 'Neraca diperbarui', en: 'Balance updated' },
  description: {
    id: 'Neraca satu komoditas untuk satu wilayah, dalam satuan dasar',
    en: 'The balance of one commodity for one region, in base units',
  },
  data: balanceData,
  example: {
    hub: 'btc',
    region: '31',
    commodity: 'egg.chicken',
    onHand: 0,
    availableToPromise: 0,
    need: 25_000_000,
    allocated: 20_000_000,
    inTransit: 4_000_000,
    shortfall: 5_000_000,
    surplus: 0,
    estimatedNeed: 0,
    unit: 'g',
    freshnessSeconds: 42,
    planVersion: 'btc:egg.chicken:118',
    computedAt: '2026-11-22T23:15:00.180Z',
    reasons: [],
  },
});
