import type { Names } from '../api/names.js';
import type { LiveEvent } from '../live/event.js';
import { describe as describeEvent } from './describe.js';

const names: Names = {
  commodity: (code) => (code === 'egg.chicken' ? 'Telur ayam' : code),
  region: (code) => ({ '35.72': 'Blitar', '35.78': 'Surabaya' })[code] ?? code,
  place: (code) => (code === 'p1' ? 'Kandang Satu' : code),
  party: (source) => source.split(':').at(-1) ?? source,
  unitOf: () => 'g',
};
const event = (kind: string, data: Record<string, unknown>, source = 'urn:lumbung:party:p'): LiveEvent => ({
  kind,
  data,
  source,
  id: '1',
  subject: 's',
  commodity: 'egg.chicken',
  sequence: '',
  factAt: null,
  acceptedAt: null,
  publishedAt: null,
});
const parts = (kind: string, data: Record<string, unknown>): string[] =>
  describeEvent(event(kind, data), names, 'id').parts.map((part) => part.replaceAll('\u00a0', ' '));

describe('live events in words', () => {
  it('tell commodity, quantity and place of a count, and who counted', () => {
    const data = { commodity: 'egg.chicken', quantity: 1_200_000, location: 'p1' };
    expect(parts('stock.counted', data)).toEqual(['Telur ayam', '1.200 kg', 'Kandang Satu']);
    expect(describeEvent(event('stock.counted', data), names, 'id')).toMatchObject({
      by: 'p',
      group: 'facts',
    });
  });

  it('tell route, load and revision of a shipment', () => {
    const data = {
      origin: '35.72',
      destination: '35.78',
      revision: 3,
      lines: [{ commodity: 'egg.chicken' }],
    };
    expect(parts('shipment.recommended', data)).toEqual(['Blitar → Surabaya', 'Telur ayam', 'r3']);
  });

  it('tell a price by the kilogram', () => {
    expect(parts('price.observed', { market: '31', price: 30_500_000 })).toEqual([
      'Telur ayam',
      'Rp 30.500/kg',
      '31',
    ]);
  });

  it('know the route of a shipment that is named by its id alone', () => {
    expect(parts('shipment.located', { shipmentId: '35.72-35.78-road.2026-11-24.ambient.1' })).toEqual([
      'Blitar → Surabaya',
    ]);
  });

  it('tell what is missing in a balance', () => {
    const data = { commodity: 'egg.chicken', region: '35.78', shortfall: 2_500_000 };
    expect(parts('balance.updated', data)).toEqual(['Telur ayam', 'Surabaya', '−2.500 kg']);
  });

  it('have a word for what happened', () => {
    expect(describeEvent(event('stock.moved', { reason: 'wasted' }), names, 'id').word).toBe('moved/wasted');
    expect(describeEvent(event('shipment.updated', { status: 'accepted' }), names, 'id').word).toBe(
      'status/accepted',
    );
  });

  it('have a title even for a kind that is not known yet', () => {
    expect(describeEvent(event('weather.observed', {}, 'urn:lumbung:hub:btc'), names, 'id')).toEqual({
      title: 'other',
      group: 'plans',
      parts: ['Telur ayam'],
      word: null,
      by: null,
    });
  });
});
