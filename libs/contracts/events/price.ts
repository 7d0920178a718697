import { Type, type Static } from '@sinclair/typebox';
import { inbound } from '../define.js';
import { both } from '../language.js';
import { code, oneOf, quantity, unit } from '../values.js';

/** What a market pays: shown beside the balance, never part of a plan. */

const observedData = Type.Object({
  market: code(both('Pasar atau wilayah', 'Market or region')),
  commodity: code(),
  price: quantity(both('Harga satu satuan', 'Price of one unit')),
  currency: oneOf(['IDR']),
  unit: unit(),
});

export type PriceObservedData = Static<typeof observedData>;

export const priceObserved = inbound('pasar-jaya', {
  type: 'lumbung.price.observed.v1',
  title: { id: 'Harga diamati', en: 'Price observed' },
  description: { id: 'Harga satu komoditas di satu pasar', en: 'The price of one commodity at one market' },
  data: observedData,
  example: { market: '31', commodity: 'egg.chicken', price: 30500, currency: 'IDR', unit: 'KGM' },
});
