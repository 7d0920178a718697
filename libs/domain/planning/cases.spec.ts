import {
  arrived,
  check,
  committed,
  corrected,
  counted,
  days,
  decided,
  departed,
  forecast,
  moved,
} from './case.arbitrary.js';
import { EGG, TONNE, registry } from './world.arbitrary.js';

const GUDANG = 'gudang/default';

describe('what is in store', () => {
  check([
    {
      given: 'a store counted 1,000 kg this morning',
      when: 'nothing else is known',
      then: '1,000 kg are on hand and can be promised',
      facts: [counted(1000)],
      expect: {
        onHand: { [GUDANG]: 1000 },
        available: { [GUDANG]: 1000 },
        over: { [GUDANG]: ['NO_DEMAND 1.000 kg'] },
        alerts: [],
      },
    },
    {
      given: 'a count of 1,000 kg five hours ago',
      when: '200 kg were collected and 50 kg thrown away since',
      then: '1,150 kg are on hand',
      facts: [
        counted(1000, { ago: 5 }),
        moved('produced', 200, { ago: 3 }),
        moved('wasted', -50, { ago: 2 }),
      ],
      expect: { onHand: { [GUDANG]: 1150 } },
    },
    {
      given: 'a count of 1,000 kg five hours ago',
      when: 'a movement of six hours ago and one of the very minute of the count come in late',
      then: 'both are inside the count already',
      facts: [
        moved('produced', 300, { ago: 6 }),
        counted(1000, { ago: 5 }),
        moved('withdrawn', -100, { ago: 5 }),
      ],
      expect: { onHand: { [GUDANG]: 1000 } },
    },
    {
      given: 'a count of 800 kg an hour ago',
      when: "yesterday's count of 1,000 kg arrives afterwards",
      then: 'it is history and changes nothing',
      facts: [counted(800, { ago: 1 }), counted(1000, { ago: 20 })],
      expect: { onHand: { [GUDANG]: 800 } },
    },
    {
      given: 'two lots with names and one heap without, counted in one store',
      when: 'the store is looked at',
      then: 'they are three lots',
      facts: [counted(100, { lot: 'A' }), counted(200, { lot: 'B' }), counted(300)],
      expect: { onHand: { 'gudang/A': 100, 'gudang/B': 200, [GUDANG]: 300 } },
    },
    {
      given: 'a count of 100 kg',
      when: '130 kg are withdrawn after it',
      then: 'nothing is on hand, and somebody should count again',
      facts: [counted(100, { ago: 5 }), moved('withdrawn', -130)],
      expect: {
        onHand: { [GUDANG]: 0 },
        alerts: [`NEGATIVE_STOCK ${GUDANG}`],
        says: [
          `Dari Gudang gudang keluar 30 kg telur ayam lebih banyak daripada yang tercatat; perlu dihitung ulang.`,
        ],
      },
    },
    {
      given: 'counts of 900 kg and then 1,000 kg',
      when: 'the newer one is taken back',
      then: 'the older one is in force again',
      facts: [counted(900, { ago: 5 }), counted(1000, { ago: 2, id: 'wrong' }), corrected('wrong')],
      expect: { onHand: { [GUDANG]: 900 } },
    },
    {
      given: 'a harvest of 500 kg expected for tomorrow',
      when: 'it is not there yet',
      then: 'it can be promised beside what is counted today',
      facts: [counted(100), forecast(500, '2026-11-25')],
      expect: { available: { [GUDANG]: 100, 'gudang/forecast.panen': 500 } },
    },
    {
      given: 'a harvest of 500 kg expected for today',
      when: 'today was counted',
      then: 'the count is what there is',
      facts: [forecast(500, '2026-11-24', { ago: 40 }), counted(450)],
      expect: { onHand: { [GUDANG]: 450 } },
    },
    {
      given: 'a harvest of 500 kg expected for today',
      when: 'the harvest is booked as production',
      then: 'it is not counted twice',
      facts: [counted(100, { ago: 20 }), forecast(500, '2026-11-24', { ago: 40 }), moved('produced', 480)],
      expect: { onHand: { [GUDANG]: 580 } },
    },
  ]);
});

describe('which figures are believed', () => {
  // 20.58 million hens lay at most one egg of 60 g a day: 1,234.8 t. A day's count above what they can lay is held.
  const hens = (count: number) => {
    const base = registry();
    const capacity = { [EGG.code]: (count * 60 * 9) / 10 };
    return {
      places: base.places.map((place) => (place.code === 'kandang' ? { ...place, capacity } : place)),
    };
  };
  const kandang = 'kandang/default';
  check([
    {
      given: 'published figure for 2023: 462.85 t of eggs a day from 15.86 million hens, 29 g per hen',
      when: 'Kabupaten Blitar reports it',
      then: 'it is plausible and used',
      facts: [counted(462_850, { at: 'kandang', by: 'dinas' })],
      world: hens(15_860_000),
      expect: { onHand: { [kandang]: 462_850 }, alerts: [] },
    },
    {
      given: 'published figure for 2021: 817 t a day from 20.58 million hens, 40 g per hen',
      when: 'Kabupaten Blitar reports it',
      then: 'it is plausible and used',
      facts: [counted(817_000, { at: 'kandang', by: 'dinas' })],
      world: hens(20_580_000),
      expect: { onHand: { [kandang]: 817_000 }, alerts: [] },
    },
    {
      given:
        'published figure for 2021: 1,150 to 1,200 t a day from 20 million hens, about 59 g per hen and day',
      when: 'Kabupaten Blitar reports 1,175 t',
      then: 'no hen lays that much, so it is held and not used',
      facts: [counted(1_175_000, { at: 'kandang', by: 'dinas', id: 'detik' })],
      world: hens(20_000_000),
      expect: {
        onHand: {},
        alerts: ['HELD_FACT detik'],
        says: [
          'Pihak dinas melaporkan 1.175 ton telur ayam di Gudang kandang, jauh di luar kebiasaan: ditahan sampai dipastikan.',
        ],
      },
    },
    {
      given: 'the same implausible 1,175 t',
      when: 'a person looked and confirms it',
      then: 'it is used',
      facts: [counted(1_175_000, { at: 'kandang', by: 'dinas', id: 'detik' }), decided('detik', 'confirmed')],
      world: hens(20_000_000),
      expect: { onHand: { [kandang]: 1_175_000 }, alerts: [] },
    },
    {
      given: 'counts of about 450 t (the figure of 2018) and then one of 45,000 t, a slip of two zeros',
      when: 'nobody has looked at it',
      then: 'the last good count stays in force',
      facts: [
        counted(450_000, { at: 'kandang', ago: 20 }),
        counted(45_000_000, { at: 'kandang', ago: 1, id: 'slip' }),
      ],
      world: { places: [] },
      expect: { onHand: { [kandang]: 450_000 }, alerts: ['HELD_FACT slip'] },
    },
    {
      given: 'the same slip of two zeros',
      when: 'a person refuses it',
      then: 'it is gone and nobody needs to look again',
      facts: [
        counted(450_000, { at: 'kandang', ago: 20 }),
        counted(45_000_000, { at: 'kandang', ago: 1, id: 'slip' }),
        decided('slip', 'refused'),
      ],
      world: { places: [] },
      expect: { onHand: { [kandang]: 450_000 }, alerts: [] },
    },
    {
      given: 'a producer that says 1,000 kg and a department that says 1,050 kg of the same store',
      when: 'the tolerance is 10 %',
      then: "the producer's figure is used and nobody is bothered",
      facts: [counted(1000), counted(1050, { by: 'dinas' })],
      expect: { onHand: { [GUDANG]: 1000 }, alerts: [] },
    },
    {
      given: 'a producer that says 1,000 kg and a department that says 1,500 kg of the same store',
      when: 'the tolerance is 10 %',
      then: "the producer's figure is used, and an alert names both",
      facts: [counted(1000), counted(1500, { by: 'dinas' })],
      expect: {
        onHand: { [GUDANG]: 1000 },
        alerts: ['SOURCE_CONFLICT gudang'],
        says: [
          'Data telur ayam di Gudang gudang berbeda: Pihak koperasi 1.000 kg, Pihak dinas 1.500 kg. Yang dipakai: Pihak koperasi.',
        ],
      },
    },
    {
      given: "a producer's count of five days ago and a department's of today",
      when: 'the producer agreed to report daily',
      then: "the department's figure is used, and the producer's silence is told",
      facts: [counted(1000, { ago: days(5) }), counted(1500, { by: 'dinas' })],
      expect: { onHand: { [GUDANG]: 1500 }, alerts: ['STALE_FEED koperasi'] },
    },
    {
      given: 'a daily count that is two full days late',
      when: 'old eggs data loses 10 % a day',
      then: '800 of 1,000 kg can be promised',
      facts: [counted(1000, { ago: days(3) })],
      expect: { onHand: { [GUDANG]: 1000 }, available: { [GUDANG]: 800 }, alerts: ['STALE_FEED koperasi'] },
    },
    {
      given: 'a daily count that is three full days late',
      when: 'the limit is three days',
      then: 'nothing of it can be promised, but it is shown',
      facts: [counted(1000, { ago: days(4) })],
      expect: {
        onHand: { [GUDANG]: 1000 },
        available: { [GUDANG]: 0 },
        says: [
          'Data telur ayam dari Pihak koperasi terlalu lama dan tidak dipakai lagi: 1.000 kg tidak dihitung.',
        ],
      },
    },
  ]);
});

describe('what trucks take', () => {
  check([
    {
      given:
        'a truck that left with 10 t (the first shipment from Kota Blitar to Depok), and a count of 30 t before it',
      when: 'nobody counted since',
      then: '20 t are left',
      facts: [counted(30_000, { ago: 5 }), departed([[GUDANG, 'd', 10_000]], { ago: 2 })],
      expect: { onHand: { [GUDANG]: 20_000 } },
    },
    {
      given: 'the same truck',
      when: 'the store is counted after it left',
      then: 'the count is not reduced a second time',
      facts: [departed([[GUDANG, 'd', 10_000]], { ago: 5 }), counted(20_000, { ago: 2 })],
      expect: { onHand: { [GUDANG]: 20_000 } },
    },
    {
      given: 'a shipment of 10 t that was accepted',
      when: 'it has not left yet',
      then: 'its 10 t are on hand but cannot be promised again',
      facts: [counted(30_000), committed([[GUDANG, 'd', 10_000]])],
      expect: { onHand: { [GUDANG]: 30_000 }, available: { [GUDANG]: 20_000 } },
    },
    {
      given: 'a shipment of 10 t that was accepted',
      when: 'a new count finds only 8 t',
      then: 'the promise is cut to what is there and told',
      facts: [counted(8000), committed([[GUDANG, 'd', 10_000]], { ago: 4 })],
      expect: {
        available: { [GUDANG]: 0 },
        alerts: ['COMMITMENT_CLAMPED s1'],
        says: ['Pengiriman s1 menjanjikan 2.000 kg telur ayam yang tidak ada lagi di gudang.'],
      },
    },
    {
      given: 'a truck that took 100 kg of a lot which only the department knows by name',
      when: "the producer's figure without lots is the one believed",
      then: "the producer's figure is reduced all the same",
      facts: [
        counted(500, { ago: 5 }),
        counted(520, { ago: 5, by: 'dinas', lot: 'X' }),
        departed([['gudang/X', 'd', 100]]),
      ],
      expect: { onHand: { [GUDANG]: 400 } },
    },
    {
      given: 'a truck that arrived',
      when: 'its departure was never reported',
      then: 'the store is not reduced by guessing',
      facts: [counted(500, { ago: 5 }), arrived([[GUDANG, 'd', 100]])],
      expect: { onHand: { [GUDANG]: 500 } },
    },
  ]);
  it('a capacity is told in base units', () =>
    expect(registry().places[0]!.capacity[EGG.code]).toBe(500 * TONNE));
});
