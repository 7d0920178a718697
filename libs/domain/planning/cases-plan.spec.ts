import {
  arrived,
  asks,
  check,
  committed,
  counted,
  days,
  decided,
  departed,
  forecast,
  released,
  withdraws,
} from './case.arbitrary.js';
import { EGG, KG, TONNE, agreement, lane, peopled, registry } from './world.arbitrary.js';

const GUDANG = 'gudang/default';
const reserve = (kg: number) => ({ reserves: [{ hub: 'btc', commodity: EGG.code, quantity: kg * KG }] });
const without = (region: string) => ({
  agreements: registry().agreements.filter((row) => row.region !== region),
});
const terms = (region: string, term: object) => ({
  agreements: [
    ...without(region).agreements,
    agreement(region, { terms: [{ commodity: EGG.code, period: 'week' as const, ...term }] }),
  ],
});

describe('who gets what', () => {
  check([
    {
      given: '10 t in store and Depok asking for 10 t (the first shipment, 15 October 2025)',
      when: 'a truck can leave today at 16:00 and needs 26 hours',
      then: 'all of it goes today and arrives tomorrow',
      facts: [counted(10_000), asks('d', '32.76', 10_000)],
      expect: {
        sends: { d: 10_000 },
        trips: ['35.72-32.76-road 2026-11-24 → 2026-11-25'],
        short: { d: [] },
        alerts: [],
      },
    },
    {
      given: 'the same at 12:00, four hours before the trucks leave',
      when: 'today can no longer be planned',
      then: 'it goes tomorrow',
      facts: [counted(10_000), asks('d', '32.76', 10_000)],
      later: 4,
      expect: { trips: ['35.72-32.76-road 2026-11-25 → 2026-11-26'] },
    },
    {
      given: '900 kg in store',
      when: 'Depok asks for 1,200 kg and Surabaya for 600 kg with the same urgency',
      then: 'both get half of what they ask for',
      facts: [counted(900), asks('d', '32.76', 1200), asks('s', '35.78', 600)],
      expect: { sends: { d: 600, s: 300 }, short: { d: ['STOCK 600 kg'], s: ['STOCK 300 kg'] } },
    },
    {
      given: '900 kg in store',
      when: 'Surabaya is more urgent than Depok',
      then: 'Surabaya is served in full first',
      facts: [counted(900), asks('d', '32.76', 1200), asks('s', '35.78', 600, { priority: 1 })],
      expect: { sends: { d: 300, s: 600 } },
    },
    {
      given: '1,000 kg in store of which 400 kg are the reserve of Blitar',
      when: 'Depok asks for 1,000 kg',
      then: '600 kg go and the reserve is the reason for the rest',
      facts: [counted(1000), asks('d', '32.76', 1000)],
      world: reserve(400),
      expect: { sends: { d: 600 }, short: { d: ['LOCAL_RESERVE 400 kg'] }, available: { [GUDANG]: 600 } },
    },
    {
      given: 'an older lot A and a fresher lot B, and a reserve of 100 kg',
      when: 'Depok asks for half',
      then: 'the reserve and the shipment are taken from what expires first',
      facts: [
        counted(300, { lot: 'A', bestBefore: '2026-11-30' }),
        counted(300, { lot: 'B', bestBefore: '2026-12-05' }),
        asks('d', '32.76', 250),
      ],
      world: reserve(100),
      expect: { over: { 'gudang/A': [], 'gudang/B': ['NO_DEMAND 250 kg'] } },
    },
    {
      given: '300 kg that expire on 27 November and 800 kg fresh ones',
      when: 'Depok asks for 2,000 kg that keep a week after arrival',
      then: 'the fresh ones go; 300 kg would not keep, and stock has run out for the rest',
      facts: [
        counted(300, { lot: 'A', bestBefore: '2026-11-27' }),
        counted(800, { lot: 'B' }),
        asks('d', '32.76', 2000, { keeps: 7 }),
      ],
      expect: {
        sends: { d: 800 },
        short: { d: ['SHELF_LIFE 300 kg', 'STOCK 900 kg'] },
        says: [
          'Depok kurang 1.200 kg telur ayam: 300 kg tidak cukup umur simpan saat tiba; 900 kg karena stok habis.',
        ],
      },
    },
    {
      given: 'eggs past their date',
      when: 'Surabaya asks for them',
      then: 'nothing is sent and the date is the reason',
      facts: [counted(500, { bestBefore: '2026-11-23' }), asks('s', '35.78', 400)],
      expect: { sends: { s: 0 }, short: { s: ['SHELF_LIFE 400 kg'] }, over: { [GUDANG]: [] } },
    },
    {
      given: 'plenty in store',
      when: 'Samarinda wants it tomorrow and the ship takes 96 hours',
      then: 'it cannot arrive in time',
      facts: [counted(5000), asks('k', '64.72', 1000, { to: '2026-11-25' })],
      expect: {
        sends: { k: 0 },
        short: { k: ['LEAD_TIME 1.000 kg'] },
        over: { [GUDANG]: ['LEAD_TIME 1.000 kg', 'NO_DEMAND 4.000 kg'] },
      },
    },
    {
      given: 'a demand for Christmas and a horizon of seven days',
      when: 'it is still far ahead',
      then: 'it is not planned yet, and no shortage is told',
      facts: [counted(5000), asks('x', '35.78', 1000, { from: '2026-12-20', to: '2026-12-24' })],
      expect: {
        sends: { x: 0 },
        short: { x: ['LEAD_TIME 1.000 kg'] },
        alerts: [],
        over: { [GUDANG]: ['NO_DEMAND 5.000 kg'] },
      },
    },
    {
      given: 'a truck loaded today at 16:00 in Blitar that needs 8 hours',
      when: 'Surabaya accepts nothing after today',
      then: 'midnight is too late',
      facts: [counted(500), asks('s', '35.78', 100, { to: '2026-11-24' })],
      expect: { short: { s: ['LEAD_TIME 100 kg'] } },
    },
    {
      given: 'no agreement between Blitar and Depok',
      when: 'Depok asks for 100 kg',
      then: 'the agreement is the reason',
      facts: [counted(500), asks('d', '32.76', 100)],
      world: without('32.76'),
      expect: {
        sends: { d: 0 },
        short: { d: ['AGREEMENT_INACTIVE 100 kg'] },
        over: { [GUDANG]: ['AGREEMENT_INACTIVE 100 kg', 'NO_DEMAND 400 kg'] },
      },
    },
    {
      given: 'an agreement with Depok that begins on 26 November',
      when: 'Depok asks for 100 kg by the 28th',
      then: 'the first truck leaves on the 26th',
      facts: [counted(500), asks('d', '32.76', 100)],
      world: { agreements: [agreement('32.76', { validFrom: '2026-11-26' })] },
      expect: { trips: ['35.72-32.76-road 2026-11-26 → 2026-11-27'] },
    },
    {
      given: 'an agreement with Depok about rice alone, and one that was suspended',
      when: 'Depok asks for eggs',
      then: 'no agreement is in force for them',
      facts: [counted(500), asks('d', '32.76', 100)],
      world: {
        agreements: [
          agreement('32.76', { commodities: ['rice.milled'] }),
          agreement('32.76', { status: 'suspended' }),
        ],
      },
      expect: { short: { d: ['AGREEMENT_INACTIVE 100 kg'] } },
    },
    {
      given: 'Kabupaten Blitar, whose own eggs these are, with a lane but without an agreement',
      when: 'it asks for 100 kg',
      then: 'it needs none',
      facts: [counted(500), asks('b', '35.05', 100)],
      world: { lanes: [lane('35.05', 2, 50_000)] },
      expect: { sends: { b: 100 } },
    },
    {
      given: 'a city to which no lane leads',
      when: 'it asks for 100 kg',
      then: 'the missing lane is the reason',
      facts: [counted(500), asks('q', '99.99', 100)],
      expect: {
        short: { q: ['NO_LANE 100 kg'] },
        says: ['99.99 kurang 100 kg telur ayam: belum ada jalur pengirimannya.'],
      },
    },
    {
      given: 'a fast dear lane and a slow cheap one to Jakarta',
      when: 'both arrive in time',
      then: 'the cheap one is taken',
      facts: [counted(500), asks('j', '31', 100)],
      world: { lanes: [lane('31', 26, 950_000), lane('31', 50, 400_000, 'rail')] },
      expect: { trips: ['35.72-31-rail 2026-11-24 → 2026-11-26'] },
    },
    {
      given: 'a fast dear lane and a slow cheap one to Jakarta',
      when: 'the eggs must keep until the 27th and only the fast one leaves enough life',
      then: 'the dear one is taken',
      facts: [counted(500, { bestBefore: '2026-11-27' }), asks('j', '31', 100, { keeps: 2 })],
      world: { lanes: [lane('31', 26, 950_000), lane('31', 50, 400_000, 'rail')] },
      expect: { trips: ['35.72-31-road 2026-11-24 → 2026-11-25'] },
    },
    {
      given: 'grade A and grade B eggs',
      when: 'Jakarta asks for more of grade A than there is',
      then: 'only grade A goes',
      facts: [
        counted(100, { lot: 'A', grade: 'A' }),
        counted(100, { lot: 'B', grade: 'B' }),
        asks('j', '31', 150, { grade: 'A' }),
      ],
      expect: {
        sends: { j: 100 },
        short: { j: ['GRADE 50 kg'] },
        over: { 'gudang/A': [], 'gudang/B': ['GRADE 50 kg', 'NO_DEMAND 50 kg'] },
      },
    },
    {
      given: 'a harvest of 500 kg on 26 November',
      when: 'Depok asks for 500 kg by the 28th',
      then: 'the truck waits for the harvest',
      facts: [forecast(500, '2026-11-26'), asks('d', '32.76', 500)],
      expect: { sends: { d: 500 }, trips: ['35.72-32.76-road 2026-11-26 → 2026-11-27'] },
    },
    {
      given: 'eggs that go in boxes of 15 kg, and 100 kg in store',
      when: 'Depok asks for 100 kg',
      then: 'six whole boxes go and the rest is too little for a box',
      facts: [counted(100), asks('d', '32.76', 100)],
      world: { commodities: [{ ...EGG, handlingUnit: 15 * KG }] },
      expect: {
        sends: { d: 90 },
        short: { d: ['HANDLING_UNIT 10 kg'] },
        over: { [GUDANG]: ['HANDLING_UNIT 10 kg'] },
      },
    },
  ]);
});

describe('what agreements promise and limit', () => {
  check([
    {
      given: "Depok's agreement that caps eggs at 700 kg a week, and 2,000 kg in store",
      when: 'Depok asks twice for 500 kg',
      then: 'the two share 700 kg, and the cap is the reason',
      facts: [counted(2000), asks('d1', '32.76', 500), asks('d2', '32.76', 500)],
      world: terms('32.76', { cap: 700 * KG }),
      expect: {
        sends: { d1: 350, d2: 350 },
        short: { d1: ['AGREEMENT_CAP 150 kg'], d2: ['AGREEMENT_CAP 150 kg'] },
        over: { [GUDANG]: ['AGREEMENT_CAP 300 kg', 'NO_DEMAND 1.000 kg'] },
      },
    },
    {
      given: 'the same cap, and 400 kg on the road to Depok that arrive this week',
      when: 'Depok asks for 500 kg more',
      then: 'only 300 kg more may go',
      facts: [
        counted(2000, { ago: 1 }),
        departed([[GUDANG, 'old', 400]], { ago: 5 }),
        asks('d', '32.76', 500),
      ],
      world: terms('32.76', { cap: 700 * KG }),
      expect: { sends: { d: 300 }, short: { d: ['AGREEMENT_CAP 200 kg'] } },
    },
    {
      given: "Surabaya's agreement that guarantees 300 kg a week, and 400 kg in store",
      when: 'Depok is more urgent than Surabaya',
      then: 'the guarantee still comes first',
      facts: [
        counted(400),
        asks('d', '32.76', 1000, { priority: 1 }),
        asks('s', '35.78', 500, { priority: 9 }),
      ],
      world: terms('35.78', { guaranteed: 300 * KG }),
      expect: { sends: { d: 100, s: 300 } },
    },
    {
      given: "Surabaya's agreement that guarantees a quarter of what Blitar can promise, 400 kg",
      when: 'Depok is more urgent than Surabaya',
      then: 'Surabaya has 100 kg for sure',
      facts: [
        counted(400),
        asks('d', '32.76', 1000, { priority: 1 }),
        asks('s', '35.78', 500, { priority: 9 }),
      ],
      world: terms('35.78', { guaranteedPpm: 250_000 }),
      expect: { sends: { d: 300, s: 100 } },
    },
  ]);
});

describe('what is still needed', () => {
  check([
    {
      given: 'Depok asked for 1,000 kg',
      when: 'it revises to 700 kg and an old copy of the first event comes again',
      then: '700 kg are needed',
      facts: [asks('d', '32.76', 700, { ago: 1 }), asks('d', '32.76', 1000, { ago: 9 })],
      expect: { need: { d: 700 } },
    },
    {
      given: 'Depok asked for 1,000 kg',
      when: 'it withdraws the demand',
      then: 'nothing is needed any more',
      facts: [asks('d', '32.76', 1000, { ago: 9 }), withdraws('d')],
      expect: { need: {} },
    },
    {
      given: 'Depok and Jakarta both call their demand "1"',
      when: 'Jakarta withdraws its own',
      then: "Depok's stays",
      facts: [
        asks('1', '32.76', 100, { ago: 5 }),
        asks('1', '31', 200, { ago: 5, by: 'jakarta' }),
        withdraws('1', { by: 'jakarta' }),
      ],
      expect: { need: { '1': 100 } },
    },
    {
      given: 'Depok and Jakarta both call their demand "1"',
      when: 'both stand',
      then: 'each has its own line',
      facts: [asks('1', '32.76', 100), asks('1', '31', 200, { by: 'jakarta' })],
      expect: { need: { '1': 100, 'jakarta:1': 200 } },
    },
    {
      given: 'Depok asked for 1,000 kg by 23 November',
      when: 'it is the 24th',
      then: 'the demand has passed',
      facts: [counted(500), asks('d', '32.76', 1000, { from: '2026-11-20', to: '2026-11-23' })],
      expect: { need: {}, over: { [GUDANG]: ['NO_DEMAND 500 kg'] } },
    },
    {
      given: '1,000 kg asked for, of which 300 kg are accepted',
      when: 'the plan is made',
      then: '700 kg are still needed',
      facts: [counted(5000), asks('d', '32.76', 1000), committed([[GUDANG, 'd', 300]])],
      expect: { need: { d: 700 }, sends: { d: 700 }, available: { [GUDANG]: 4700 } },
    },
    {
      given: '300 kg that were accepted',
      when: 'the shipment is cancelled',
      then: 'need and stock are free again',
      facts: [
        counted(5000),
        asks('d', '32.76', 1000),
        committed([[GUDANG, 'd', 300]], { ago: 3 }),
        released(),
      ],
      expect: { need: { d: 1000 }, available: { [GUDANG]: 5000 } },
    },
    {
      given: '300 kg on the road',
      when: 'they have not arrived',
      then: '700 kg are still needed',
      facts: [
        asks('d', '32.76', 1000),
        committed([[GUDANG, 'd', 300]], { ago: 9 }),
        departed([[GUDANG, 'd', 300]], { ago: 3 }),
      ],
      expect: { need: { d: 700 } },
    },
    {
      given: '300 kg sent',
      when: 'only 280 kg are received on the 25th',
      then: 'the missing 20 kg are needed again',
      facts: [
        asks('d', '32.76', 1000),
        committed([[GUDANG, 'd', 300]], { ago: 9 }),
        departed([[GUDANG, 'd', 300]], { ago: 3 }),
        arrived([[GUDANG, 'd', 280]], { ago: -25 }),
      ],
      later: 26,
      expect: { need: { d: 720 } },
    },
    {
      given: 'a demand id that is used again each week, and 300 kg delivered last week',
      when: 'the new week asks for 1,000 kg',
      then: "last week's delivery does not count",
      facts: [arrived([[GUDANG, 'd', 300]], { ago: days(7) }), asks('d', '32.76', 1000)],
      expect: { need: { d: 1000 } },
    },
    {
      given: '300 kg of accepted eggs that are no longer in store',
      when: 'other eggs are',
      then: 'they are needed and sent again',
      facts: [
        counted(0, { lot: 'A' }),
        counted(500, { lot: 'B' }),
        asks('d', '32.76', 300),
        committed([['gudang/A', 'd', 300]], { ago: 3 }),
      ],
      expect: { need: { d: 300 }, sends: { d: 300 }, alerts: ['COMMITMENT_CLAMPED s1'] },
    },
    {
      given: 'a count of 100 kg and then one of 2,000 kg that is held',
      when: 'Depok asks for 500 kg',
      then: '100 kg go, and 400 kg wait for a person',
      facts: [counted(100, { ago: 9 }), counted(2000, { id: 'odd' }), asks('d', '32.76', 500)],
      expect: { sends: { d: 100 }, short: { d: ['HELD_DATA 400 kg'] } },
    },
    {
      given: 'the same held count',
      when: 'a person confirms it',
      then: 'all of it goes',
      facts: [
        counted(100, { ago: 9 }),
        counted(2000, { id: 'odd' }),
        asks('d', '32.76', 500),
        decided('odd', 'confirmed'),
      ],
      expect: { sends: { d: 500 }, alerts: [] },
    },
    {
      given: 'a count two full days late',
      when: 'Depok asks for all of it',
      then: 'a fifth is kept back because the figure is old',
      facts: [counted(1000, { ago: days(3) }), asks('d', '32.76', 1000)],
      expect: { sends: { d: 800 }, short: { d: ['STALE_DATA 200 kg'] } },
    },
  ]);
});

describe('the least order', () => {
  check([
    {
      given:
        '900 kg in store, and an agreement under which less than 200 kg are not worth sending to Surabaya',
      when: 'Depok asks for 1,200 kg and Surabaya for 150 kg',
      then: 'Surabaya gets nothing, and Depok what it would have had',
      facts: [counted(900), asks('d', '32.76', 1200), asks('s', '35.78', 150)],
      world: terms('35.78', { minimumOrder: 200 * KG }),
      expect: {
        sends: { d: 900, s: 0 },
        short: { d: ['STOCK 300 kg'], s: ['MINIMUM_ORDER 100 kg', 'STOCK 50 kg'] },
      },
    },
    {
      given: 'the same agreement and plenty in store',
      when: 'Surabaya asks for exactly 200 kg',
      then: 'it gets them',
      facts: [counted(900), asks('s', '35.78', 200)],
      world: terms('35.78', { minimumOrder: 200 * KG }),
      expect: { sends: { s: 200 }, short: { s: [] } },
    },
    {
      given: 'the same agreement and plenty in store',
      when: 'Surabaya asks for 150 kg and nobody else asks',
      then: 'the goods stay, and the least order is the reason on both sides',
      facts: [counted(900), asks('s', '35.78', 150)],
      world: terms('35.78', { minimumOrder: 200 * KG }),
      expect: {
        sends: { s: 0 },
        short: { s: ['MINIMUM_ORDER 150 kg'] },
        over: { [GUDANG]: ['MINIMUM_ORDER 150 kg', 'NO_DEMAND 750 kg'] },
      },
    },
  ]);
});

describe('what nobody has asked for yet', () => {
  // 100,000 people × 7.3 kg a year × 7 days.
  const silent = { sends: { 'estimate.31': 1400 }, need: { 'estimate.31': 14_000 } };
  check([
    {
      given:
        'four cities of 100,000 people with an agreement, of which each eats 14 t in a week, and none ever asked',
      when: '10 t are in store',
      then: 'each is taken to need 14 t, and a tenth of that is planned, because nobody has asked',
      facts: [counted(10_000)],
      world: peopled(7),
      expect: {
        sends: {
          'estimate.31': 1400,
          'estimate.32.76': 1400,
          'estimate.35.78': 1400,
          'estimate.64.72': 1400,
        },
        short: {
          'estimate.31': ['ESTIMATE_ONLY 12,6 ton'],
          'estimate.32.76': ['ESTIMATE_ONLY 12,6 ton'],
          'estimate.35.78': ['ESTIMATE_ONLY 12,6 ton'],
          'estimate.64.72': ['ESTIMATE_ONLY 12,6 ton'],
        },
        over: { [GUDANG]: ['ESTIMATE_ONLY 5.600 kg', 'NO_DEMAND 4.400 kg'] },
        alerts: [],
      },
    },
    {
      given: 'the same cities and 3 t in store',
      when: 'Depok asks for 3 t, in the least urgent class that one can ask for',
      then: 'it gets all of it before any estimate, and its own estimate is gone',
      facts: [counted(3000), asks('d', '32.76', 3000, { priority: 9 })],
      world: peopled(7),
      expect: { sends: { d: 3000, 'estimate.31': 0, 'estimate.35.78': 0, 'estimate.64.72': 0 } },
    },
    {
      given: 'the same cities',
      when: 'Depok asks and then withdraws',
      then: 'it has said that it needs nothing: its estimate does not come back',
      facts: [counted(1), asks('d', '32.76', 3000, { id: 'a', ago: 3 }), withdraws('d')],
      world: {
        ...peopled(7),
        parties: registry().parties.map((row) =>
          row.code === 'depok' ? { ...row, regions: ['32.76'] } : row,
        ),
      },
      expect: { need: { 'estimate.31': 14_000, 'estimate.35.78': 14_000, 'estimate.64.72': 14_000 } },
    },
    {
      given: 'a figure of its own for Jakarta, half of the one that holds everywhere, and a guarantee of 5 t',
      when: 'nobody has asked',
      then: 'Jakarta counts by its own figure, and nothing is guaranteed to an estimate',
      facts: [counted(100)],
      world: {
        ...peopled(7),
        ...terms('31', { guaranteed: 5 * TONNE }),
        consumption: [
          { region: null, commodity: EGG.code, perThousandPerYear: 7_300_000, source: 'test' },
          { region: '31', commodity: EGG.code, perThousandPerYear: 3_650_000, source: 'test' },
        ],
      },
      expect: {
        need: {
          'estimate.31': 7000,
          'estimate.32.76': 14_000,
          'estimate.35.78': 14_000,
          'estimate.64.72': 14_000,
        },
        sends: {
          'estimate.31': 14.286,
          'estimate.32.76': 28.572,
          'estimate.35.78': 28.571,
          'estimate.64.72': 28.571,
        },
      },
    },
    {
      given:
        'the published figures: 11,038,216 people in Jakarta who eat 12.16 eggs of 60 g a month (BPS 2024)',
      when: 'Jakarta has said nothing',
      then: 'a day is taken to be 264.77 t, near the 268 t and 289 t that were published',
      facts: [counted(1)],
      world: {
        ...peopled(1),
        regions: registry().regions.map((row) =>
          row.code === '31' ? { ...row, population: 11_038_216 } : row,
        ),
        consumption: [{ region: '31', commodity: EGG.code, perThousandPerYear: 8_755_200, source: 'BPS' }],
      },
      expect: { need: { 'estimate.31': 264_772.023 } },
    },
    {
      given: 'no agreement with Jakarta',
      when: 'nobody has asked',
      then: 'nothing is taken to be needed there',
      facts: [counted(1)],
      world: { ...peopled(7), ...without('31') },
      expect: { need: { 'estimate.32.76': 14_000, 'estimate.35.78': 14_000, 'estimate.64.72': 14_000 } },
    },
    {
      given: 'an estimate of Jakarta alone',
      when: '1,400 kg are in store',
      then: 'a tenth of its 14 t goes',
      facts: [counted(1400)],
      world: { ...peopled(7), agreements: [agreement('31')] },
      expect: silent,
    },
  ]);
});

describe('figures that differ', () => {
  check([
    {
      given:
        'the cooperative counts 500 kg, and the department, which is believed less, 800 kg at the same place',
      when: 'Depok asks for 1,000 kg',
      then: '500 kg go; 300 kg are there only by the department, and stock has run out for the rest',
      facts: [counted(500), counted(800, { by: 'dinas' }), asks('d', '32.76', 1000)],
      expect: {
        sends: { d: 500 },
        short: { d: ['SOURCE_CONFLICT 300 kg', 'STOCK 200 kg'] },
        alerts: ['SHORTAGE 32.76', 'SOURCE_CONFLICT gudang'],
      },
    },
  ]);
});
