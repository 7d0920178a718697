import type { Agreement, Hub, Region, Registry } from '../registry/registry.js';
import { agreementAlerts, type Moved } from './agreement-alerts.js';
import { fulfilment } from './fulfilment.js';

const agreement = (rest: Partial<Agreement> = {}): Agreement => ({
  id: 'mou-1',
  hub: 'btc',
  region: '31',
  titleId: '',
  titleEn: '',
  commodities: [],
  signedOn: '2025-11-05',
  validFrom: '2025-11-05',
  validTo: '2030-11-04',
  status: 'active',
  terms: [],
  ...rest,
});
const registry = (agreements: Agreement[], hub: Partial<Hub> = {}) =>
  ({
    version: 1,
    hubs: [{ code: 'btc', timezone: 'Asia/Jakarta', ...hub } as Hub],
    regions: [{ code: '31', name: 'DKI Jakarta' } as Region],
    agreements,
  }) as Registry;
const at = (date: string, time = '05:00:00Z') => Date.parse(`${date}T${time}`);
const moved = (date: string, commodity = 'egg.chicken'): Moved => ({
  hub: 'btc',
  region: '31',
  commodity,
  date,
});
const told = (agreements: Agreement[], date: string, moves: Moved[], hub: Partial<Hub> = {}) =>
  agreementAlerts(registry(agreements, hub), moves, at(date)).map(({ id, severity }) => `${severity} ${id}`);
const ending = (severity: string, id = 'mou-1') => `${severity} AGREEMENT_ENDING/btc/*/${id}`;
const sleeping = ['info AGREEMENT_SLEEPING/btc/*/mou-1'];

describe('an agreement that nears its end', () => {
  it.each<[string, string, string[]]>([
    ['91 days before', '2030-08-05', []],
    ['90 days before', '2030-08-06', [ending('warning')]],
    ['on its last day', '2030-11-04', [ending('warning')]],
    ['a day after', '2030-11-05', [ending('critical')]],
  ])('%s', (_, date, expected) => expect(told([agreement()], date, [moved(date)])).toEqual(expected));

  it('follows the agreement’s own days, then the hub’s, by the hub’s calendar', () => {
    expect(told([agreement({ endingDays: 10 })], '2030-10-20', [moved('2030-10-20')])).toEqual([]);
    expect(told([agreement()], '2030-10-20', [moved('2030-10-20')], { endingDays: 5 })).toEqual([]);
    const lateEvening = at('2030-08-05', '17:00:00Z');
    expect(agreementAlerts(registry([agreement()]), [moved('2030-08-05')], lateEvening)).toHaveLength(1);
  });

  it('is no alert when another follows without a gap and for all its goods', () => {
    const next = agreement({ id: 'mou-2', validFrom: '2030-11-05', validTo: '2035-11-04' });
    const moves = [moved('2030-10-01')];
    expect(told([agreement(), next], '2030-10-01', moves)).toEqual([]);
    expect(told([agreement(), { ...next, validFrom: '2030-11-06' }], '2030-10-01', moves)).toEqual([
      ending('warning'),
    ]);
    expect(told([agreement(), { ...next, commodities: ['rice.milled'] }], '2030-10-01', moves)).toEqual([
      ending('warning'),
    ]);
    expect(told([agreement(), { ...next, status: 'suspended' }], '2030-10-01', moves)).toEqual([
      ending('warning'),
    ]);
  });
});

describe('an agreement under which nothing moves', () => {
  it.each<[string, string, Moved[], string[]]>([
    ['60 days after it began', '2026-01-04', [], []],
    ['61 days after it began', '2026-01-05', [], sleeping],
    ['60 days after the last shipment', '2026-05-30', [moved('2026-03-31')], []],
    ['61 days after the last shipment', '2026-05-31', [moved('2026-03-31'), moved('2026-01-01')], sleeping],
    ['with a shipment of before it began', '2026-02-01', [moved('2025-11-01')], sleeping],
  ])('%s', (_, date, moves, expected) => expect(told([agreement()], date, moves)).toEqual(expected));

  it('sleeps when only other goods moved, or another city’s', () => {
    const rice = agreement({ commodities: ['rice.milled'] });
    expect(told([rice], '2026-05-31', [moved('2026-05-30')])).toEqual(sleeping);
    expect(told([agreement()], '2026-05-31', [{ ...moved('2026-05-30'), region: '32.76' }])).toEqual(
      sleeping,
    );
  });

  it('does not sleep while suspended, before it begins, or where its parties set no time', () => {
    for (const rest of [
      { status: 'suspended' },
      { validFrom: '2026-06-01' },
      { sleepingDays: 0 },
      { sleepingDays: 300 },
    ] as Partial<Agreement>[])
      expect(told([agreement(rest)], '2026-05-31', [])).toEqual([]);
  });
});

describe('promised against delivered', () => {
  const weekly = agreement({
    terms: [{ commodity: 'egg.chicken', period: 'week', guaranteed: 10, cap: 30 }],
  });
  const range = { from: '2026-11-02', to: '2026-11-15' };

  it('adds up what was received in each whole period', () => {
    const deliveries = [
      { date: '2026-11-02', commodity: 'egg.chicken', quantity: 4 },
      { date: '2026-11-08', commodity: 'egg.chicken', quantity: 3 },
      { date: '2026-11-09', commodity: 'egg.chicken', quantity: 12 },
      { date: '2026-11-09', commodity: 'rice.milled', quantity: 99 },
      { date: '2026-11-16', commodity: 'egg.chicken', quantity: 5 },
    ];
    expect(fulfilment([{ from: '2025-01-01', agreement: weekly }], deliveries, range)).toMatchObject([
      { from: '2026-11-02', to: '2026-11-08', promised: 10, cap: 30, delivered: 7, missing: 3 },
      { from: '2026-11-09', to: '2026-11-15', promised: 10, delivered: 12, missing: 0 },
    ]);
  });

  it('judges each period by the agreement as it then read', () => {
    const amended = { ...weekly, terms: [{ ...weekly.terms[0]!, guaranteed: 20 }] };
    const versions = [
      { from: '2025-01-01', agreement: weekly },
      { from: '2026-11-10', agreement: amended },
    ];
    expect(fulfilment(versions, [], range).map(({ missing }) => missing)).toEqual([10, 20]);
    const suspended = [
      versions[0]!,
      { from: '2026-11-10', agreement: { ...weekly, status: 'suspended' as const } },
    ];
    expect(fulfilment(suspended, [], range).map(({ status, missing }) => [status, missing])).toEqual([
      ['active', 10],
      ['suspended', 0],
    ]);
  });

  it('promises nothing outside its validity', () => {
    const brief = { ...weekly, validFrom: '2026-11-11', validTo: '2026-11-12' };
    expect(fulfilment([{ from: '2025-01-01', agreement: brief }], [], range)).toMatchObject([
      { from: '2026-11-11', to: '2026-11-12' },
    ]);
  });
});
