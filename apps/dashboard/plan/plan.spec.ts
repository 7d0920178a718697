import type { Allocation, DemandItem, PlanAnswer, Shipment, ShipmentStatus } from '../api/types.js';
import { askedOf, targetOf } from './asked.js';
import { byColumn, daysOf, lanesOf, withListed } from './columns.js';
import { flowOf } from './flow.js';
import { supposed, supposing } from './supposing.js';
import { tabOf } from './tabs.js';

const now = Date.parse('2026-11-24T01:00:00Z');
const shipment = (shipmentId: string, status: ShipmentStatus, pickupDate: string, arrivalBy: string) =>
  ({ shipmentId, status, pickupDate, arrivalBy, lane: 'lane-1', lines: [] }) as unknown as Shipment;

describe('the board', () => {
  it('puts each shipment into the column of its state, by pickup date', () => {
    const found = byColumn([
      shipment('b', 'recommended', '2026-11-25', '2026-11-26'),
      shipment('a', 'offered', '2026-11-24', '2026-11-25'),
      shipment('c', 'in_transit', '2026-11-23', '2026-11-24'),
      shipment('d', 'cancelled', '2026-11-23', '2026-11-24'),
    ]);
    expect(found.waiting.map(({ shipmentId }) => shipmentId)).toEqual(['a', 'b']);
    expect([found.ready, found.moving, found.over].map(({ length }) => length)).toEqual([0, 1, 1]);
  });

  it('keeps what arrived, what is closed and what was cancelled apart, the newest first', () => {
    const found = byColumn([
      shipment('a', 'received', '2026-11-20', '2026-11-21'),
      shipment('b', 'received', '2026-11-22', '2026-11-23'),
      shipment('c', 'closed', '2026-11-18', '2026-11-19'),
      shipment('d', 'closed', '2026-11-19', '2026-11-20'),
      shipment('e', 'expired', '2026-11-19', '2026-11-20'),
    ]);
    const ids = (['arrived', 'closed', 'over'] as const).map((name) =>
      found[name].map((one) => one.shipmentId),
    );
    expect(ids).toEqual([['b', 'a'], ['d', 'c'], ['e']]);
  });

  it('adds what is listed, and leaves to the live board what it knows', () => {
    const [live, listed] = [
      shipment('a', 'closed', '2026-11-20', '2026-11-21'),
      shipment('b', 'closed', '2026-11-20', '2026-11-21'),
    ];
    const stale = shipment('a', 'received', '2026-11-20', '2026-11-21');
    expect(withListed([live], [stale, listed])).toEqual([live, listed]);
  });
});

describe('the timeline', () => {
  const days = daysOf(now);

  it('shows yesterday, today and a week ahead', () => {
    expect([days[0], days[1], days.length]).toEqual(['2026-11-23', '2026-11-24', 9]);
  });

  it('lays a load from its pickup to its arrival, cut to what is shown', () => {
    const rows = lanesOf(
      [
        shipment('a', 'accepted', '2026-11-25', '2026-11-27'),
        shipment('b', 'in_transit', '2026-11-20', '2026-11-23'),
        shipment('c', 'recommended', '2026-11-30', '2026-12-09'),
        shipment('d', 'withdrawn', '2026-11-25', '2026-11-27'),
        shipment('e', 'accepted', '2026-12-08', '2026-12-09'),
      ],
      days,
    );
    expect(rows.map(([lane]) => lane)).toEqual(['lane-1']);
    expect(
      rows[0]![1].map(({ shipment: { shipmentId }, from, to, isOverdue }) => [
        shipmentId,
        from,
        to,
        isOverdue,
      ]),
    ).toEqual([
      ['b', 0, 0, true],
      ['a', 2, 4, false],
      ['c', 7, 8, false],
    ]);
  });
});

describe('the flow', () => {
  const row = (lotId: string, demandId: string, quantity: number) =>
    ({ lotId, demandId, quantity }) as Allocation;
  const names = {
    lot: ({ lotId }: Allocation) => lotId,
    demand: ({ demandId }: Allocation) => demandId,
    others: '…',
  };

  it('has a link a pair, and what is beyond the largest as one sum', () => {
    expect(flowOf([row('x', 'x', 5), row('x', 'x', 2)], names)).toEqual({
      nodes: [
        { name: 'lot\nx', label: 'x', side: 'lot' },
        { name: 'demand\nx', label: 'x', side: 'demand' },
      ],
      links: [{ source: 'lot\nx', target: 'demand\nx', value: 7 }],
      summed: 0,
    });
    const many = Array.from({ length: 25 }, (_, k) => row(`l${k}`, 'd', 100 - k));
    const { nodes, links, summed } = flowOf(many, names);
    expect([nodes.length, links.length, summed]).toEqual([20, 19, 7]);
    expect(links.reduce((sum, { value }) => sum + value, 0)).toBe(
      many.reduce((s, { quantity }) => s + quantity, 0),
    );
  });
});

it('an address that is none is the board', () => {
  expect([tabOf(undefined), tabOf('aliran'), tabOf('x')]).toEqual(['board', 'flow', 'board']);
});

describe('what the form asks', () => {
  const asked = (text: string) => targetOf(askedOf(new URLSearchParams(text)), 'g');

  it('is nothing until it is complete', () => {
    for (const text of [
      '',
      'hal=demand',
      'hal=lane',
      'jenis=cap&kebutuhan=d',
      'jenis=pin&kebutuhan=d&jumlah=5',
    ])
      expect(asked(text)).toBeNull();
    expect(asked('jenis=cap&kebutuhan=d&jumlah=lima')).toBeNull();
  });

  it('names what its action is about and nothing else', () => {
    expect(asked('lot=gudang/A/1&kebutuhan=d')).toEqual({ action: 'hold', location: 'gudang', lot: 'A/1' });
    expect(asked('hal=lane&jalur=x')).toEqual({ action: 'hold', lane: 'x' });
    const measured = { demandId: 'd', quantity: 2.5, unit: 'KGM' };
    expect(asked('jenis=cap&kebutuhan=d&jumlah=2,5&lot=g/x')).toEqual({ action: 'cap', ...measured });
    expect(asked('jenis=pin&kebutuhan=d&jumlah=2.5&lot=g/x')).toEqual({
      action: 'pin',
      location: 'g',
      lot: 'x',
      ...measured,
    });
  });
});

describe('the sliders', () => {
  const lot = { location: 'g', lot: 'x', onHand: 1_000 } as PlanAnswer['lots'][number];
  const demand = { demandId: 'd', declared: 500, priority: 5 } as DemandItem;
  const changes = (text: string) => supposed(supposing(new URLSearchParams(text)), lot, demand, 'g');

  it('change nothing where they stand as it is', () => {
    expect(changes('')).toEqual([]);
    expect(changes('stok=100&minta=100&urut=5')).toEqual([]);
  });

  it('say by how much the stock and the demand would be otherwise', () => {
    expect(changes('stok=25&minta=150&urut=1&jalur=j')).toEqual([
      { change: 'stock.added', location: 'g', lot: 'x', quantity: -750, unit: 'g' },
      { change: 'demand.changed', demandId: 'd', quantity: 750, unit: 'g', priority: 1 },
      { change: 'lane.blocked', lane: 'j' },
    ]);
    expect(changes('urut=99')).toEqual([{ change: 'demand.changed', demandId: 'd', priority: 9 }]);
  });
});
