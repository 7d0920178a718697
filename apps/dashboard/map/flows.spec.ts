import type { Shipment, ShipmentStatus } from '../api/types.js';
import type { Tracked } from '../live/board.js';
import { flowsOf, flowWidth } from './flows.js';

const commodity = (code: string, milligramsPerBaseUnit: number) =>
  ({ code, nameId: code, nameEn: code, baseUnit: 'g', milligramsPerBaseUnit }) as const;

function shipment(
  status: ShipmentStatus,
  lines: [string, number][],
  destination = '35.78',
): Tracked<Shipment> {
  return {
    thing: {
      shipmentId: 's',
      revision: 1,
      status,
      hub: 'btc',
      origin: '35.72',
      destination,
      pickupDate: '2026-11-24',
      arrivalBy: '2026-11-24',
      vehicles: [],
      lines: lines.map(([code, quantity]) => ({
        commodity: code,
        quantity,
        unit: 'g',
        lot: 'l',
        location: 'p',
        demandId: 'd',
      })),
      planVersion: '',
      reasons: [],
    },
    sequence: '1',
    factAt: null,
    seenAt: 0,
    snapshot: 1,
  };
}

describe('flowsOf', () => {
  it('adds lines of the same route, commodity and stage, and counts their shipments', () => {
    const flows = flowsOf(
      [
        shipment('recommended', [
          ['egg', 5],
          ['egg', 7],
        ]),
        shipment('offered', [['egg', 1]]),
      ],
      [],
      null,
    );
    expect(flows).toMatchObject([{ quantity: 13, grams: 13, shipments: 2, stage: 'planned' }]);
  });

  it('keeps stages apart and leaves finished shipments out', () => {
    const flows = flowsOf(
      [
        shipment('in_transit', [['egg', 9]]),
        shipment('accepted', [['egg', 2]]),
        shipment('closed', [['egg', 4]]),
      ],
      [],
      null,
    );
    expect(flows.map(({ stage }) => stage)).toEqual(['moving', 'agreed']);
  });

  it('weighs pieces, so that widths can be compared', () => {
    const flows = flowsOf(
      [
        shipment('accepted', [
          ['koi', 10],
          ['egg', 2000],
        ]),
      ],
      [commodity('koi', 500_000)],
      null,
    );
    expect(flows.map((flow) => [flow.commodity, flow.grams])).toEqual([
      ['koi', 5000],
      ['egg', 2000],
    ]);
  });

  it('shows one commodity alone', () => {
    expect(
      flowsOf(
        [
          shipment('accepted', [
            ['koi', 10],
            ['egg', 2],
          ]),
        ],
        [],
        'egg',
      ),
    ).toHaveLength(1);
  });
});

describe('flowWidth', () => {
  it('grows with the load and stays a line', () => {
    expect(flowWidth(0)).toBeGreaterThan(1);
    expect(flowWidth(40_000_000)).toBeGreaterThan(flowWidth(4_000_000) * 1.5);
    expect(flowWidth(1e12)).toBe(9);
  });
});
