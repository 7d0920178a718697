import { Type, type Static } from '@sinclair/typebox';
import { canonicalFact } from '../define.js';
import { both } from '../language.js';
import {
  baseQuantity,
  code,
  freeText,
  identifier,
  localDate,
  lotName,
  oneOf,
  orNull,
  signedBaseQuantity,
} from '../values.js';
import { stated } from './stated.js';

/** Canonical form of what parties observe: base units, local dates, every default filled in. */

const lotFields = {
  location: code(),
  lot: lotName(),
  grade: orNull(code()),
  producedOn: orNull(localDate()),
  bestBefore: orNull(localDate()),
};

const countedFact = Type.Object({ ...lotFields, quantity: baseQuantity(), stated });
const movedFact = Type.Object({
  ...lotFields,
  reason: oneOf(['produced', 'received', 'withdrawn', 'wasted']),
  delta: signedBaseQuantity(both('Satuan dasar; positif menambah', 'Base units; positive adds')),
  stated,
});
const forecastFact = Type.Object({
  forecastId: identifier(),
  location: code(),
  quantity: baseQuantity(),
  grade: orNull(code()),
  availableFrom: localDate(),
  bestBefore: orNull(localDate()),
  stated,
});
const declaredFact = Type.Object({
  demandId: identifier(),
  destination: code(),
  quantity: baseQuantity(),
  windowFrom: localDate(),
  windowTo: localDate(),
  priority: Type.Integer({ minimum: 1, maximum: 9 }),
  minShelfLifeDays: Type.Integer({ minimum: 0, maximum: 3650 }),
  grade: orNull(code()),
  basis: oneOf(['order', 'replenishment', 'estimate']),
  stated,
});
const withdrawnFact = Type.Object({ demandId: identifier(), reason: Type.Optional(freeText()) });
const priceFact = Type.Object({
  market: code(),
  price: baseQuantity(both('Rupiah per 1.000.000 satuan dasar', 'Rupiah per 1,000,000 base units')),
  stated,
});
const factId = Type.String({ minLength: 36, maxLength: 36 });
const correctedFact = Type.Object({ corrects: factId, reason: freeText() });
const confirmedFact = Type.Object({
  confirms: factId,
  decision: oneOf(['confirmed', 'refused']),
  reason: freeText(),
});

export type StockCountedFact = Static<typeof countedFact>;
export type StockMovedFact = Static<typeof movedFact>;
export type HarvestForecastFact = Static<typeof forecastFact>;
export type DemandDeclaredFact = Static<typeof declaredFact>;
export type DemandWithdrawnFact = Static<typeof withdrawnFact>;
export type PriceObservedFact = Static<typeof priceFact>;
export type FactCorrectedFact = Static<typeof correctedFact>;
export type FactConfirmedFact = Static<typeof confirmedFact>;

const farm = 'urn:lumbung:party:peternakan-ponggok';
const buyer = 'urn:lumbung:party:e-peken';
const eggs = 'egg.chicken';
const lotExample = {
  location: 'kandang-ponggok',
  lot: 'default',
  grade: null,
  producedOn: '2026-11-22',
  bestBefore: '2026-12-06',
};

export const stockCountedFact = canonicalFact({
  type: 'lumbung.stock.counted.v1',
  source: farm,
  commodity: eggs,
  title: { id: 'Fakta: stok dihitung', en: 'Fact: stock counted' },
  description: { id: 'Hitungan dalam satuan dasar', en: 'A count in base units' },
  data: countedFact,
  example: { ...lotExample, quantity: 12_300_000, stated: { quantity: 820, unit: 'peti' } },
});

export const stockMovedFact = canonicalFact({
  type: 'lumbung.stock.moved.v1',
  source: farm,
  commodity: eggs,
  title: { id: 'Fakta: stok berubah', en: 'Fact: stock moved' },
  description: { id: 'Perubahan dalam satuan dasar', en: 'A change in base units' },
  data: movedFact,
  example: { ...lotExample, reason: 'wasted', delta: -12_500, stated: { quantity: '-12.5', unit: 'KGM' } },
});

export const harvestForecastFact = canonicalFact({
  type: 'lumbung.harvest.forecast.v1',
  source: 'urn:lumbung:party:agro-karangsari',
  commodity: 'fruit.starfruit',
  title: { id: 'Fakta: prakiraan panen', en: 'Fact: harvest forecast' },
  description: { id: 'Prakiraan dalam satuan dasar', en: 'A forecast in base units' },
  data: forecastFact,
  example: {
    forecastId: 'karangsari-2026-48',
    location: 'kebun-karangsari',
    quantity: 2_400_000,
    grade: null,
    availableFrom: '2026-11-27',
    bestBefore: '2026-12-25',
    stated: { quantity: 2.4, unit: 'TNE' },
  },
});

export const demandDeclaredFact = canonicalFact({
  type: 'lumbung.demand.declared.v1',
  source: buyer,
  commodity: eggs,
  title: { id: 'Fakta: kebutuhan dinyatakan', en: 'Fact: demand declared' },
  description: { id: 'Kebutuhan dalam satuan dasar', en: 'A need in base units' },
  data: declaredFact,
  example: {
    demandId: 'e-peken-telur-2026-w48',
    destination: '35.78',
    quantity: 60_000_000,
    windowFrom: '2026-11-24',
    windowTo: '2026-11-30',
    priority: 5,
    minShelfLifeDays: 7,
    grade: null,
    basis: 'replenishment',
    stated: { quantity: 60, unit: 'TNE' },
  },
});

export const demandWithdrawnFact = canonicalFact({
  type: 'lumbung.demand.withdrawn.v1',
  source: buyer,
  commodity: eggs,
  title: { id: 'Fakta: kebutuhan dicabut', en: 'Fact: demand withdrawn' },
  description: { id: 'Kebutuhan itu tidak ada lagi', en: 'The need exists no longer' },
  data: withdrawnFact,
  example: { demandId: 'e-peken-telur-2026-w48', reason: 'Pesanan dibatalkan' },
});

export const priceObservedFact = canonicalFact({
  type: 'lumbung.price.observed.v1',
  source: 'urn:lumbung:party:pasar-jaya',
  commodity: eggs,
  title: { id: 'Fakta: harga diamati', en: 'Fact: price observed' },
  description: { id: 'Rupiah per 1.000.000 satuan dasar', en: 'Rupiah per 1,000,000 base units' },
  data: priceFact,
  example: { market: '31', price: 30_500_000, stated: { quantity: 30_500, unit: 'KGM' } },
});

export const factCorrectedFact = canonicalFact({
  type: 'lumbung.fact.corrected.v1',
  source: farm,
  commodity: eggs,
  title: { id: 'Fakta: fakta dikoreksi', en: 'Fact: fact corrected' },
  description: { id: 'Menunjuk pengenal fakta yang ditarik', en: 'Names the fact id that is taken back' },
  data: correctedFact,
  example: {
    corrects: '5d0a6a3e-0f0c-5a0e-8a53-1b7a3f6c2d10',
    reason: 'Salah satuan: peti tertulis kilogram',
  },
});

export const factConfirmedFact = canonicalFact({
  type: 'lumbung.fact.confirmed.v1',
  source: 'urn:lumbung:party:disperindag-blitar',
  commodity: eggs,
  title: { id: 'Fakta: fakta dipastikan', en: 'Fact: fact confirmed' },
  description: { id: 'Menunjuk pengenal fakta yang ditahan', en: 'Names the fact id that is held' },
  data: confirmedFact,
  example: {
    confirms: '5d0a6a3e-0f0c-5a0e-8a53-1b7a3f6c2d10',
    decision: 'refused',
    reason: 'Melebihi kapasitas kandang',
  },
});
